import type { CompiledReview, Defect } from '../compile.js';
import { approvalOf, contrary, isAllOwn, isBareClaim, isOwnReading, isUnclear, saysNothing } from './against.js';
import { alikeness, BEYOND_DOUBT, howAlike, PLAINLY } from './alike.js';
import { tellsBenefit } from './benefit.js';
import type { Nearest } from './examples.js';
import type { Match } from './forms.js';
import { knownRemedy } from './known-remedy.js';
import { isContrary, type Likeness, type Profiles } from './likeness.js';
import type { Reading } from './reading.js';
import type { Ruled } from './ruled.js';

export interface Candidate {
  readonly defect: Defect;
  /** 0 to 1: how well the author's forms are met; 0 where only examples speak. */
  readonly rule: number;
  readonly matches: readonly Match[];
  /** Where the words stand that decided. */
  readonly part: 'problem' | 'fix' | 'detail' | 'examples';
  readonly similarity: number;
  readonly nearest: string;
  readonly accepted: boolean;
  readonly sure: boolean;
  readonly why: string;
  /** Not paid, and a person should look: it is named where nothing is clearly said. */
  readonly unclear?: boolean;
  /** The thing itself is said to be fine. */
  readonly denied: boolean;
  /** The text says an example, word after word. */
  readonly spoken?: boolean;
  /** The text is an example, word for word. */
  readonly verbatim?: boolean;
  /** How surely it is a guess from likeness alone; where something is named outright, nobody guesses. */
  readonly guess?: number;
  /** How surely it is like the examples, where nothing else speaks for or against it. */
  readonly alike?: number;
}

/** What a remark shows of one defect, and what it shows beside it. */
export interface Signs {
  readonly form: CompiledReview;
  readonly reading: Reading;
  readonly ruled: Ruled;
  /** The example of this defect that the problem is most like. */
  readonly near?: Nearest;
  /** The nearest example of each defect, the nearest first. */
  readonly all: readonly Nearest[];
  readonly like?: Likeness;
  /** Another defect is named outright. */
  readonly strong: boolean;
  /** Something is said to be fine. */
  readonly denies: boolean;
  readonly verbatim: boolean;
}

/** Whether the remark names the defect, how surely, and why (in words for who tunes the rubric). */
export function decide({ form, reading, ruled: one, near, all, like, strong, denies, verbatim }: Signs): Candidate {
  const similarity = near?.similarity ?? 0;
  const against = near?.against ?? 0;
  const approval = approvalOf(one, near, reading);
  const decided = (accepted: boolean, sure: boolean, why: string, part: Candidate['part'] = one.part): Candidate => ({
    defect: one.defect,
    rule: one.rule,
    matches: one.matches,
    part,
    similarity,
    nearest: near?.text ?? '',
    denied: one.veto?.stance === 'fine',
    accepted,
    sure,
    why,
  });
  const no = (why: string): Candidate => decided(false, true, why);
  const yes = (sure: boolean, why: string, part?: Candidate['part']): Candidate => decided(true, sure, why, part);
  if (one.barred) return no('an "unless" form is met');
  const isSpoken =
    near !== undefined && near.spoken >= SPOKEN && against < similarity && isAllOwn(near, reading.problem);
  // What its author gives as an example names the defect, however it is read.
  if (verbatim)
    return { ...yes(true, 'is an example, word for word', 'examples'), denied: false, spoken: true, verbatim: true };
  if (one.rule >= 0.9) {
    if (approval !== undefined && !isSpoken && isBareClaim(one, approval, reading))
      return { ...no(`it is called ${reading.problem.tokens[approval]!.word}`), denied: true };
    return yes(true, 'form met');
  }
  if (isSpoken) return { ...yes(true, 'says an example', 'examples'), spoken: true };
  if (one.defect.plain && like) {
    const score = alikeness(like, near?.coverage ?? 0, reading);
    const isPlainly = score >= PLAINLY;
    const why =
      form.profiles && !reading.fix && isContrary(form.profiles, one.defect.id, reading.problem, score >= BEYOND_DOUBT)
        ? 'says the contrary of its examples'
        : form.profiles && isBenefit(form.profiles, one.defect.id, reading)
          ? 'tells what it is good for'
          : contrary(one, near, approval, reading, isPlainly);
    return why === undefined ? byLikeness(like, score, reading, yes, no) : no(why);
  }
  if (one.veto && near && isAllOwn(near, reading.problem) && isOwnReading(one, one.veto, near, similarity))
    return yes(similarity >= 0.5, 'said as in an example', 'examples');
  if (one.veto && one.rule < 0.5 && isUnclear(one.veto, reading))
    return { ...no(`"${one.veto.concept}" is only supposed (${one.veto.cue})`), unclear: true };
  if (one.veto && one.rule < 0.5) return no(`"${one.veto.concept}" is said to be ${one.veto.stance} (${one.veto.cue})`);
  if (one.rule >= 0.75) return yes(similarity >= 0.35, 'form met by a cue that can be read in two ways');
  if (one.part === 'fix' && one.rule >= 0.65) {
    if (!strong && !one.veto && isOrderedApart(one, reading)) return yes(true, 'the correction orders it');
    if (one.named > 0 && !denies && (!strong || one.beside)) return yes(true, 'named, and the correction is about it');
    if (strong && !denies && one.beside) return yes(true, 'the correction names it beside the cure');
    return strong || denies ? no(OF_ANOTHER) : yes(true, 'the correction names it');
  }
  if (near && near.turned > Math.max(0.6, near.cosine * 1.3) && one.rule === 0 && !reading.problem.complaint)
    return no('says the contrary of an example');
  if (approval !== undefined) return no(`it is called ${reading.problem.tokens[approval]!.word}`);
  if (one.named === 0.3 && saysNothing(reading)) return no('only named, nothing is said about it');
  if (reading.problem.praise) return no('said to be fine');
  if (reading.problem.moods.size > 0) return no(`only ${[...reading.problem.moods].join(', ')}`);
  if (against >= similarity && against > 0.3) return no('nearer to a not_example');
  // A whole sentence that is nearly an example needs no counting of words.
  const isAlmost =
    (near !== undefined &&
      near.shared >= 2 &&
      near.cosine >= 0.5 &&
      reading.problem.complaint &&
      isAllOwn(near, reading.problem)) ||
    (similarity >= 0.85 && reading.problem.tokens.filter((token) => token.kind === 'word').length >= 5);
  const shared = isAlmost ? Number.POSITIVE_INFINITY : (near?.shared ?? 0);
  return byExamples({ ruled: one, all, strong, ...(near ? { near } : {}) }, shared, yes, no);
}

