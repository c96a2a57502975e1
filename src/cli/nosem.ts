import type { Match } from '../patterns/index.js';

/** ` nosem`, ` nosemgrep: rule-a, rule-b` */
const COMMENT = / nosem(?:grep)?(?:: ?([^\s,]+(?:[ ,]+[^\s,]+)*))?/i;

/**
 * Whether Semgrep passes a match over because of a comment on its first line or alone on the line before. Only the conformance interface asks:
 * whoever is marked must not be able to wave a check away.
 */
export function isWavedAway({ rule }: Match, lines: readonly string[], line: number): boolean {
  const before = lines[line - 2] ?? '';
  return names(lines[line - 1] ?? '', rule) || (/^[^A-Za-z0-9]* nosem/i.test(before) && names(before, rule));
}

function names(text: string, rule: string): boolean {
  const found = COMMENT.exec(text.slice(0, 2000));
  if (!found) return false;
  const ids = found[1]?.split(/[ ,]+/);
  return ids === undefined || ids.some((id) => rule === id || rule.endsWith(`.${id}`) || id.endsWith(`.${rule}`));
}
