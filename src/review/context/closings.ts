import type { Candidate } from '../naming/decide.js';
import type { Reading } from '../naming/reading.js';
import type { Analysis } from '../stance/analyse.js';
import { type Phrases, phrases } from '../text/vocabulary.js';
import { aboveOf, type Frame, placeOf } from './frame.js';
import { genreOf } from './genre.js';
import { plainWords } from './plain-words.js';

interface Read {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
}

/** What is taken back after it was said: a section that ends by finding nothing, a quotation that the writer turns down. */
export function closingsOf(judged: readonly Read[]): (Frame | undefined)[] {
  const out: (Frame | undefined)[] = judged.map(() => undefined);
  for (const [from, to] of sectionsOf(judged)) {
    closeSection(judged, from, to, out);
    turnDownQuotes(judged, from, to, out);
    turnDownVoices(judged, from, to, out);
    for (const [k, frame] of genreOf(judged.slice(from, to)).entries()) out[from + k] ??= frame;
  }
  return out;
}

/** Runs of remarks under the same headings. */
function sectionsOf(judged: readonly Read[]): [from: number, to: number][] {
  const out: [number, number][] = [];
  let last: string | undefined;
  for (const [i, { reading }] of judged.entries()) {
    const place = placeOf(reading);
    if (place !== last || reading.remark.shape === 'heading') out.push([i, i]);
    out.at(-1)![1] = i + 1;
    last = reading.remark.shape === 'heading' ? undefined : place;
  }
  return out;
}

type Verdict = readonly [pattern: Phrases, scope: 'clause' | 'sentence', frame: Frame];

const DISCLAIMED: Verdict = [
  phrases('frames.disclaimed'),
  'sentence',
  { why: 'the writer has not looked whether it is so', falls: 'all' },
];

const VERDICTS: readonly Verdict[] = [
  [phrases('frames.fine-whole'), 'clause', { why: 'the section ends by calling the whole right', falls: 'all' }],
  [phrases('frames.none-so'), 'clause', { why: 'the section ends by saying that none of it is so', falls: 'said' }],
  DISCLAIMED,
  [phrases('frames.sourced'), 'sentence', { why: 'copied from elsewhere', falls: 'bare' }],
  [phrases('frames.disowned'), 'sentence', { why: 'the section ends by taking it all back', falls: 'all' }],
];

/** The last verdict of a section governs what was named before it, if nothing is named after it. */
function closeSection(judged: readonly Read[], from: number, to: number, out: (Frame | undefined)[]): void {
  let last = to - 1;
  while (last >= from && !names(judged[last]!)) last--;
  for (let i = to - 1; i >= Math.max(from, last); i--) {
    const frame = verdictOf(judged[i]!);
    // "Would you add more? No, that one is enough.": an answer speaks of its question.
    if (!frame || /\?\W*$/.test(judged[i - 1]?.reading.problem.text ?? '')) continue;
    for (let k = from; k <= i; k++) out[k] ??= frame;
    return;
  }
}

const names = (one: Read): boolean => one.candidates.some((c) => c.accepted);

function verdictOf({ reading: { remark, problem, detail } }: Read): Frame | undefined {
  if (remark.shape === 'row' || remark.shape === 'heading') return undefined;
  for (const part of detail ? [problem, detail] : [problem]) {
    if (part.text.length > 400) continue;
    if (PARTLY.test(plainWords(part.text))) {
      // "I had no time for this script, but …": what follows is no finding in it.
      if (DISCLAIMED[0].test(plainWords(part.text.split(/[,;]/)[0]!))) return DISCLAIMED[2];
      continue;
    }
    // "The accuracy is there, I would change nothing": said of what it names.
    const named = part.hits.some((hit) => !hit.above);
    const marked = part.text.split(/[,;:()—–]|[.!](?=\s|$)/);
    const clauses = [...marked, ...marked.flatMap((one) => one.split(/\s(?:y|and|e|so)\s/))].map(plainWords);
    const found = VERDICTS.find(([pattern, scope]) =>
      scope === 'clause'
        ? clauses.some((clause) => pattern.test(clause) && (!named || WHOLE.test(clause)))
        : pattern.test(plainWords(part.text)),
    );
    if (found) return found[2];
  }
  return undefined;
}

const WHOLE = phrases('frames.whole');

/** All the rest is right, or it is once it is mended. */
const PARTLY = phrases('frames.partly');

/** A quotation, or what somebody else is said to say, and the next paragraph disagrees. */
function turnDownQuotes(judged: readonly Read[], from: number, to: number, out: (Frame | undefined)[]): void {
  for (let i = from + 1; i < to; i++) {
    const before = judged[i - 1]!.reading.remark;
    const { remark, problem } = judged[i]!.reading;
    if (remark.group === before.group || remark.shape === 'row' || remark.quoted !== undefined) continue;
    if (!disagrees(problem.text) && !disagrees(judged[i + 1]?.reading.problem.text ?? '', judged[i + 1], remark.group))
      continue;
    let start = i;
    const isSame = (other: Read): boolean =>
      before.quoted === undefined
        ? other.reading.remark.group === before.group
        : other.reading.remark.quoted === before.quoted;
    while (start > from && isSame(judged[start - 1]!)) start--;
    const opening = judged[start]!.reading;
    const voiced =
      before.quoted !== undefined ||
      [...aboveOf(opening).slice(-1), opening.problem.text].some((text) => VOICED.test(plainWords(text))) ||
      /^\W*["“«]/.test(opening.problem.text);
    if (!voiced) continue;
    for (let k = start; k < i; k++) out[k] ??= { why: 'quoted, and turned down', falls: 'all' };
  }
}

/** "A colleague says that no run is opened. I do not agree, MLflow does it.": the next sentence turns down what another one says. */
function turnDownVoices(judged: readonly Read[], from: number, to: number, out: (Frame | undefined)[]): void {
  for (let i = from; i < to; i++) {
    const { remark, problem, detail } = judged[i]!.reading;
    if (remark.shape === 'row' || !TOLD_BY.test(plainWords(problem.text.slice(0, 160)))) continue;
    const next = judged[i + 1]?.reading;
    const goesOn = i + 1 < to && next?.remark.group === remark.group && next.remark.shape === 'sentence';
    const answer = detail ?? (goesOn ? next.problem : undefined);
    if (!answer || advises(answer) || !disagrees(answer.text)) continue;
    out[i] ??= { why: 'said by another one, and turned down', falls: 'all' };
  }
}

const TOLD_BY = phrases('frames.told-by');

/** Who says what to do after all has not turned it down. */
const advises = ({ hits }: Analysis): boolean =>
  hits.some(({ above, stance, cue }) => !above && cue !== '' && (stance === 'wanted' || stance === 'absent'));

/** Whether the opening of a paragraph turns down what stands before it. */
const disagrees = (text: string, one?: Read, group?: number): boolean =>
  (one === undefined || one.reading.remark.group === group) &&
  text.length < 300 &&
  (DISAGREES.test(plainWords(text)) || DISOWNED.test(plainWords(text)));

const DISAGREES = phrases('frames.disagrees');
const DISOWNED = phrases('frames.disowned');
const VOICED = phrases('frames.voiced');
