import { MARK, type Prepared } from './prepass.js';

/** `$X: T` among arguments, which is no code: only where a pattern does not parse as it stands. */
export const withTypedArguments = (pattern: string): string =>
  pattern.replace(/(?<=[(,]\s*)\$([A-Z_][A-Z_0-9]*)\s*:\s*([\w.$]+)(?=\s*[,)])/g, '($$$1: $2)');

/** Turns the holes of a JavaScript or TypeScript pattern into names; a `...` before an expression stays a spread. */
export function prepareJs(pattern: string): Prepared {
  const state: State = { text: pattern, out: '', marks: [[0, 0]], open: [] };
  run(state, 0, pattern.length);
  return {
    text: state.out,
    origin: (offset) => {
      let best = state.marks[0]!;
      for (const mark of state.marks) if (mark[0] <= offset) best = mark;
      return best[1] + Math.max(0, offset - best[0]);
    },
  };
}

interface State {
  readonly text: string;
  out: string;
  readonly marks: [number, number][];
  readonly open: string[];
}

function run(s: State, from: number, to: number): void {
  let i = from;
  while (i < to) i = step(s, i, to);
}

const META = /\$(\.\.\.)?([A-Z_][A-Z_0-9]*|[0-9]+)(?![A-Za-z0-9_])/y;
const TYPED = /\(\s*\$([A-Z_][A-Z_0-9]*)\s*:\s*([A-Za-z_$][\w.$]*)\s*\)(?!\s*(?:=>|\{|:))/y;

function step(s: State, i: number, to: number): number {
  const c = s.text[i]!;
  if (s.text.startsWith('//', i) && !/[:"'`]$/.test(s.out)) return copy(s, i, end(s.text, '\n', i));
  if (s.text.startsWith('/*', i)) return copy(s, i, end(s.text, '*/', i) + 2);
  if (c === '"' || c === "'") return copy(s, i, quoted(s.text, i, c));
  if (c === '`') return template(s, i);
  if (c === '$') {
    const found = at(META, s.text, i);
    // Elsewhere a dollar is a letter: `$(...)`, `$el`.
    if (!found) return copy(s, i, i + 1);
    const name = (found[1] ? MARK.metas : MARK.meta) + found[2]!;
    if (/\bfrom\s+$/.test(s.out)) return replace(s, i, found[0].length, `"${found[0]}"`);
    return replace(s, i, found[0].length, /=\s*$/.test(s.out) && inTag(s.out) ? `{${name}}` : name);
  }
  if (s.text.startsWith('<...>', i)) return copy(s, i, i + 1);
  if (s.text.startsWith('<...', i)) return replace(s, i, 4, `${MARK.deep}(`);
  if (s.text.startsWith('...>', i) && !inTag(s.out) && !s.out.endsWith('<')) return replace(s, i, 4, ')');
  if (s.text.startsWith('...', i)) return dots(s, i, to);
  const typed = c === '(' && !/[\w$)\]]\s*$/.test(s.out) ? at(TYPED, s.text, i) : undefined;
  if (typed) return replace(s, i, typed[0].length, `${MARK.typed}(${MARK.meta}${typed[1]}, ${typed[2]})`);
  if ('([{'.includes(c)) s.open.push(c);
  if (')]}'.includes(c)) s.open.pop();
  return copy(s, i, i + 1);
}

/** `...` alone is a hole; before an expression on the same line it spreads. */
function dots(s: State, i: number, _to: number): number {
  const many = /^\.{4,}/.exec(s.text.slice(i));
  if (many) return replace(s, i, many[0].length, `.${MARK.dots}.`);
  const rest = s.text.slice(i + 3);
  const gap = /^\s*/.exec(rest)![0];
  const next = rest[gap.length] ?? '';
  const spreads =
    next !== '' && !gap.includes('\n') && /[\w$[{("'`]/.test(next) && !inTag(s.out) && !/\.\s*$/.test(s.out);
  if (next !== '' && gap === '' && /\{\s*$/.test(s.out) && inTag(s.out) && /[\w$]/.test(next)) return copy(s, i, i + 3);
  if (/\bfunction\s*\*?\s*$/.test(s.out) && next === '(') return replace(s, i, 3, ` ${MARK.dots}`);
  if (/\bfor\s*\(\s*$/.test(s.out) && next === ')') return replace(s, i, 3, `const ${MARK.dots} of ${MARK.dots}`);
  if (spreads && !/^\s+(from|in|of|instanceof)\b/.test(rest) && gap === '') return copy(s, i, i + 3);
  if (/=\s*$/.test(s.out) && inTag(s.out)) return replace(s, i, 3, `{${MARK.dots}}`);
  const statement =
    (s.open.length === 0 || s.open.at(-1) === '{') &&
    !inTag(s.out) &&
    /(^|[{};\n)])\s*$/.test(s.out) &&
    next !== '' &&
    !',})];.:'.includes(next);
  if (AFTER_CASE.test(s.out) && s.out.includes('switch')) return replace(s, i, 3, `${MARK.dots};`);
  if (statement && inSwitch(s.out)) return replace(s, i, 3, `case ${MARK.dots}: ${MARK.dots};`);
  if (follows(s)) return replace(s, i, 3, `;${MARK.dots}${',})];.:'.includes(next) ? '' : ';'}`);
  return replace(
    s,
    i,
    3,
    statement
      ? `${MARK.dots};`
      : inSwitch(s.out) && /(^|[{};\n])\s*$/.test(s.out)
        ? `case ${MARK.dots}: ${MARK.dots};`
        : MARK.dots,
  );
}

const AFTER_CASE = /\b(?:case\b[^:{};]*|default\s*):\s*$/;

/** After a statement without its semicolon, on the same line. */
const follows = (s: State): boolean =>
  s.open.at(-1) === '{' && !inTag(s.out) && /[\w$)\]}"'`][ \t]+$/.test(s.out) && !/\bcase\s+$/.test(s.out);

/** Directly among the cases of a `switch`. */
function inSwitch(out: string): boolean {
  const from = out.lastIndexOf('switch');
  if (from < 0) return false;
  const tail = out.slice(from);
  const depth = (tail.match(/\{/g)?.length ?? 0) - (tail.match(/\}/g)?.length ?? 0);
  return depth === 1 && !/case\b[^:]*:\s*$/.test(tail) && !/\b(case|default)\b/.test(tail.slice(tail.indexOf('{')));
}

/** Among the attributes of an element: after `<name`, outside braces, before its `>`. */
function inTag(out: string): boolean {
  for (const found of out.matchAll(/(?<![\w$)\]])<[A-Za-z_][\w.]*(?=\s|$)/g))
    if (isOpen(out, found.index + found[0].length)) return true;
  return false;
}

function isOpen(out: string, from: number): boolean {
  let depth = 0;
  for (let i = from; i < out.length; i++) {
    const c = out[i];
    if (c === '{') depth++;
    else if (c === '}') depth--;
    else if (depth === 0 && (c === '<' || c === '>')) return false;
  }
  return depth === 0;
}

function template(s: State, i: number): number {
  let here = copy(s, i, i + 1);
  while (here < s.text.length && s.text[here] !== '`') {
    if (s.text[here] === '\\') here = copy(s, here, here + 2);
    else if (s.text.startsWith('${', here)) {
      let open = 0;
      let close = here;
      for (; close < s.text.length; close++) {
        if (s.text[close] === '{') open++;
        else if (s.text[close] === '}' && --open === 0) break;
      }
      s.out += '${';
      run(s, here + 2, close);
      here = copy(s, close, close + 1);
    } else here = copy(s, here, here + 1);
  }
  return copy(s, here, here + 1);
}

function quoted(text: string, i: number, quote: string): number {
  let at = i + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function end(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

function at(regex: RegExp, text: string, i: number): RegExpExecArray | undefined {
  regex.lastIndex = i;
  return regex.exec(text) ?? undefined;
}

function copy(s: State, from: number, to: number): number {
  s.out += s.text.slice(from, to);
  return to;
}

function replace(s: State, i: number, length: number, by: string): number {
  s.marks.push([s.out.length, i]);
  s.out += by;
  s.marks.push([s.out.length, i + length]);
  return i + length;
}
