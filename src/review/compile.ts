import type { Local } from '../model/local.js';
import type { DefectForm, Rubric } from '../model/rubric.js';
import {
  atHome,
  CUE,
  extendLexicon,
  type Lexicon,
  LexiconError,
  LITTLE,
  phrasesOf,
  REMEDY,
  sizeOf,
} from './lexicon/lexicon.js';
import { bookOf, type ExampleBook } from './naming/examples.js';
import type { Topics } from './naming/findings.js';
import { compileForm, conceptsOf, type Form, FormError } from './naming/forms.js';
import { type Profiles, profilesOf, type Told } from './naming/likeness.js';
import { analyse } from './stance/analyse.js';
import { keysOf, tokenise } from './text/normalise.js';

/** What a rubric says about reading the review, ready for use. Plain data: it can be cloned. */
export interface CompiledReview {
  readonly listed: boolean;
  readonly lexicon: Lexicon;
  /** Concepts that the forms name. */
  readonly used: ReadonlySet<string>;
  readonly defects: readonly Defect[];
  readonly book: ExampleBook;
  /** What the examples speak of, where some defect is told by little else. */
  readonly profiles?: Profiles;
}

export interface Defect {
  readonly id: string;
  readonly title: string;
  /** A valid remark that no criterion pays. */
  readonly extra: boolean;
  readonly mentions: readonly Form[];
  readonly unless: readonly Form[];
  readonly fix: readonly Form[];
  /** Those of them that no other defect is named by. */
  readonly ownFix: readonly Form[];
  /** Remedies that do half. */
  readonly partFix: readonly Form[];
  /** Remedies known to be wrong, and those (`weak`) that do nothing. */
  readonly notFix: readonly Form[];
  readonly idleFix: readonly Form[];
  /** Forms whose words in a correction point at this defect alone. */
  readonly telling: readonly Form[];
  /** Its forms have few words: the examples say what else it may be called. */
  readonly plain: boolean;
  /** Concepts that could name it. */
  readonly concepts: readonly string[];
  /** Stems of its titles that no other title has. */
  readonly titleStems: ReadonlySet<string>;
  /** Stances that its own examples give to those: what the author calls the defect is no denial of it. */
  readonly readings: ReadonlySet<string>;
}

type Draft = Omit<Defect, 'telling' | 'ownFix' | 'plain' | 'concepts' | 'titleStems' | 'readings'>;

/**
 * Compiles the review keys of a rubric. `topics` are the words of software at large, asked for where a defect is told by examples;
 * `given` is the work under review, whose lines say more of the defects that stand in them.
 * Throws `FormError` with the path into the rubric.
 */
export function compileReview(
  rubric: Pick<Rubric, 'review' | 'criteria'>,
  shared: Lexicon,
  topics?: () => Topics,
  given: readonly string[] = [],
): CompiledReview {
  const overlay = rubric.review.concepts;
  for (const name of Object.keys(overlay))
    if (name.startsWith(CUE) && !name.endsWith('+'))
      throw new FormError(`the cues of all exams cannot be replaced; widen them: "${name}+"`, [
        'review',
        'concepts',
        name,
      ]);
  const lexicon = atHome(widened(shared, overlay), sizeOf(shared), wordsOf(rubric));
  const named = rubric.criteria.filter((criterion) => !isNameless(criterion));
  const drafts = [
    ...rubric.criteria.flatMap((criterion, i) =>
      isNameless(criterion) ? [] : compileDefect(criterion.mentions, lexicon, ['criteria', i], false),
    ),
    ...rubric.review.extras.map((extra, i) => compileDefect(extra, lexicon, ['review', 'extras', i], true)),
  ];
  const titles = titleStemsOf(named.map(({ mentions }) => mentions.title));
  const defects = drafts.map((draft, i) => ({
    ...draft,
    titleStems: titles[i] ?? new Set<string>(),
    telling: tellingOf(draft, drafts),
    ownFix: ownFixOf(draft, drafts),
    plain: isPlain(draft, lexicon),
    concepts: [...new Set([...draft.mentions, ...draft.fix, ...draft.unless].flatMap(conceptsOf))],
    readings: new Set<string>(),
  }));
  const forms = [...named.map((criterion) => criterion.mentions), ...rubric.review.extras];
  const used = new Set(
    defects
      .flatMap(({ mentions, unless, fix, partFix, notFix, idleFix }) =>
        [...mentions, ...unless, ...fix, ...partFix, ...notFix, ...idleFix].flatMap(conceptsOf),
      )
      .filter((concept) => !concept.startsWith(REMEDY)),
  );
  const { book, readings } = readExamples(forms, lexicon, used);
  // Findings that earn nothing are not worth the time of everybody.
  const profiles =
    topics && defects.some((defect) => defect.plain && !defect.extra)
      ? readProfiles(forms, overlay, lexicon, topics(), given)
      : undefined;
  return {
    listed: rubric.review.stance === 'listed',
    lexicon,
    used,
    defects: defects.map((defect) => ({ ...defect, readings: readings.get(defect.id) ?? new Set() })),
    book,
    ...(profiles ? { profiles } : {}),
  };
}

