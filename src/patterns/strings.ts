import { bind, type Matcher, type Then } from './bind.js';
import type { Env } from './bindings.js';
import { regexOf } from './regex.js';
import type { G } from './tree.js';

const WHOLE_REGEX = /^=~\/([\s\S]*)\/([imsx]*)$/;
const WHOLE_META = /^\$[A-Z_][A-Z_0-9]*$/;

/** The text of a string pattern on the text of a string: `...`, `=~/re/`, `$X`, or the same text. */
export function stringMatches(
  m: Matcher,
  p: string,
  n: string,
  node: G | undefined,
  env: Env | undefined,
  then: Then,
): void {
  if (p === '...' || p === n) {
    then(env);
    return;
  }
  if (p.startsWith('=~/')) {
    const found = WHOLE_REGEX.exec(p);
    if (found && regexOf(found[1]!, found[2]!).search(n)) then(env);
    return;
  }
  if (!WHOLE_META.test(p)) return;
  const [start, end] = node ? inner(m, node) : [-1, -1];
  bind(m, p, { kind: 'text', start, end, text: n }, env, then);
}

const PIECE =
  /^[A-Za-z]{0,2}('''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")(?:\s|\\\n|#[^\n]*)*/;

/** How many strings stand side by side: `"a" "b"` are two. */
export function piecesIn(text: string): number {
  let rest = text;
  let found = 0;
  while (found < 50) {
    const piece = PIECE.exec(rest);
    if (!piece) break;
    rest = rest.slice(piece[0].length);
    found++;
  }
  return found;
}

/** The place of a string's content, without prefix and quotes. */
function inner(m: Matcher, node: G): [number, number] {
  const text = m.subject.program.text.slice(node.start, node.end);
  const opening = /^[A-Za-z]{0,2}('''|"""|'|"|`)/.exec(text);
  if (!opening || !text.endsWith(opening[1]!)) return [node.start, node.end];
  return [node.start + opening[0].length, Math.max(node.start + opening[0].length, node.end - opening[1]!.length)];
}
