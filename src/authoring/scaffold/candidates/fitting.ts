import { type Candidate, type Expression, escapeRegex, type FilePair, NONSENSE } from './candidate.js';

/** What a row of the solution says. */
export interface Row {
  readonly problem: string;
  readonly fix: string;
}

/** A text that the row quotes a part of is asked for by that part: the rest is the solution's own choice. */
export function looser({ expression, ...candidate }: Candidate, row: Row, { corrected }: FilePair): Candidate[] {
  // Of several conditions the first says what must have come.
  const [main = expression] = (expression.all as Expression[] | undefined) ?? [];
  const { data } = main as { data?: { path: string; equals?: unknown; matches?: string; 'not-matches'?: string } };
  const [after = '', before = ''] = candidate.texts ?? [];
  if (typeof data?.equals === 'boolean' && candidate.parent !== undefined && TAKEN_OUT.test(row.fix)) {
    const { equals, path, ...where } = data;
    const gone = { data: { ...where, path, equals: !equals, absent: true } };
    return [
      { ...candidate, expression: { all: [{ data: { ...where, path: candidate.parent } }, gone] }, nonsense: [] },
    ];
  }
  const named = typeof data?.equals === 'string';
  if (!data || (!named && !data.matches?.startsWith(WORD) && data.matches !== REFERENCE)) return [];
  const { equals, matches, 'not-matches': without, ...rest } = data;
  const spans = quotedIn(row).fix.filter(
    (span) => span.length > 3 && span !== after && after.includes(span) && !before.includes(span),
  );
  const example = named && before !== '' && AN_EXAMPLE.test(row.fix) && row.fix.includes(`\`${after}\``);
  const every = rest.path.endsWith('[*]') ? { quantity: 'every' } : {};
  const another = { data: { ...rest, ...every, 'not-matches': `^${escapeRegex(before)}$` } };
  return [
    ...(example || (named && before !== '' && !says(row, after))
      ? [{ ...candidate, expression: another, nonsense: [], free: true }]
      : []),
    ...spans.flatMap((span) => {
      const part = { data: { ...rest, matches: escapeRegex(span) } };
      // Several places may hold it: none of them does in what means nothing.
      const made = (one: Expression) => ({
        ...candidate,
        expression: one,
        nonsense: [corrected.replaceAll(span, NONSENSE)],
      });
      const fault = quotedIn(row).problem.find((one) => one.length > 1 && before.includes(one) && !after.includes(one));
      const gone = { data: { ...rest, matches: escapeRegex(fault ?? ''), absent: true } };
      const lost = lostLiterals(before, after) ?? without;
      const stricter = lost === undefined ? [] : [made({ data: { ...part.data, 'not-matches': lost } })];
      return [...(fault === undefined ? [] : [made({ all: [part, gone] })]), ...stricter, made(part)];
    }),
  ];
}

/** A setting may also be taken out. */
const TAKEN_OUT = /\b(?:remov|delet|drop it|take it out|quita|elimina|borra)/i;

/** Whether a row asks for that very value; a part of it is no order. */
const says = ({ problem, fix }: Row, value: string): boolean =>
  `${problem} ${fix}`.toLowerCase().includes(value.toLowerCase());

/** Texts in quotes that went from a whole block of them, such as a policy written as JSON: one of them left would spoil the rest. */
function lostLiterals(before: string, after: string): string | undefined {
  const lost = before.includes('\n')
    ? [...new Set(before.match(/"[^"\n]{1,40}"/g))].filter((one) => !after.includes(one))
    : [];
  return lost.length > 0 ? lost.slice(0, 3).map(escapeRegex).join('|') : undefined;
}

/** How conditions begin that are about one word of a text. */
const WORD = '(^|\\s)';

const REFERENCE = '\\$\\{[^}]+\\}';

/** The value is one of many. */
const AN_EXAMPLE = /\b(?:such as|e\.g\.|for example|for instance|por ejemplo|p\. ?ej\.|como)\s*`/i;

/** Both are gone from one place. */
export const goesWith = (one: Candidate, other: Candidate): boolean =>
  one.parent !== undefined && one.parent === other.parent && one.removes === true && other.removes === true;

/** Both are arguments of one call that the remedy of the row writes out. */
export function givenWith(one: Candidate, other: Candidate, row: Row): boolean {
  const [a, b] = [argumentOf(one), argumentOf(other)];
  if (!a || !b || a.of !== b.of || a.name === b.name) return false;
  const written = new Set(
    quotedIn(row).fix.flatMap((span) => [...span.matchAll(/[(,]\s*(\w+)=/g)].map((match) => match[1])),
  );
  return written.has(a.name) && written.has(b.name);
}

/** Both are settings of one place that the remedy of the row names. */
export function setWith(one: Candidate, other: Candidate, row: Row): boolean {
  if (one.removes || other.removes || one.key === other.key || one.parent !== other.parent) return false;
  const named = (key: string | undefined): boolean =>
    key !== undefined && quotedIn(row).fix.some((span) => new RegExp(`^${escapeRegex(key)}(?:\\s*[:=]|$)`).test(span));
  return 'data' in one.expression && named(one.key) && named(other.key);
}

/** What call an expression asks to be given what, where that is all it asks. */
function argumentOf({ expression }: Candidate): { of: string; name: string } | undefined {
  const first = Array.isArray(expression.all) ? expression.all[0] : expression;
  const { calls, code } = first as { calls?: { of: string; with?: object }; code?: { pattern?: string } };
  const [, of = '', field] = /^\w+: \$T = ([\w.]+)\(\.\.\., (\w+)=\$V/.exec(code?.pattern ?? '') ?? [];
  if (field !== undefined) return { of, name: field };
  const [name] = Object.keys(calls?.with ?? {});
  return calls && name !== undefined ? { of: calls.of, name } : undefined;
}

export function joinedWith(one: Candidate, other: Candidate): Candidate {
  if (!one.removes) {
    const all = (one.expression.all as unknown[] | undefined) ?? [one.expression];
    const has = all.some((some) => JSON.stringify(some) === JSON.stringify(other.expression));
    return has ? one : { ...one, expression: { all: [...all, other.expression] }, nonsense: [] };
  }
  const [mine, more] = [one.expression.all, other.expression.all] as [unknown[], unknown[]];
  return { ...one, expression: { all: [...mine, ...more.slice(1)] }, nonsense: [...one.nonsense, ...other.nonsense] };
}

/** What a row writes as code. */
export function quotedIn(row: Row): { problem: string[]; fix: string[] } {
  const spans = (text: string) =>
    [...text.matchAll(/`([^`]+)`/g)].map((match) => (match[1] ?? '').replaceAll('\\|', '|').trim());
  return {
    problem: spans(row.problem),
    fix: [...spans(row.fix), ...(row.fix.match(/\b[A-Z]{2,}(?: [A-Z]{2,})+\b/g) ?? [])],
  };
}
