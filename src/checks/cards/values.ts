/** Shapes of what a field must hold, looked for in folded text. */
export const SHAPES = {
  text: /[a-z0-9]{2}|\d/,
  number: /(?<![a-z\d][.,_-]?)(?<![a-z])\d{1,12}(?:[.,\s]\d{1,6}){0,3}(?![.,]?x)/,
  percent: /\d{1,3}(?:[.,]\d{1,4})?\s?(?:%|por ciento|percent)/,
  date: /\b(?:19|20)\d{2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/,
  version:
    /(?:\b|_)v?\d{1,4}(?:\.\d{1,6}){1,3}\b|\bv\d{1,6}\b|(?:^|\s)\d{1,6}(?=\s|\.?\s?$)|\b(?=[a-f]{0,39}\d)[0-9a-f]{7,40}\b/,
  email: /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/,
  url: /\bhttps?:\/\/\S{3}|\bwww\.\S{4}/,
} as const;

export type Shape = keyof typeof SHAPES;

interface Found {
  readonly start: number;
  readonly end: number;
}

/** Characters between a name and its number, or a number and the next. */
const FARTHEST = 45;
const NUMBER = /\d[\d.,]{0,12}\d|\d/g;

/**
 * Which of `names` (found at these places) have a number of their own in the text: `accuracy 0.86, F1 0.59`, `accuracy and recall: 0.86 and 0.7`,
 * `86 % de accuracy`. A number serves one name.
 */
export function valued(text: string, names: readonly Found[]): Set<number> {
  const tokens = tokensOf(text, names);
  const served = new Set<number>();
  let run: number[] = [];
  let numbers = 0;
  const close = () => {
    for (const name of run.slice(Math.max(0, run.length - numbers))) served.add(name);
    [run, numbers] = [[], 0];
  };
  let loose: Found | undefined;
  let last = 0;
  for (const token of tokens) {
    if (token.kind === 'end') {
      close();
      loose = undefined;
    } else if (token.kind === 'number') {
      if (run.length > 0 && token.start - last <= FARTHEST) numbers++;
      else loose = token;
      last = token.end;
    } else {
      if (numbers > 0) close();
      if (loose && /^\s{0,2}%?\s{0,2}(?:de|of|en|in|para|for)?\s{0,2}$/.test(text.slice(loose.end, token.start)))
        served.add(token.name);
      else run.push(token.name);
      loose = undefined;
      last = token.end;
    }
  }
  close();
  return served;
}

type Token = Found &
  ({ readonly kind: 'number' } | { readonly kind: 'end' } | { readonly kind: 'name'; readonly name: number });

function tokensOf(text: string, names: readonly Found[]): Token[] {
  const tokens: Token[] = names.map((found, name) => ({ ...found, kind: 'name', name }));
  for (const found of text.matchAll(NUMBER)) {
    const end = found.index + found[0].length;
    if (isMeasure(text, found.index, end) && !names.some((name) => name.start < end && found.index < name.end))
      tokens.push({ kind: 'number', start: found.index, end });
  }
  for (const found of text.matchAll(/[.;!?](?=\s|$)|\n/g))
    tokens.push({ kind: 'end', start: found.index, end: found.index + 1 });
  return tokens.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A number that measures something: no part of a word (`F1`, `p95`), of a version, of a date or of a placeholder (`0.XX`). */
function isMeasure(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text.slice(end, end + 2);
  return (
    !/[a-z_@]/.test(before) &&
    !/^(?:[.,]?x|[a-z_])/.test(after) &&
    !/^(?:19|20)\d\d$/.test(text.slice(start, end)) &&
    !/\d\.\d+\.\d/.test(text.slice(start, end))
  );
}
