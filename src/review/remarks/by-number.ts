import type { RichText } from '../../model/document.js';
import { fold } from '../text/normalise.js';
import { phrases } from '../text/vocabulary.js';
import { joinRich } from './join-rich.js';
import type { Remark } from './remarks.js';
import { isOnlySeverity } from './severity.js';

/** Remarks that one number stands for: an item with what is nested in it, a row, the sentences of a paragraph. */
interface Point {
  readonly at: readonly number[];
  /** "1", "2.3"; several where one cure serves several problems. */
  readonly numbers: readonly string[];
  /** "For 2, …": it says itself that it speaks of another point. */
  readonly refers: boolean;
}

/** Problems in one list and their cures in another by the same numbers: each problem gets its cure as its correction, each cure the level of its problem. */
export function joinByNumber(remarks: Remark[]): void {
  const problems = new Map<string, Point>();
  let cures: { readonly source: Remark['source']; readonly under: string } | undefined;
  for (const point of pointsOf(remarks)) {
    const first = remarks[point.at[0]!]!;
    const under = fold(first.under.at(-1) ?? '');
    if (cures && (cures.source !== first.source || cures.under !== under)) cures = undefined;
    const known = point.numbers.every((number) => problems.has(number));
    const isCure = known && (point.refers || cures !== undefined || isTitled(under) || point.numbers.every(isDotted));
    if (!isCure) {
      // A list that counts from one again is about other problems.
      if (point.numbers.includes('1'))
        for (const number of problems.keys()) if (!isDotted(number)) problems.delete(number);
      for (const number of point.numbers) problems.set(number, point);
      continue;
    }
    cures = { source: first.source, under };
    for (const number of point.numbers) cure(remarks, problems.get(number)!, point);
  }
}

/** "2.3", "M1": it names one point for good, where a bare number may count again. */
const isDotted = (number: string): boolean => /[.\p{L}]/u.test(number);
/** "Soluciones:", "What to do", «Lo que yo haría». */
const isTitled = (text: string): boolean => text.length <= 80 && (FIXES.test(text) || TO_DO.test(text));
const FIXES = phrases('tables.column-fix');
const TO_DO = phrases('tables.to-do');

function cure(remarks: Remark[], problem: Point, by: Point): void {
  const told = by.at.flatMap((i) =>
    [remarks[i]!.problem, remarks[i]!.fix, remarks[i]!.detail].filter((one) => one !== undefined),
  );
  const level = problem.at.map((i) => remarks[i]!.level).find((one) => one !== undefined);
  // What a cure names is as grave as what it cures.
  if (level) for (const i of by.at) remarks[i] = { ...remarks[i]!, level };
  for (const i of problem.at) {
    const remark = remarks[i]!;
    if (isOnlySeverity(remark.problem.text)) continue;
    const parts: RichText[] = remark.fix ? [remark.fix, ...told] : told;
    remarks[i] = { ...remark, fix: parts.length === 1 ? parts[0]! : joinRich(parts) };
  }
}

/** The numbered points, in order. */
function pointsOf(remarks: readonly Remark[]): Point[] {
  const out: Point[] = [];
  for (let i = 0; i < remarks.length; ) {
    const { shape, group, source, start } = remarks[i]!;
    let to = i + 1;
    while (
      shape !== 'row' &&
      shape !== 'comment' &&
      to < remarks.length &&
      remarks[to]!.group === group &&
      remarks[to]!.source === source
    )
      to++;
    const at = Array.from({ length: to - i }, (_, k) => i + k);
    const label = shape === 'comment' ? undefined : labelAt(source.text, start);
    if (label) out.push({ at, ...label });
    i = to;
  }
  return out;
}

function labelAt(text: string, start: number): Pick<Point, 'numbers' | 'refers'> | undefined {
  const coded = CODED.exec(text.slice(start, start + 40))?.[1];
  if (coded) return { numbers: [coded.toLowerCase()], refers: false };
  const groups = LABEL.exec(text.slice(start, start + 80))?.groups;
  if (groups) return { numbers: groups.numbers!.match(NUMBER)!, refers: groups.refers !== undefined };
  const before = BEFORE.exec(text.slice(Math.max(0, start - 10), start))?.[1];
  return before === undefined ? undefined : { numbers: [before], refers: false };
}

/** The mark of a point whose text starts after it. */
const BEFORE = /(?:^|[\s([*])(\d{1,2}(?:\.\d{1,2})?)[.)\]:*]{1,3}\s{1,2}$/;
const NUMBER = /\p{L}{0,3}-?\d{1,2}(?:\.\d{1,2})?/gu;
/** "M1. …", "- **H-03** (high): …". */
const CODED = /^[\s>*+_|[(-]{0,8}(\p{L}{1,3}-?\d{1,2})[*_\])]{0,4}\s?(?:\([^()\n]{1,24}\))?\s?[.:)\]|–—→=-]/u;
/** "1.", "| 3 |", "- for 4 and 5:", "* 2.1:", "**1 y 5** van juntos". */
const LABEL =
  /^[\s>*+_|[(-]{0,8}(?:\d{1,2}[.)]\s+)?(?<refers>(?:for|para|a|al|to|on|sobre|del?|lo|punto|point|problema|problem|issue|hallazgo|fix|arreglo|soluci[oó]n|the|el|la|los|las|n[º°o.]{1,2}|#)(?:\s+|(?<=#))(?:(?:punto|point|problema|problem|issue|hallazgo|el|la|los|las|the|n[º°o.]{1,2}|#)s?\s*){0,2})?(?<numbers>\d{1,2}(?:\.\d{1,2})?(?:\s?(?:,|y|e|and|&|\+|\/)\s?\d{1,2}(?:\.\d{1,2})?){0,5})(?:[*_]{1,2})?(?:\s?[.:)\]|–—→=-]|,|\s(?=\p{L}))/iu;
