import type { Lang } from '../model/local.js';

type Params = Readonly<Record<string, unknown>>;
type Say = (params: Params, t: (es: string, en: string) => string) => string;

/** What a check asks for, as a sentence; undefined for kinds that are shown by their parameters. */
export function plainCheck(kind: string, params: unknown, lang: Lang): string | undefined {
  const say = SAY.get(kind);
  return say?.((params ?? {}) as Params, (es, en) => (lang === 'es' ? es : en));
}

/** Parameters as an author would write them on one line. */
export function compact(params: unknown): string {
  const text = JSON.stringify(params) ?? '';
  return text
    .replace(/"([\w.-]+)":/g, '$1: ')
    .replace(/("(?:[^"\\]|\\.)*")|,/g, (all, quoted) => quoted ?? (all === ',' ? ', ' : all));
}

const code = (value: unknown): string => `\`${String(value).replaceAll('\n', ' ⏎ ').replaceAll('`', "'")}\``;
const list = (value: unknown, joint: string): string => [value].flat().map(code).join(joint);
const rest = (params: Params, ...told: string[]): string => {
  const left = Object.fromEntries(Object.entries(params).filter(([key]) => !told.includes(key)));
  return Object.keys(left).length > 0 ? ` (${code(compact(left).slice(1, -1))})` : '';
};
const without = (params: Params): boolean => params.absent === true || params.none === true;

/** What a `data` or `dockerfile` check says of a value, with the words for it. */
const VALUE: readonly (readonly [key: string, es: string, en: string])[] = [
  ['equals', 'es', 'is'],
  ['one-of', 'es uno de', 'is one of'],
  ['min', 'es al menos', 'is at least'],
  ['max', 'es a lo sumo', 'is at most'],
  ['matches', 'cumple', 'matches'],
  ['not-matches', 'no cumple', 'does not match'],
  ['contains', 'contiene', 'contains'],
];

function values(params: Params, t: (es: string, en: string) => string): string {
  const told = VALUE.filter(([key]) => params[key] !== undefined);
  return told.map(([key, es, en]) => ` ${t(es, en)} ${list(params[key], ', ')}`).join(t(' y', ' and'));
}

const VALUE_KEYS = VALUE.map(([key]) => key);

const SAY: ReadonlyMap<string, Say> = new Map<string, Say>([
  [
    'calls',
    (params, t) =>
      `${t('el Python llama a', 'the Python calls')} ${list(params.of, t(' o ', ' or '))}${rest(params, 'of')}`,
  ],
  [
    'code',
    (params, t) => {
      const head = without(params)
        ? t('en el código no está', 'the code does not hold')
        : t('en el código está', 'the code holds');
      const { pattern, 'pattern-either': either } = params;
      if (pattern !== undefined) return `${head} ${code(pattern)}${rest(params, 'pattern', 'none')}`;
      const plain = Array.isArray(either) ? either.map((one) => (one as Params).pattern) : [];
      return plain.length > 0 && plain.every((one) => one !== undefined)
        ? `${head} ${list(plain, t(' o ', ' or '))}${rest(params, 'pattern-either', 'none')}`
        : `${head} ${code(compact(params))}`;
    },
  ],
  [
    'data',
    (params, t) => {
      const { path, where, quantity } = params;
      const every = quantity === 'every' ? t('en todos los casos, ', 'in every place, ') : '';
      const among = where === undefined ? '' : t(' (donde ', ' (where ').concat(code(compact(where).slice(1, -1)), ')');
      const value = values(params, t);
      const there = without(params)
        ? value === ''
          ? t(' no está', ' is not there')
          : t(' no: está lo que', ' is nowhere what')
        : value === ''
          ? t(' está', ' is there')
          : '';
      const more = rest(params, 'path', 'where', 'quantity', 'absent', ...VALUE_KEYS);
      return path === undefined
        ? `${t('los datos', 'the data')}${among}${more}`
        : `${every}${code(path)}${among}${there}${value}${more}`;
    },
  ],
  [
    'dockerfile',
    (params, t) =>
      `${without(params) ? t('el Dockerfile no tiene', 'the Dockerfile has no') : t('el Dockerfile tiene', 'the Dockerfile has')} ${list(params.instruction ?? '', t(' o ', ' or '))}${values(params, t) && `, ${t('que', 'which')}${values(params, t)}`}${rest(params, 'instruction', 'absent', ...VALUE_KEYS)}`,
  ],
  [
    'regex',
    (params, t) =>
      `${without(params) ? t('en el texto no se encuentra', 'the text does not match') : t('en el texto se encuentra', 'the text matches')} ${code(params.pattern)}${rest(params, 'pattern', 'absent')}`,
  ],
  [
    'tree',
    (params, t) => {
      const parts = [
        params.present ? `${t('el árbol tiene', 'the tree has')} ${list(params.present, ', ')}` : '',
        params.absent ? `${t('no tiene', 'it has no')} ${list(params.absent, ', ')}` : '',
      ].filter((part) => part !== '');
      return `${parts.join(t(' y ', ' and '))}${rest(params, 'present', 'absent')}`;
    },
  ],
  [
    'answer',
    (params, t) =>
      `${params.question === undefined ? t('la respuesta', 'the answer') : `${t('la respuesta a', 'the answer to')} ${code(params.question)}`}: ${code(compact(Object.fromEntries(Object.entries(params).filter(([key]) => key !== 'question'))).slice(1, -1))}`,
  ],
  ['custom', (params, t) => `${t('lo que decida', 'what is decided by')} ${code(params.file)}${rest(params, 'file')}`],
]);
