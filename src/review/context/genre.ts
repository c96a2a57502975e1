import type { Candidate } from '../naming/decide.js';
import type { Reading } from '../naming/reading.js';
import { phrases, words } from '../text/vocabulary.js';
import { contradictsItself, contradictsNext } from './contradiction.js';
import { type Frame, isSaid } from './frame.js';
import { plainWords } from './plain-words.js';

interface Read {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
}

/**
 * What the remarks of one section are by the way they are written: verse, an account of what the code does, answers to "what is a run?",
 * statements that each say a thing and its contrary.
 */
export function genreOf(section: readonly Read[]): (Frame | undefined)[] {
  const contradicted = contradictionsIn(section);
  const meant = meaningsIn(section);
  const plain = isReference(section) ? REFERENCE : plainGenre(section);
  return section.map((_, i) => contradicted[i] ?? meant[i] ?? plain);
}

const REFERENCE: Frame = { why: 'quoted from documentation', falls: 'all' };

/** Nothing but quotations, and one of them says what a call returns or when it is to be used. */
const isReference = (section: readonly Read[]): boolean =>
  section.every(({ reading: { remark } }) => remark.quoted !== undefined || remark.shape === 'heading') &&
  section.some(({ reading: { problem } }) => DOCUMENTS.test(plainWords(problem.text)));

const DOCUMENTS = phrases('frames.reference');

const NARRATED: Frame = { why: 'tells what the code does', falls: 'unsaid' };
const VERSE: Frame = { why: 'verse or a tale', falls: 'bare' };

/** Verse and accounts name things and find no fault with any. */
function plainGenre(section: readonly Read[]): Frame | undefined {
  const said = section.some(({ candidates }) => candidates.some((c) => c.accepted && c.matches.some(isSaid)));
  if (said) return undefined;
  const texts = section.map(({ reading }) => plainWords(reading.problem.text));
  if (texts.some((text) => text.split(' ').filter((word) => POETIC.has(word)).length >= 2)) return VERSE;
  return texts.filter((text) => NARRATES.test(text)).length >= 2 ? NARRATED : undefined;
}

const POETIC = words('frames.poetic');
const NARRATES = phrases('frames.narrates');

/** "What is a run? A run is …": neither the question nor its answer speaks of the work in hand. */
function meaningsIn(section: readonly Read[]): (Frame | undefined)[] {
  let asked: number | undefined;
  return section.map(({ reading: { remark, problem } }) => {
    const isQuestion = /\?\W*$/.test(problem.text);
    if (isQuestion) asked = ASKS_MEANING.test(plainWords(problem.text)) ? remark.group : undefined;
    return asked === remark.group ? { why: 'the meaning of a word', falls: 'bare' } : undefined;
  });
}

const ASKS_MEANING = phrases('frames.asks-meaning');

const CONTRARY: Frame = { why: 'it says a thing and its contrary', falls: 'all' };

/** Statements that contradict themselves or the next one; who does so again and again has stated nothing. */
function contradictionsIn(section: readonly Read[]): (Frame | undefined)[] {
  const texts = section.map(({ reading }) => reading.problem.text);
  const alone = texts.map(contradictsItself);
  const pairs = texts.map((text, i) => {
    const next = section[i + 1]?.reading.remark;
    return next?.shape === section[i]!.reading.remark.shape && contradictsNext(text, texts[i + 1]!);
  });
  const several = pairs.filter(Boolean).length >= 2;
  const all = alone.filter(Boolean).length >= 3 || pairs.filter(Boolean).length >= 3;
  return texts.map((_, i) => (all || alone[i] || (several && (pairs[i] || pairs[i - 1])) ? CONTRARY : undefined));
}
