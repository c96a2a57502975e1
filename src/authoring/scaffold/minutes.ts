const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  un: 1,
  una: 1,
  one: 1,
  two: 2,
  dos: 2,
  three: 3,
  tres: 3,
  four: 4,
  cuatro: 4,
  thirty: 30,
  treinta: 30,
  forty: 40,
  cuarenta: 40,
  fortyfive: 45,
  cuarentaycinco: 45,
  fifty: 50,
  cincuenta: 50,
  sixty: 60,
  sesenta: 60,
  seventyfive: 75,
  setentaycinco: 75,
  ninety: 90,
  noventa: 90,
};
const NUMBER = String.raw`(\d{1,3}(?:[.,]\d)?|(?:forty|seventy)[- ]five|(?:cuarenta|setenta) y cinco|${Object.keys(WORDS).join('|')})`;
const UNTIL = String.raw`\s*(?:-|\u2013|a|to|y|and)\s*`;
const HOURS = String.raw`\s*(?:h|hours?|horas?|hrs?)(?![\p{L}\d])`;
const MINUTES = String.raw`\s*min(?:s\b|ut[eo]s?|\b)`;

/** How long an exam takes, least and most, as its text says it in figures or in words; nothing where it does not. */
export function minutesIn(text: string): [number, number] | undefined {
  const find = (pattern: string) => new RegExp(`(?<![\\p{L}\\d.,])${pattern}`, 'iu').exec(text);
  const range = find(`${NUMBER}${UNTIL}${NUMBER}${MINUTES}`) ?? find(`${NUMBER}${UNTIL}${NUMBER}${HOURS}`);
  if (range) {
    const unit = /min\w*$/i.test(range[0]) ? 1 : 60;
    return [numberOf(range[1]) * unit, numberOf(range[2]) * unit];
  }
  const hours = find(`${NUMBER}${HOURS}`);
  const half = /half an hour|media hora/i.test(text) ? 30 : undefined;
  const minutes = hours
    ? numberOf(hours[1]) * 60 + (half ? 0 : besides(text.slice(hours.index + hours[0].length)))
    : numberOf(find(`${NUMBER}${MINUTES}`)?.[1]) || half;
  return minutes ? [minutes, minutes] : undefined;
}

/** «…and a half», «… y media», «… 30 minutes». */
function besides(rest: string): number {
  if (/^\s*(?:and a half|y media)\b/i.test(rest)) return 30;
  return numberOf(new RegExp(`^\\s*(?:and|y)?\\s*${NUMBER}${MINUTES}`, 'iu').exec(rest)?.[1]);
}

function numberOf(word: string | undefined): number {
  if (word === undefined) return 0;
  const number = Number(word.replace(',', '.'));
  return Number.isNaN(number) ? (WORDS[word.toLowerCase().replace(/[ -]/g, '')] ?? 0) : number;
}