function widened(shared: Lexicon, overlay: Rubric['review']['concepts']): Lexicon {
  if (Object.keys(overlay).length === 0) return shared;
  try {
    return extendLexicon(shared, [overlay]);
  } catch (error) {
    if (!(error instanceof LexiconError)) throw error;
    throw new FormError(error.message, ['review', 'concepts', error.concept, error.index]);
  }
}

/** Forms of a rubric for an exam of its own have a handful of phrases; those that the lexicon was grown for have hundreds. */
const FEW_PHRASES = 75;

function isPlain(draft: Draft, lexicon: Lexicon): boolean {
  return phrasesOf(lexicon, draft.mentions.flatMap(conceptsOf)) < FEW_PHRASES;
}

/** Examples and titles say what a defect is called, phrases of its cure what else comes up beside it. */
function readProfiles(
  forms: readonly DefectForm[],
  overlay: Readonly<Record<string, readonly string[]>>,
  lexicon: Lexicon,
  topics: Topics,
  given: readonly string[],
): Profiles {
  const phrases = (fix: readonly unknown[]): readonly string[] =>
    fix.flatMap((one) => (typeof one === 'string' ? (overlay[one] ?? []) : []));
  const texts = forms.flatMap(({ id, title, examples, fix }) => {
    const told = (as: Told['as']) => (text: string) => ({ defect: id, as, part: analyse(lexicon, text) });
    return [
      ...[...new Set([...examples, title.es, title.en])].map(told('example')),
      ...phrases(fix.any).map(told('cure')),
      ...phrases(fix.not).map(told('harm')),
    ];
  });
  return profilesOf(texts, topics, given);
}

/** Every word of the author's own sentences and concepts. */
function wordsOf({ review, criteria }: Pick<Rubric, 'review' | 'criteria'>): string[] {
  const forms = [...criteria.map((criterion) => criterion.mentions), ...review.extras];
  const texts = [
    ...forms.flatMap((one) => [...one.examples, one.title.es, one.title.en]),
    ...Object.entries(review.concepts).flatMap(([name, phrases]) => (name.startsWith(CUE) ? [] : phrases)),
  ];
  return texts.flatMap((text) => tokenise(text).tokens.flatMap(({ kind, word }) => (kind === 'word' ? [word] : [])));
}

/** An open question: its answer itself is judged, and no remark names it. */
const isNameless = ({ mentions: { mentions, examples }, fixed }: Rubric['criteria'][number]): boolean =>
  mentions.length === 0 && examples.length === 0 && fixed !== undefined;

