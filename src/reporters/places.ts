import type { CriterionResult, RemarkKind, RemarkResult } from '../model/report.js';
import type { ShareId } from '../model/rubric.js';
import type { Flag } from '../model/submission.js';
import type { Position } from '../model/text.js';
import type { Evidence } from '../model/verdict.js';
import type { Reveal } from './reporter.js';

export const shareOrder: readonly ShareId[] = ['found', 'severity', 'fixed'];

/** Whether the student named the problem or showed that it was found: only then may a report name it. */
export function isFound(criterion: CriterionResult): boolean {
  const { found } = criterion.shares;
  return found ? found.fraction > 0 : criterion.score.earned > 0;
}

/** The criterion's id, where a report may show it: an id names the problem. */
export function shownId(criterion: CriterionResult, reveal: Reveal): string | undefined {
  return reveal === 'full' || isFound(criterion) ? criterion.criterion : undefined;
}

/** A hint is for what is still to be found or mended; where only the level is off, it would mislead. */
export function hintsFor(criterion: CriterionResult): readonly string[] {
  const { found, fixed } = criterion.shares;
  const open = [found, fixed].some((share) => share !== undefined && share.fraction < 1);
  return open || (!found && !fixed) ? criterion.hints : [];
}

/** Flags of one kind and message are told once, with all their places. */
export function groupedFlags(flags: readonly Flag[]): { flag: Flag; evidence: Evidence[] }[] {
  const groups = new Map<string, { flag: Flag; evidence: Evidence[] }>();
  for (const flag of flags) {
    const key = `${flag.kind}\n${flag.message}`;
    const group = groups.get(key) ?? { flag, evidence: [] };
    if (flag.evidence) group.evidence.push(flag.evidence);
    groups.set(key, group);
  }
  return Array.from(groups.values());
}

const KINDS: readonly RemarkKind[] = ['planted', 'valid-extra', 'wrong', 'other', 'praise'];

/** Remarks by what they were taken for; by default those that no criterion pays, and of these not the praise. */
export function groupedRemarks(
  remarks: readonly RemarkResult[],
  reveal: Reveal,
): { kind: RemarkKind; remarks: RemarkResult[] }[] {
  const shown =
    reveal === 'full' ? remarks : remarks.filter(({ names, kind }) => names.length === 0 && kind !== 'praise');
  return KINDS.map((kind) => ({ kind, remarks: shown.filter((one) => one.kind === kind) })).filter(
    (group) => group.remarks.length > 0,
  );
}

/** A criterion's evidence, each place once and not again for a part of it: what earned points, or what was looked at and earned none. */
export function evidenceOfCriterion(criterion: CriterionResult, which: 'earned' | 'lost'): Evidence[] {
  const earned = rawEvidence(criterion, true);
  const all =
    which === 'earned'
      ? earned
      : rawEvidence(criterion, false).filter((one) => !earned.some((other) => covers(other, one)));
  return all.filter(
    (one, i) => !all.some((other, j) => i !== j && covers(other, one) && (j < i || !covers(one, other))),
  );
}

function rawEvidence(criterion: CriterionResult, earned: boolean): Evidence[] {
  return shareOrder.flatMap((id) => {
    const share = criterion.shares[id];
    return share && share.fraction > 0 === earned ? share.evidence : [];
  });
}

/** Whether `outer` says all that `inner` says: the same stretch or more of it, and no less in words. */
function covers(outer: Evidence, inner: Evidence): boolean {
  if (outer.file !== inner.file || (inner.message !== '' && inner.message !== outer.message)) return false;
  return !before(inner.span.start, outer.span.start) && !before(outer.span.end, inner.span.end);
}

function before(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** `file:line`, as editors and terminals take it. */
export function placeOf(evidence: Pick<Evidence, 'file' | 'span'>): string {
  return `${evidence.file}:${evidence.span.start.line}`;
}

/** The first line of an excerpt that says something, with its leading blanks taken off. */
export function firstLine(excerpt: string): string {
  const lines = excerpt.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const first = (lines[0] ?? '').trim();
  return lines.length > 1 ? `${first} …` : first;
}

/** What was received, one entry for each file: what its parts were taken for, and how many of them. */
export function receivedByFile(
  received: readonly { readonly file: string; readonly taken_as: string; readonly note?: string }[],
): { file: string; taken: { as: string; count: number }[]; notes: string[] }[] {
  const files = new Map<string, { counts: Map<string, number>; notes: Set<string> }>();
  for (const { file, taken_as, note } of received) {
    const entry = files.get(file) ?? { counts: new Map<string, number>(), notes: new Set<string>() };
    entry.counts.set(taken_as, (entry.counts.get(taken_as) ?? 0) + 1);
    if (note !== undefined && note !== '') entry.notes.add(note);
    files.set(file, entry);
  }
  return Array.from(files, ([file, { counts, notes }]) => ({
    file,
    taken: Array.from(counts, ([as, count]) => ({ as, count })),
    notes: Array.from(notes),
  }));
}
