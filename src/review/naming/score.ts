import type { CompiledReview, Defect } from '../compile.js';
import type { Remark } from '../remarks/remarks.js';
import { type Analysis, analyse } from '../stance/analyse.js';
import { ANDS } from '../stance/cues.js';
import type { Stance, Stanced } from '../stance/stance.js';
import { fold, type Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';
import { alikeness, BEYOND_DOUBT, howAlike, PLAINLY } from './alike.js';
import { type Nearest, nearestExamples } from './examples.js';
import { conceptsOf, type Form, type Match, matchForm, vetoes } from './forms.js';
import { isContrary, type Likeness, likenesses } from './likeness.js';
import { saidVerbatim } from './verbatim.js';

/** The parts of a remark, analysed. */
export interface Reading {
  readonly remark: Remark;
  readonly problem: Analysis;
  readonly fix?: Analysis;
  readonly detail?: Analysis;
}

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

/** Bands measured on phrasings that were written by others; see test/review/README.md. */
const SURE_ALONE = 0.5;
const GUESS_ALONE = 0.45;
const MARGIN = 0.08;

/** "[ ] Sin datos del paciente": what is not ticked off is not to be there. */
const WISH = /^\W*(?:sin|without|nada de|ning[uú]n|no (?!hay|there|ha[ys]?\b|is|are))/i;

export function readParts(form: CompiledReview, remark: Remark): Reading {
  const above = remark.under.map((text) => analyseHeading(form, text));
  const opening = remark.under.at(-1) ?? '';
  const fallback: Stance =
    (remark.column === 'missing' && !WISH.test(remark.problem.text)) || (/:\s*$/.test(opening) && isLack(form, opening))
      ? 'absent'
      : 'neutral';
  const own = analyse(
    form.lexicon,
    remark.problem.text,
    remark.problem.code,
    remark.shape === 'sentence' ? 'neutral' : fallback,
    form.used,
  );
  const problem = withAbove(withCallsFirst(own), above);
  return {
    remark,
    problem,
    ...(remark.fix ? { fix: analyse(form.lexicon, unticked(remark.fix), remark.fix.code, 'wanted', form.used) } : {}),
    ...(remark.detail
      ? {
          detail: withAbove(analyse(form.lexicon, remark.detail.text, remark.detail.code, 'neutral', form.used), above),
        }
      : {}),
  };
}

/** "`set_tags(…)` so that we can filter", "`with start_run(…)` around the rest": code, and what it is for or where it goes. */
function withCallsFirst(part: Analysis): Analysis {
  const { tokens } = part;
  const from = tokens.findIndex(({ code }) => code);
  const end = tokens.findIndex(({ code, kind }, i) => i > from && !code && kind !== 'mark');
  const isOpening = from >= 0 && tokens.slice(0, from).filter(({ kind }) => kind === 'word').length <= 1;
  if (!isOpening || end < 0 || part.complaint || !AIMING.has(tokens[end]!.word)) return part;
  if (!/[(=]/.test(part.text.slice(tokens[from]!.start, tokens[end]!.start))) return part;
  const isNeutral = (hit: Stanced): boolean => hit.from >= from && hit.to <= end && hit.stance === 'neutral';
  return {
    ...part,
    hits: part.hits.map((hit) => (isNeutral(hit) ? { ...hit, stance: 'wanted', cue: '' } : hit)),
  };
}

const AIMING = words('remedy.aiming');

/** "❌ no run | ✅ `start_run`": a tick before a cure ornaments it; before a word or two it says that all is well. */
const unticked = ({ text, code }: Remark['problem']): string =>
  code.length > 0 || /(?:\p{L}+\W+){3}/u.test(text) ? text.replace(TICK, (tick) => ' '.repeat(tick.length)) : text;

const TICK = /^\s{0,3}[✅✔☑👉]\uFE0F?(?=\s)/u;

const partsOf = (reading: Reading): Analysis[] =>
  [reading.problem, reading.fix, reading.detail].filter((part) => part !== undefined);

/** Headings stand over many remarks: each is read once. */
function analyseHeading(form: CompiledReview, text: string): Analysis {
  let memo = headings.get(form);
  if (!memo || memo.size > 200) {
    memo = new Map();
    headings.set(form, memo);
  }
  let found = memo.get(text);
  if (!found) {
    found = analyse(form.lexicon, text, undefined, 'neutral', form.used);
    memo.set(text, found);
  }
  return found;
}

const headings = new WeakMap<CompiledReview, Map<string, Analysis>>();

/** "Faltan:", "What is missing:" — the introduction gives the items below their stance. */
function isLack(form: CompiledReview, text: string): boolean {
  const probe = analyse(form.lexicon, text);
  return (
    probe.tokens.length <= 14 &&
    /falt|missing|sin\b|lack|no (?:se|hay|tiene)|not\b|ausen|carec|omit|absent|olvid/i.test(text)
  );
}

function withAbove(analysis: Analysis, above: readonly Analysis[]): Analysis {
  const last = above.findLastIndex((one) => one.hits.length > 0);
  const hits = above.flatMap((one, i) => {
    const lead = i === last && isLead(one) ? ({ lead: true } as const) : {};
    return one.hits.map((hit): Stanced => ({ ...hit, stance: 'neutral', above: true, ...lead }));
  });
  if (hits.length === 0) return analysis;
  return {
    ...analysis,
    hits: [...analysis.hits, ...hits],
    concepts: new Set([...analysis.concepts, ...hits.map((hit) => hit.concept)]),
  };
}

/** A title of one thing: what stands under "Alerts" is about alerts. */
const isLead = ({ tokens }: Analysis): boolean => tokens.length <= 5 && !tokens.some(({ word }) => ANDS.has(word));

/** Every defect with how well the remark names it; what is accepted comes first. */
export function scoreRemark(form: CompiledReview, reading: Reading): Candidate[] {
  let byRule = form.defects.map((defect) => ruleOf(form, defect, reading, false));
  if (form.listed && APART.has(reading.remark.shape) && !byRule.some((one) => one.rule >= 0.5))
    byRule = form.defects.map((defect) => ruleOf(form, defect, reading, true));
  withoutDominated(byRule);
  const strong = byRule.some((one) => one.rule >= 0.9 && one.part === 'problem');
  if (!form.listed) markBeside(byRule, reading);
  const denies =
    reading.problem.praise ||
    byRule.some((one) => one.veto !== undefined && isPraise(one.veto) && !one.defect.extra && one.named < 0.5);
  const asks = !strong || byRule.some((one) => one.veto !== undefined && one.rule < 0.9);
  const near = asks ? nearestExamples(form.book, reading.problem.features(), reading.problem.signs()) : [];
  const similar = new Map(near.map((one) => [one.defect, one]));
  const verbatim = saidVerbatim(form.book, reading.problem.text);
  const taken = byRule.filter((one) => one.rule >= 0.9).map((one) => one.defect.id);
  const like = new Map(
    form.profiles ? likenesses(form.profiles, partsOf(reading), taken).map((one) => [one.defect, one]) : [],
  );
  const decided = byRule
    .filter(
      (one) =>
        one.rule > 0 ||
        one.veto !== undefined ||
        one.barred ||
        verbatim.has(one.defect.id) ||
        (similar.get(one.defect.id)?.similarity ?? 0) > 0.1 ||
        (one.defect.plain && isNear(like.get(one.defect.id))),
    )
    .map((one) =>
      decide(
        form,
        one,
        similar.get(one.defect.id),
        near,
        strong,
        denies,
        reading,
        like.get(one.defect.id),
        verbatim.has(one.defect.id),
      ),
    );
  return withoutGuesses(asCorrected(form.listed ? decided : withGraded(decided, reading), reading)).sort(
    (a, b) => Number(b.accepted) - Number(a.accepted) || b.rule - a.rule || b.similarity - a.similarity,
  );
}

const isNear = (like: Likeness | undefined): boolean =>
  like !== undefined &&
  (like.shared > 0.5 || like.nearness.whole > 0.12 || like.nearness.part > 0.15 || like.kindred > 0.5);

/** "Tags [1/3]", under "Nice to have": who grades a thing, and says nothing else of it, finds fault with it. */
function withGraded(all: readonly Candidate[], { remark, problem }: Reading): readonly Candidate[] {
  if (!remark.level || remark.shape === 'sentence' || remark.shape === 'heading') return all;
  const named = all.filter((one) => !one.defect.extra && one.rule === 0.3 && one.matches.length > 0);
  if (all.some((one) => one.accepted) || named.length !== 1 || problem.praise || problem.moods.size > 0) return all;
  const [only] = named;
  const hits = only!.matches.flatMap((m) => m.hits);
  const isFirst =
    hits.every((hit) => hit.stance === 'neutral' && !hit.above) && Math.min(...hits.map((hit) => hit.from)) <= 2;
  const isPlain =
    problem.signs().words.every((word) => !word.states && !word.fault) && !/\?\s{0,9}$/.test(problem.text);
  if (!isFirst || !isPlain) return all;
  return all.map((one) =>
    one === only ? { ...one, accepted: true, sure: true, why: 'named, with how grave it is' } : one,
  );
}

/** Their first part may be a turn of phrase, and the name of the thing stand in the other. */
const APART = new Set<Remark['shape']>(['row', 'item']);

/** Where the problem tells a consequence that several defects have, the correction says which of them is meant. */
function asCorrected(all: readonly Candidate[], { fix }: Reading): readonly Candidate[] {
  if (!fix) return all;
  const told = all.filter((one) => one.why === OF_ANOTHER && !one.defect.extra);
  const named = all.filter((one) => one.accepted && !one.defect.extra);
  const isTold = ({ defect, part, matches, spoken }: Candidate): boolean =>
    !spoken &&
    (part === 'examples' || (part === 'problem' && matches.every((m) => m.form.startsWith('says')))) &&
    !defect.telling.some((form) => matchForm(form, fix.hits, false).some((m) => m.score >= 0.9));
  if (told.length !== 1 || named.length === 0 || !named.every(isTold)) return all;
  return all.map((one) => {
    if (one === told[0]) return { ...one, accepted: true, why: 'a consequence, and the correction names it' };
    return named.includes(one)
      ? { ...one, accepted: false, why: 'a consequence, and the correction is of another' }
      : one;
  });
}

const OF_ANOTHER = 'the correction names it, the problem is another';

const FAR_OFF = Number.NEGATIVE_INFINITY;

/** Where something is named, or the correction says which defect is meant, a faint likeness to another one says nothing. */
function withoutGuesses(read: readonly Candidate[]): Candidate[] {
  const told = read.some((one) => one.accepted && one.part === 'fix' && !one.defect.extra);
  const isNamed = read.some((one) => one.accepted && one.guess === undefined);
  const best = Math.max(...read.map((one) => (one.accepted ? (one.guess ?? FAR_OFF) : FAR_OFF)));
  const all = read.map((one) =>
    one.accepted && one.guess !== undefined && (isNamed || one.guess < best)
      ? { ...one, accepted: false, why: 'more like another' }
      : one,
  );
  return all.map((one) =>
    told && one.accepted && !one.verbatim && one.part === 'examples' && one.similarity < 0.75
      ? { ...one, accepted: false, why: 'the correction is about another' }
      : one,
  );
}

/** "There" is no praise where a correction follows: «se usa la consola → logging». */
const isPraise = (hit: Stanced): boolean => hit.stance === 'fine' || hit.stance === 'unreal';

/** "print → logger con niveles": the correction cures the problem, and other words of it name another defect. */
function markBeside(all: readonly Ruled[], reading: Reading): void {
  if (!reading.fix) return;
  const hits = reading.fix.hits;
  const main = all.filter((one) => one.rule >= 0.9 && one.part === 'problem');
  const used = main.flatMap((one) =>
    [...one.defect.fix, ...one.defect.telling].flatMap((form) => matchForm(form, hits, false).flatMap((m) => m.hits)),
  );
  if (used.length === 0) return;
  for (const one of all) {
    const isFree = (hit: Stanced): boolean =>
      !used.some((other) => same(other, hit)) &&
      !isPutInside(reading.fix!, hit) &&
      (!CALLED.has(reading.fix!.tokens[hit.to]?.word ?? '') || isGiven(reading.fix!, hit));
    if (one.part === 'fix') one.beside = one.matches.some((m) => m.hits.every(isFree));
  }
}

/** "Open a run and keep the fit, metrics and model inside": what goes into it is there already. */
function isPutInside({ text, tokens }: Analysis, hit: Stanced): boolean {
  const before = text.slice(0, tokens[hit.from]!.start);
  const piece = before.slice(Math.max(before.lastIndexOf('.'), before.lastIndexOf(';'), before.lastIndexOf('`')) + 1);
  return INSIDE.test(fold(piece));
}

const INSIDE = phrases('remedy.put-inside');

/** `start_run(run_name="gb")`: an argument that is given something is a cure of its own. */
const isGiven = ({ text, tokens }: Analysis, hit: Stanced): boolean =>
  GIVEN.test(text.slice(tokens[hit.to - 1]!.end, tokens[hit.to - 1]!.end + 8));

const GIVEN = /^ ?= ?(?:f?["'][^"'\s]|\w(?!one))/;

/** A name before one of these is part of the call that cures, not a second cure. */
const CALLED = new Set(['(', '=']);

interface Ruled {
  readonly defect: Defect;
  rule: number;
  matches: Match[];
  part: 'problem' | 'fix' | 'detail';
  readonly barred: boolean;
  /** How well the problem text alone names it. */
  readonly named: number;
  readonly veto?: Stanced;
  /** Joined forms of its cure that the problem text meets. */
  readonly seconds: readonly Match[];
  /** The correction cures what the problem names, and this as well. */
  beside?: boolean;
}

function ruleOf(form: CompiledReview, defect: Defect, reading: Reading, elsewhere: boolean): Ruled {
  const { problem, fix, detail } = reading;
  if (!touches(defect, reading))
    return { defect, rule: 0, matches: [], part: 'problem', barred: false, named: 0, seconds: [] };
  const barred = defect.unless.some((one) => matchForm(one, problem.hits, form.listed).some((m) => m.score >= 0.9));
  const veto = defect.mentions.flatMap((one) => vetoes(one, problem.hits)).find((hit) => !hit.above);
  const inProblem = barred ? [] : defect.mentions.flatMap((one) => matchForm(one, problem.hits, form.listed));
  const named = best(inProblem);
  const out: Ruled = {
    defect,
    rule: named,
    matches: kept(inProblem, named),
    part: 'problem',
    barred,
    named,
    seconds: defect.fix
      .filter((one) => one.op === 'near' || one.op === 'all')
      .flatMap((one) => matchForm(one, problem.hits, form.listed)),
    ...(veto ? { veto } : {}),
  };
  if (barred || named >= 0.9) return out;
  const inDetail = detail
    ? defect.mentions.flatMap((one) => matchForm(one, detail.hits, elsewhere)).filter((m) => m.score >= 0.9)
    : [];
  if (inDetail.length > 0) return { ...out, rule: 0.95, matches: inDetail, part: 'detail' };
  const inFix = fix
    ? [...(named > 0 ? [...defect.telling, ...defect.fix] : defect.telling), ...underTopic(defect, problem)]
        .flatMap((one) => matchForm(one, fix.hits, false))
        .filter((m) => m.score >= 0.9 && m.hits.some((hit) => hit.stance !== 'absent') && !isGivenUp(m))
    : [];
  if (inFix.length > 0) return { ...out, rule: 0.7, matches: inFix, part: 'fix' };
  return out;
}

/** "Change the names": a thing that is only named, to be taken away, is no cure. */
const isGivenUp = ({ form, hits }: Match): boolean =>
  !form.includes(' ') && hits.every((hit) => hit.stance === 'unwanted');

/** "Alertas | avisar si el p95 de latencia pasa de 1 s": the row's name is half of the defect's, and its correction says which. */
function underTopic({ mentions }: Defect, { tokens, concepts }: Analysis): readonly Form[] {
  const joined = mentions.filter((form) => form.op === 'near' || form.op === 'all');
  return tokens.length <= 3 && joined.some((form) => conceptsOf(form).some((one) => concepts.has(one))) ? joined : [];
}

/** Whether any part names a concept of the defect's forms at all. */
function touches(defect: Defect, { problem, fix, detail }: Reading): boolean {
  return defect.concepts.some(
    (concept) => problem.concepts.has(concept) || fix?.concepts.has(concept) || detail?.concepts.has(concept),
  );
}

const best = (matches: readonly Match[]): number => Math.max(0, ...matches.map((m) => m.score));
const kept = (matches: readonly Match[], score: number): Match[] =>
  matches.filter((m) => m.score >= 0.5 || m.score === score);

/** A reading that uses more of the same words wins: "alerta de latencia" is not about the latency metric. */
function withoutDominated(all: Ruled[]): void {
  const matches = all.flatMap((one) => one.matches.filter((m) => m.score >= 0.5).map((m) => ({ one, m })));
  for (const { one, m } of matches) {
    const dominated = matches.some(
      (other) =>
        other.one !== one &&
        other.one.part === one.part &&
        size(other.m) > size(m) &&
        !isSeconded(one, m, other.m) &&
        !isLoose(other.m, other.one.matches, m) &&
        m.hits.every(
          (hit) => hit.above || other.m.hits.some((bigger) => covers(bigger, hit) || isLed(other.m, bigger, hit)),
        ),
    );
    if (dominated) one.matches = one.matches.filter((kept) => kept !== m);
  }
  for (const one of all)
    if (one.rule >= 0.5) one.rule = Math.max(0, ...one.matches.map((m) => m.score)) * (one.part === 'fix' ? 0.7 : 1);
}

/** "los print, los datos del paciente en el log": what is written out is nearer to "log", and the prints are a matter of their own. */
function isLoose(bigger: Match, all: readonly Match[], m: Match): boolean {
  const clauses = clausesOf(bigger);
  return all.some(
    (other) =>
      other.form === bigger.form &&
      clausesOf(other) < clauses &&
      !m.hits.some((hit) => other.hits.some((one) => covers(one, hit))),
  );
}

const clausesOf = ({ hits }: Match): number => new Set(hits.map(({ clause }) => clause)).size;

/** "contar los errores con un contador y una alerta": what else is said of it stands outside the bigger reading. */
function isSeconded(one: Ruled, m: Match, bigger: Match): boolean {
  return one.seconds.some(
    (second) =>
      m.hits.every((hit) => second.hits.some((other) => same(other, hit))) &&
      second.hits.some((hit) => !bigger.hits.some((other) => same(other, hit))),
  );
}

/** "p95 latency" under "Alerts": both words speak of one thing. */
const isLed = (led: Match, bigger: Stanced, hit: Stanced): boolean =>
  led.hits.some((one) => one.lead) && !bigger.above && bigger.concept === hit.concept;

/** The same words, though they are the name of another thing too: "fechas" of the data is no date of the card. */
const covers = (bigger: Stanced, hit: Stanced): boolean =>
  same(bigger, hit) || (bigger.from <= hit.from && bigger.to >= hit.to && !bigger.above);
const size = (m: Match): number =>
  m.hits.filter((hit) => !hit.above).length + (m.hits.some((hit) => hit.lead) ? 0.5 : 0);
const same = (a: Stanced, b: Stanced): boolean =>
  a === b || (a.from === b.from && a.to === b.to && a.concept === b.concept);

function decide(
  form: CompiledReview,
  one: Ruled,
  near: Nearest | undefined,
  all: readonly Nearest[],
  strong: boolean,
  denies: boolean,
  reading: Reading,
  like: Likeness | undefined,
  isVerbatim: boolean,
): Candidate {
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
  if (isVerbatim)
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
  return byExamples(one, similarity, shared, near?.coverage ?? 0, all, strong, yes, no);
}

/** "A useless model looks excellent | log recall": what is praised there is nothing of this defect. */
function isOrderedApart({ defect, named, matches }: Ruled, { problem }: Reading): boolean {
  const orders = matches.some((m) => m.hits.some((hit) => hit.stance === 'wanted' && hit.cue !== ''));
  return orders && named === 0 && problem.hits.every((hit) => hit.above || !defect.concepts.includes(hit.concept));
}

/** What speaks against a remark that is like the examples of a defect; less does where it plainly speaks of it. */
function contrary(
  one: Ruled,
  near: Nearest | undefined,
  approval: number | undefined,
  { problem, fix }: Reading,
  isPlainly: boolean,
): string | undefined {
  // Who corrects something, or goes on to an order, finds fault, whatever else he calls well done.
  const { words } = problem.signs();
  const asks = fix?.tokens.some(isWritten) || words.some((word) => word.ordered || (word.drops && word.asked));
  if (!asks && near && near.turned > Math.max(0.6, near.cosine * 1.3) && one.rule === 0 && !problem.complaint)
    return 'says the contrary of an example';
  if (approval !== undefined && !asks) return `it is called ${problem.tokens[approval]!.word}`;
  if (problem.praise && !asks && !(isPlainly && isPraiseAside(problem))) return 'said to be fine';
  if (!fix && isNamesOnly(problem)) return 'names with nothing said about them';
  const mood = [...problem.moods].find(
    (one) => !ABOUT.has(one) && !(asks && WAIVED.has(one)) && !(isPlainly && TOLD.has(one)),
  );
  if (mood) return `only ${mood}`;
  const against = near?.against ?? 0;
  if (!asks && against >= (near?.similarity ?? 0) && against > (isPlainly ? 0.6 : 0.3))
    return 'nearer to a not_example';
  return /\?\s{0,9}$/.test(problem.text) && !problem.complaint ? 'a question' : undefined;
}

/** "dropna, loc, merge, to_datetime": names between commas, and no word that says anything of them. */
function isNamesOnly({ tokens, cueWords }: Analysis): boolean {
  if (cueWords.size > 0) return false;
  const lengths = [0];
  for (const { word, kind, part } of tokens) {
    if (word === ',') lengths.push(0);
    else if (kind !== 'mark' && !part) lengths[lengths.length - 1]!++;
  }
  return lengths.length >= 4 && lengths.every((length) => length <= 2);
}

const isWritten = ({ kind }: Token): boolean => kind !== 'mark';

/** "Not needed here, delete it": what is given up as well is a fault. */
const WAIVED = new Set(['shrugged', 'denied']);
/** A consequence that is imagined, a word like "taken from": of the thing itself they are said nonetheless. */
const TOLD = new Set(['supposed', 'attributed']);

/** "If the first charge did go through, the guest pays twice": another clause says more than the one that calls something fine. */
function isPraiseAside(problem: Analysis): boolean {
  const { words, approving, denying } = problem.signs();
  const counts = new Map<number, number>();
  const clauseOf = new Map(words.map(({ at, clause }) => [at, clause]));
  for (const { clause } of words) counts.set(clause, (counts.get(clause) ?? 0) + 1);
  for (const at of [...approving, ...denying]) counts.delete(clauseOf.get(at) ?? -1);
  return Math.max(0, ...counts.values()) >= 4;
}

/** Of a thing of another exercise these would be no claims; an example says what this exercise is about. */
const ABOUT = new Set(['defined', 'elsewhere']);

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

/** Nothing in the halves of sentences that an example speaks of takes it back, unless the example says so itself. */
function isAllOwn({ example }: Nearest, problem: Analysis): boolean {
  if (!example) return false;
  const { written, moods, words } = example.said;
  const { approving, needing, denying, turnOf, words: spoken } = problem.signs();
  const keys = new Set(words.map(({ key }) => key));
  const turns = new Set(spoken.filter((one) => keys.has(one.key)).map((one) => turnOf[one.at]));
  const about = new Set(problem.hits.map((hit) => turnOf[hit.from]));
  const takesBack = [...approving, ...needing, ...denying].some(
    (i) => (turns.has(turnOf[i]) || !about.has(turnOf[i])) && !written.has(problem.tokens[i]!.word),
  );
  return !takesBack && [...problem.moods].every((mood) => moods.has(mood));
}

/** A word that approves of something, which none of the defect's examples uses so; of the thing itself, where it is named. */
function approvalOf(one: Ruled, near: Nearest | undefined, { problem }: Reading): number | undefined {
  const { approving, needing } = problem.signs();
  if (approving.size + needing.size === 0) return undefined;
  const own = near?.example?.said.written;
  const met = one.matches.filter((m) => m.score >= 0.9);
  const wants = met.length > 0 ? met.some((m) => /missing|\bwanted/.test(m.form)) : one.defect.mentions.some(asksFor);
  // "Solo se cuentan los que salen bien": the word is part of what is named.
  const inside = new Set(met.flatMap((m) => m.hits.flatMap(({ above, at }) => (above ? [] : at))));
  return [...approving, ...(wants ? [] : needing)].find((i) => !inside.has(i) && !own?.has(problem.tokens[i]!.word));
}

const asksFor = (form: Form): boolean => {
  if (form.op === 'concept') return form.as === 'missing' || form.as === 'wanted' || form.as === 'bare';
  return form.op === 'weak' ? asksFor(form.of) : form.of.some(asksFor);
};

/** The thing is named with no fault found in it, in the same half of the sentence as the approval. */
function isBareClaim(one: Ruled, approval: number, { problem }: Reading): boolean {
  const { turnOf } = problem.signs();
  return (
    one.part === 'problem' &&
    one.matches
      .filter((m) => m.score >= 0.9)
      .every((m) =>
        m.hits.every(
          (hit) =>
            hit.above ||
            ((hit.stance === 'neutral' || hit.stance === 'present') && turnOf[hit.from] === turnOf[approval]),
        ),
      )
  );
}

/** The cue that speaks against it is one of the author's own, in a sentence like his. */
function isOwnReading(one: Ruled, veto: Stanced, near: Nearest, similarity: number): boolean {
  const written = near.example?.said.written;
  return (
    written !== undefined &&
    similarity >= 0.4 &&
    veto.cue !== '' &&
    veto.cue.split(' ').every((word) => written.has(word)) &&
    one.defect.readings.has(`${veto.concept} ${veto.stance}`)
  );
}

/** "El modelo y su firma": a few words, none of which claims anything. */
const saysNothing = ({ problem, remark, detail }: Reading): boolean =>
  problem.cueWords.size === 0 &&
  !detail &&
  remark.shape !== 'heading' &&
  problem.tokens.length <= 8 &&
  !problem.tokens.some(({ word }) => word === 'would' || /\wria(?:mos)?$/.test(word));

/** Supposed, put in somebody's mouth, or denied in a way that may mean the opposite. */
function isUnclear(veto: Stanced, { problem }: Reading): boolean {
  return (
    veto.stance === 'unreal' &&
    (problem.moods.has('supposed') || problem.moods.has('attributed') || problem.moods.has('untrue'))
  );
}

/** Words that the bare name of the thing takes up: they alone make no likeness. */
function namedWords(one: Ruled): number {
  return one.named > 0
    ? Math.max(0, ...one.matches.map((m) => m.hits.reduce((sum, hit) => sum + hit.at.length, 0) - 1))
    : 0;
}

function byExamples(
  one: Ruled,
  similarity: number,
  shared: number,
  coverage: number,
  all: readonly Nearest[],
  strong: boolean,
  yes: (sure: boolean, why: string, part: Candidate['part']) => Candidate,
  no: (why: string) => Candidate,
): Candidate {
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
