import type { Answer, Artefact, Prose } from '../model/submission.js';
import { spanAt } from '../model/text.js';
import { asksForTests, isTrial, withoutTests } from './beside.js';
import { kindsByName, looksOf, type Tongue } from './code-kind.js';
import { reviewComments } from './comments.js';
import { isCopiedCode, showsFix } from './exam-code.js';
import type { ExamIndex, IndexedKind } from './exam-index.js';
import { flag, type Journal, noteAt, type ReadOptions } from './hand-in.js';
import type { Sorted } from './reader.js';
import { type Part, type Settled, settleParts } from './versions.js';

/** A file whose name says nothing may hold the fixes of several exercises: each that has no code of its own sees it where it plainly looks so. */
export function shareFiles(sorted: Sorted, index: ExamIndex, options: ReadOptions): void {
  for (const { block, judged } of Array.from(sorted.code)) {
    const { text } = judged.source;
    if (!block.file || block.kind || block.exercise !== undefined || options.exercise !== undefined) continue;
    if (judged.kind.kind.language !== 'python' || kindsByName(block.source.file, index).length > 0) continue;
    for (const kind of index.kinds) {
      const taken = sorted.code.some(
        ({ judged: { kind: other } }) => other.exercise === kind.exercise && other.kind.language === kind.kind.language,
      );
      if (taken || kind.kind.language !== 'python' || !showsFix(text, kind.exercise, index)) continue;
      if (looksOf(text, kind) < 0.5) continue;
      sorted.code.push({ block, judged: { ...judged, kind, unfixed: false, why: 'one file for several exercises' } });
    }
  }
}

/** One exercise's answer: its prose, its artefacts with versions settled, and what their comments say. */
export function answerOf(exercise: string, sorted: Sorted, index: ExamIndex, journal: Journal): Answer {
  const prose: Prose[] = sorted.prose.filter((one) => one.exercise === exercise).map((one) => one.prose);
  const own = sorted.code.filter(({ judged }) => judged.kind.exercise === exercise);
  const artefacts = index.kinds
    .filter((one) => one.exercise === exercise)
    .flatMap((kind) => artefactsOf(kind, own, index, journal));
  const known = [index.prompts];
  const comments = artefacts
    .filter((one) => one.superseded === undefined && one.language !== 'markdown')
    .flatMap((one) => reviewComments(one.source, known));
  return { exercise, prose, artefacts, ...(comments.length > 0 ? { comments } : {}) };
}

function artefactsOf(kind: IndexedKind, code: Sorted['code'], index: ExamIndex, journal: Journal): Artefact[] {
  const own = code.filter(({ judged }) => judged.kind === kind);
  const takenAs = `${kind.exercise}/${kind.kind.id}`;
  const artefacts: Artefact[] = [];
  const parts = own.map(({ block, judged }) => {
    const { source } = judged;
    noteAt(journal, block.page, block.start, block.end, takenAs, judged.why === '' ? undefined : judged.why);
    if (isCopiedCode(source.text, index))
      flag(journal, 'copy-of-solution', 'this code is that of the official solution', source, 0, source.text.length);
    return {
      source,
      label: block.label,
      group: block.source.file,
      unfixed: judged.unfixed,
      language: languageFor(kind, judged.tongue),
    };
  });
  if (kind.kind.language !== 'python') {
    return parts.map(({ source, language }) => ({ id: kind.kind.id, language, source }));
  }
  const { inside, beside } = asksForTests(index.exam)
    ? { inside: parts, beside: [] }
    : apart(parts, code, isGivenIn(journal, kind, index));
  for (const { source, superseded } of [...settleParts(inside), ...beside]) {
    artefacts.push({ id: kind.kind.id, language: kind.kind.language, source, ...(superseded ? { superseded } : {}) });
    if (superseded)
      journal.received.push({
        file: source.file,
        span: spanAt(source, 0, source.text.length),
        taken_as: 'superseded',
        note: superseded,
      });
  }
  return artefacts;
}

/** Whether the exam's own code for a kind was handed in as it came. */
const isGivenIn = ({ received }: Journal, kind: IndexedKind, index: ExamIndex): boolean =>
  received.some(({ file, taken_as }) => taken_as === 'exam text' && kindsByName(file, index).includes(kind));

/** Parts that make the service, and those that only run beside it: tests, and trials where there is other code. */
function apart(parts: readonly Part[], code: Sorted['code'], given: boolean): { inside: Part[]; beside: Settled[] } {
  const sources = code.flatMap(({ block, judged }) => (block.file ? [judged.source] : []));
  const counted = parts.map((part) => ({ part, ...withoutTests(part.source) }));
  const trials = new Set(counted.filter(({ part, why }) => why === undefined && isTrial(part.source, sources)));
  const others = given || counted.some((one) => one.why === undefined && !trials.has(one));
  const inside: Part[] = [];
  const beside: Settled[] = [];
  for (const one of counted) {
    const why = one.why ?? (others && trials.has(one) ? 'a trial that touches nothing of the hand-in' : undefined);
    if (why === undefined) inside.push({ ...one.part, source: one.source });
    else beside.push({ source: one.part.source, superseded: why });
  }
  return { inside, beside };
}

const languageFor = (kind: IndexedKind, tongue: Tongue): string =>
  kind.kind.language === 'markdown' && (tongue === 'yaml' || tongue === 'json') ? 'yaml' : kind.kind.language;