const isBenefit = (profiles: Profiles, defect: string, { problem, fix }: Reading): boolean =>
  !fix && tellsBenefit(problem, () => knownRemedy(profiles, defect, problem).right >= KNOWN);

/** So like a cure that is known. */
const KNOWN = 0.25;

/** Bands measured on phrasings that were written by others; see test/review/README.md. */
const SURE_ALONE = 0.5;
const GUESS_ALONE = 0.45;
const MARGIN = 0.08;

/** "A useless model looks excellent | log recall": what is praised there is nothing of this defect. */
function isOrderedApart({ defect, named, matches }: Ruled, { problem }: Reading): boolean {
  const orders = matches.some((m) => m.hits.some((hit) => hit.stance === 'wanted' && hit.cue !== ''));
  return orders && named === 0 && problem.hits.every((hit) => hit.above || !defect.concepts.includes(hit.concept));
}

function byLikeness(
  { shared, things }: Likeness,
  score: number,
  reading: Reading,
  yes: (sure: boolean, why: string, part: Candidate['part']) => Candidate,
  no: (why: string) => Candidate,
): Candidate {
  const why = `like its examples: ${things.join(', ')}`;
  const how = howAlike(score, reading);
  if (how === 'surely' || how === 'alike') return { ...yes(how === 'surely', why, 'examples'), alike: score };
  if (how === 'faintly') return { ...yes(false, why, 'examples'), guess: score, alike: score };
  const none = no(shared > 0.5 ? `a little like its examples: ${things.join(', ')}` : 'not named');
  return how === 'hardly' ? { ...none, alike: score } : none;
}

/** So much of an example in its own order says it. */
const SPOKEN = 0.9;

/** Words that the bare name of the thing takes up: they alone make no likeness. */
function namedWords(one: Ruled): number {
  return one.named > 0
    ? Math.max(0, ...one.matches.map((m) => m.hits.reduce((sum, hit) => sum + hit.at.length, 0) - 1))
    : 0;
}

function byExamples(
  { ruled: one, near, all, strong }: Pick<Signs, 'ruled' | 'near' | 'all' | 'strong'>,
  shared: number,
  yes: (sure: boolean, why: string, part: Candidate['part']) => Candidate,
  no: (why: string) => Candidate,
): Candidate {
  const { similarity, coverage } = near ?? { similarity: 0, coverage: 0 };
  if (one.defect.extra && one.defect.mentions.length > 0) return no('not named');
  if (one.defect.mentions.length > 0 && shared < 2 + namedWords(one))
    return no('too little in common with its examples');
  const runner = all.find((other) => other.defect !== one.defect.id)?.similarity ?? 0;
  const margin = similarity - runner;
  const bonus =
    (one.rule > 0 ? 0.1 : 0) -
    (shared < 2 + namedWords(one) && (one.defect.mentions.length > 0 || coverage < 0.35) ? 0.3 : 0);
  const bare = one.defect.mentions.length === 0 ? 0.12 : 0;
  if (!strong && margin >= MARGIN && similarity + bonus + bare >= SURE_ALONE)
    return yes(true, 'like an example', 'examples');
  if (!strong && margin >= MARGIN / 2 && similarity + bonus + bare >= GUESS_ALONE)
    return yes(false, 'rather like an example', 'examples');
  if (one.rule > 0) return no('only named, nothing is said about it');
  return no(similarity > 0.15 ? 'a little like an example' : 'not named');
}

export const OF_ANOTHER = 'the correction names it, the problem is another';
