import { sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { RichText } from '../../model/document.js';
import { CODE, isOnlySeverity, isSpelled } from './severity.js';
import { levelsNamed } from './severity-named.js';

/**
 * A remark without the level that is set before or behind it: "**Alta** no run", "[P1] no run", "no run (alta).", "🔴 no run": words that
 * belong to no sentence, so that it reads as it would in a cell of its own.
 */
export function peel(rich: RichText): RichText {
  let left = trimRich(rich);
  // Who grades several things in one sentence has set each level beside its own.
  if (levelsNamed(left.text).length > 1) return left;
  for (let i = 0; i < 3; i++) {
    const next = withoutLast(withoutFirst(left));
    if (next === left) return left;
    left = next;
  }
  return left;
}

function withoutFirst(rich: RichText): RichText {
  const head = rich.text.slice(0, 60);
  const bold = rich.strong.find(([from]) => from === 0);
  const to =
    (bold && bold[1] <= 30 && isLevel(rich.text.slice(0, bold[1])) ? bold[1] : 0) ||
    wholeOf(BRACKETED.exec(head)) ||
    wholeOf(NAMED.exec(head)) ||
    wholeOf(SIGNED.exec(head));
  return to ? said(rich, to + (AFTER.exec(rich.text.slice(to, to + 8))?.[0].length ?? 0), rich.text.length) : rich;
}

function withoutLast(rich: RichText): RichText {
  const from = Math.max(0, rich.text.length - 60);
  const tail = rich.text.slice(from);
  const found = BEHIND_IN_BRACKETS.exec(tail) ?? BEHIND_A_DASH.exec(tail) ?? SIGNED_BEHIND.exec(tail);
  return found && (found[1] === undefined || isLevel(found[1])) ? said(rich, 0, from + found.index) : rich;
}

/** The piece, where it still says something and cuts no code. */
function said(rich: RichText, from: number, to: number): RichText {
  const piece = trimRich(sliceRich(rich, from, to));
  const isCut = rich.code.some(([a, b]) => (a < from && b > from) || (a < to && b > to));
  return isCut || !/\p{L}{3}|\p{L}\W+\p{L}/u.test(piece.text) ? rich : piece;
}

const isLevel = (text: string): boolean => isSpelled(text.replace(CODE, '')) && isOnlySeverity(text.replace(CODE, ''));
const wholeOf = (found: RegExpExecArray | null): number =>
  found && (found[1] === undefined || isLevel(found[1])) ? found[0].length : 0;

const BRACKETED = /^[*_]{0,2}[([{]([^()[\]{}]{1,40})[)\]}][*_]{0,2}/u;
/** "Alta: …", "Severidad alta — …", "HIGH | …". */
const NAMED = /^[*_]{0,2}([^:—–|·.,;()[\]]{2,30})[*_]{0,2}(?:\s?[:—|·\n]|\s[–-]{1,2}\s)/u;
const SIGNED = /^[🔴🟠🟡🟢🔵⚪🟥🟧🟨🟩🟦]\uFE0F?/u;
const AFTER = /^[\s*_:—–|·.-]{1,8}/u;
const BEHIND_IN_BRACKETS = /\s[*_]{0,3}[([{]([^()[\]{}]{1,40})[)\]}][*_]{0,3}\s?\.?$/u;
const BEHIND_A_DASH = /(?:\s[—–|·-]{1,2}\s|,\s|\n)[*_]{0,3}([^—–|·,;:()\n[\]-]{2,30})[*_]{0,3}\.?$/u;
const SIGNED_BEHIND = /\s?[🔴🟠🟡🟢🔵⚪🟥🟧🟨🟩🟦]\uFE0F?\s?\.?$/u;
