const LISTS: readonly (readonly [first: number, step: number, words: string])[] = [
  [
    0,
    1,
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve',
  ],
  [30, 10, 'treinta cuarenta cincuenta sesenta setenta ochenta noventa cien'],
  [
    100,
    100,
    'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos mil',
  ],
  [200, 100, 'doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas'],
  [
    0,
    1,
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ],
  [20, 10, 'twenty thirty forty fifty sixty seventy eighty ninety hundred'],
  [1, 0, 'un una veintiun'],
  [1000, 0, 'thousand'],
];
/** Words for numbers, folded, in Spanish and English, with what they stand for. */
export const NUMBER_WORDS = new Map(
  LISTS.flatMap(([first, step, words]) => words.split(' ').map((word, i) => [word, first + i * step] as const)),
);
NUMBER_WORDS.set('veintiun', 21);

const ORDINAL_LISTS = [
  'primera segunda tercera cuarta quinta sexta septima octava novena decima',
  'primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo',
  'primer segundo tercer',
  'first second third fourth fifth sixth seventh eighth ninth tenth',
];
/** Words that count in order, folded, in Spanish and English, with their place. */
export const ORDINAL_WORDS = new Map(
  ORDINAL_LISTS.flatMap((words) => words.split(' ').map((word, i) => [word, i + 1] as const)),
);