function compileDefect(form: DefectForm, lexicon: Lexicon, path: readonly (string | number)[], extra: boolean): Draft {
  const all = (forms: readonly unknown[], ...key: string[]): Form[] =>
    forms.map((one, i) => compileForm(one, lexicon, [...path, ...key, i]));
  if (form.mentions.length === 0 && form.examples.length === 0)
    throw new FormError('a defect needs mentions or examples', [...path, 'mentions']);
  const not = all(form.fix.not, 'fix', 'not');
  return {
    id: form.id,
    title: form.title.es,
    extra,
    mentions: all(form.mentions, 'mentions'),
    unless: all(form.unless, 'unless'),
    fix: all(form.fix.any, 'fix', 'any'),
    partFix: all(form.fix.partly, 'fix', 'partly'),
    notFix: not.filter((one) => one.op !== 'weak'),
    idleFix: not.flatMap((one) => (one.op === 'weak' ? [one.of] : [])),
  };
}

/** What others name is not telling; what they only take as a cure is, where it is this defect's own name. */
function tellingOf(draft: Draft, all: readonly Draft[]): Form[] {
  const others = all.filter((other) => other.id !== draft.id || other.extra !== draft.extra);
  const named = new Set(others.flatMap((other) => other.mentions.flatMap(conceptsOf)));
  const curing = new Set(others.flatMap((other) => other.fix.flatMap(conceptsOf)));
  const own = new Set(draft.mentions.flatMap(conceptsOf));
  // "all" of one thing cures where the defect is named, and names nothing itself.
  const alone = (form: Form): boolean => form.op === 'all' && form.of.length === 1;
  return [...draft.mentions, ...draft.fix].filter(
    (form) =>
      !alone(form) &&
      conceptsOf(form).every((concept) => !named.has(concept) && (own.has(concept) || !curing.has(concept))),
  );
}

function titleStemsOf(titles: readonly Local[]): Set<string>[] {
  const stems = titles.map(
    ({ es, en }) =>
      new Set(
        tokenise(`${es} ${en}`).tokens.flatMap(({ word, kind }) =>
          kind === 'word' && word.length > 3 && !LITTLE.has(word) ? keysOf(word) : [],
        ),
      ),
  );
  return stems.map(
    (own, i) => new Set([...own].filter((stem) => !stems.some((other, k) => k !== i && other.has(stem)))),
  );
}

/** "Use a logger" cures the prints where they are named; elsewhere it is no word on the time of the messages. */
function ownFixOf(draft: Draft, all: readonly Draft[]): Form[] {
  const others = all.filter((other) => other.id !== draft.id && !other.extra);
  const named = new Set(others.flatMap((other) => other.mentions.flatMap(conceptsOf)));
  const own = new Set(draft.mentions.flatMap(conceptsOf));
  return draft.fix.filter((form) => conceptsOf(form).some((concept) => own.has(concept) || !named.has(concept)));
}

/** Titles count as examples: they say in a few words what is wrong. */
function readExamples(
  forms: readonly DefectForm[],
  lexicon: Lexicon,
  used: ReadonlySet<string>,
): { book: ExampleBook; readings: Map<string, Set<string>> } {
  const raw = forms.flatMap((form) => [
    ...[...form.examples, form.title.es, form.title.en].map((text) => ({ defect: form.id, text, against: false })),
    ...form.not_examples.map((text) => ({ defect: form.id, text, against: true })),
  ]);
  const readings = new Map<string, Set<string>>();
  const read = raw.map((example) => {
    const part = analyse(lexicon, example.text, undefined, 'neutral', used);
    const own = readings.get(example.defect) ?? new Set();
    readings.set(example.defect, own);
    // "Present but thin": a concession is no reading of its own.
    const isWhole = new Set(part.signs().turnOf).size === 1;
    if (!example.against && isWhole) for (const hit of part.hits) own.add(`${hit.concept} ${hit.stance}`);
    const words = part.signs().words.map(({ key, lack }) => ({ key, lack }));
    const written = new Set(part.tokens.map((token) => token.word));
    return { ...example, counts: part.features(), said: { words, written, moods: part.moods } };
  });
  return { book: bookOf(read), readings };
}
