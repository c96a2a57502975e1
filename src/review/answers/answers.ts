import { compileLexicon, extendLexicon, type Lexicon, type LexiconFile } from '../lexicon/lexicon.js';
import { type Analysis, analyse } from '../stance/analyse.js';
import { linesOf, numbersOf } from './answer-numbers.js';
import { isRefused } from './denial.js';

/** What a short question expects. Phrases follow the grammar of the lexicon. */
export type Expected =
  | { readonly yesNo: 'yes' | 'no' }
  | { readonly number: number; readonly tolerance?: number }
  | { readonly line: readonly number[] }
  | { readonly names: readonly (readonly string[])[] }
  | {
      readonly choose: readonly string[];
      readonly others?: readonly string[];
      readonly because?: readonly (readonly string[])[];
    }
  | { readonly list: readonly (readonly string[])[]; readonly atLeast: number }
  | { readonly order: readonly (readonly string[])[] }
  | { readonly points: readonly (readonly string[])[]; readonly atLeast?: number };

export interface CompiledAnswer {
  readonly expected: Expected;
  readonly lexicon: Lexicon;
  /** Names of the concepts made from the phrases, one a thing asked for. */
  readonly things: readonly string[];
  readonly others: readonly string[];
  readonly because: readonly string[];
}

/** How far an answer meets what was expected, and the places in the text that say so. */
export interface Judgement {
  readonly fraction: number;
  readonly spans: readonly (readonly [start: number, end: number])[];
  /** Why a person should look. */
  readonly doubt?: string;
}

/** Prepares a question; `shared` adds stance cues and synonyms. */
export function compileAnswer(expected: Expected, shared: Lexicon = basic()): CompiledAnswer {
  const concepts: Record<string, readonly string[]> = {};
  const put = (prefix: string, lists: readonly (readonly string[])[]): string[] =>
    lists.map((phrases, i) => {
      const name = `${prefix}-${i}`;
      concepts[name] = phrases;
      return name;
    });
  const things = put('thing', thingsOf(expected));
  const choice = 'choose' in expected;
  const others = put('other', choice ? (expected.others ?? []).map((other) => [other]) : []);
  const because = put('because', choice ? (expected.because ?? []) : []);
  return { expected, lexicon: extendLexicon(shared, [concepts]), things, others, because };
}

/** Judges an answer. Pure; never throws on a student's text. */
export function judgeAnswer(question: CompiledAnswer, text: string): Judgement {
  const { expected } = question;
  if ('yesNo' in expected) return judgeYesNo(expected.yesNo, text);
  if ('number' in expected) return judgeNumber(expected.number, expected.tolerance ?? 0, text);
  if ('line' in expected) return judgeLine(expected.line, text);
  const used = new Set([...question.things, ...question.others, ...question.because]);
  const analysis = analyse(question.lexicon, text, undefined, 'neutral', used);
  if ('choose' in expected) return judgeChoice(question, analysis);
  if ('order' in expected) return judgeOrder(question.things, analysis);
  const wanted =
    'list' in expected
      ? expected.atLeast
      : 'points' in expected
        ? (expected.atLeast ?? question.things.length)
        : question.things.length;
  return judgeSet(question.things, wanted, analysis, 'names' in expected);
}

function thingsOf(expected: Expected): readonly (readonly string[])[] {
  if ('names' in expected) return expected.names;
  if ('choose' in expected) return [expected.choose];
  if ('list' in expected) return expected.list;
  if ('order' in expected) return expected.order;
  return 'points' in expected ? expected.points : [];
}

const YES =
  /(?:^|[\s("'*_¡])(sí|si|yes|yep|correcto|correct|true|verdadero|cierto|afirmativo|claro|of course|así es|efectivamente)(?=$|[\s,.;:!)"'*_—-])/iu;
const NO =
  /(?:^|[\s("'*_])(no|nope|false|falso|incorrecto|incorrect|negativo|never|nunca|para nada|de ninguna manera)(?=$|[\s,.;:!)"'*_—-])/iu;

/** The first yes or no of the answer is the answer. */
function judgeYesNo(expected: 'yes' | 'no', text: string): Judgement {
  const head = text.slice(0, 300);
  const yes = YES.exec(head);
  const no = NO.exec(head);
  const first = !yes ? no : !no ? yes : yes.index <= no.index ? yes : no;
  if (!first) return { fraction: 0, spans: [] };
  const said = first === yes ? 'yes' : 'no';
  const span = [first.index, first.index + first[0].length] as const;
  const late = first.index > 80 ? { doubt: 'the yes or no stands late in the answer' } : {};
  return { fraction: said === expected ? 1 : 0, spans: said === expected ? [span] : [], ...late };
}

/** Any number of the answer, in either notation or in words, that it holds to; several different ones are a doubt. */
function judgeNumber(expected: number, tolerance: number, text: string): Judgement {
  const found = numbersOf(text.slice(0, 5000)).map((one) => ({
    ...one,
    near: one.values.some((value) => Math.abs(value - expected) <= tolerance + 1e-9),
  }));
  const held = found.filter((one) => one.near && !one.denied);
  const right = held.filter((one) => !one.open);
  if (held.length > 0 && right.length === 0) return { fraction: 0, spans: [], doubt: 'leaves several numbers open' };
  if (right.length === 0) return { fraction: 0, spans: [] };
  const many = found.length > 3 && right.length * 3 < found.length ? { doubt: 'many numbers, one of them right' } : {};
  return { fraction: 1, spans: right.slice(0, 3).map((one) => one.span), ...many };
}

function judgeLine(lines: readonly number[], text: string): Judgement {
  const found = linesOf(text.slice(0, 5000));
  const named = new Set(found.flatMap((one) => one.lines));
  const right = found.filter((one) => one.lines.some((line) => lines.includes(line)));
  if (right.length === 0) return { fraction: 0, spans: [] };
  const others = Math.min(...right.map((one) => one.lines.filter((line) => !lines.includes(line)).length));
  // A range may hold the line; a list of several is no answer.
  const isList = right.every((one) =>
    /(?:,|\b(?:y|e|and))\s*\d/.test(text.slice(...one.span).replace(/\d\s*(?:-|–|a|to)\s*\d/g, '')),
  );
  if (isList && others >= 2 * lines.length) return { fraction: 0, spans: [], doubt: 'names many lines' };
  return {
    fraction: 1,
    spans: right.map((one) => one.span),
    ...(named.size > Math.max(4, lines.length * 2) ? { doubt: 'names many lines' } : {}),
  };
}

/** Hits of a concept that are not denied, in order. */
function affirmed(analysis: Analysis, concept: string): readonly (readonly [number, number])[] {
  const hits = analysis.hits.filter(
    (hit) => hit.concept === concept && hit.stance !== 'absent' && hit.stance !== 'unwanted',
  );
  return hits.map((hit) => [analysis.tokens[hit.from]!.start, analysis.tokens[hit.to - 1]!.end] as const);
}

/** Naming what is missing is an answer too: only a denial ("no es X") is none. */
function said(analysis: Analysis, concept: string, isName = false): readonly (readonly [number, number])[] {
  const hits = analysis.hits.filter(
    (hit) => hit.concept === concept && !(hit.stance === 'fine' && hit.cue.startsWith('no')),
  );
  return hits
    .map((hit) => [analysis.tokens[hit.from]!.start, analysis.tokens[hit.to - 1]!.end] as const)
    .filter(([start, end]) => !isExcepted(analysis, start) && !isRefused(analysis.text, start, end, isName));
}

/** "Todas menos X y Y", "all but X": what is excepted is not named. */
function isExcepted({ text }: Analysis, at: number): boolean {
  const sentence = text
    .slice(Math.max(0, at - 300), at)
    .split(/[.;!?]\s|\n/)
    .at(-1)!;
  return EXCEPTION.test(sentence);
}

const EXCEPTION =
  /(?:^|[\s,(])(?:tod[oa]s|todo|all|every\p{L}*|cualquiera?|any\p{L}*|the rest|l[oa]s dem[aá]s)\s(?:[^.;]{0,40}\s)?(?:menos|salvo|excepto|except(?: for)?|but|aparte de|apart from|other than)\s/iu;

function judgeChoice(question: CompiledAnswer, analysis: Analysis): Judgement {
  const right = affirmed(analysis, question.things[0]!);
  const wrong = question.others.flatMap((other) => affirmed(analysis, other));
  if (right.length === 0) return { fraction: 0, spans: [] };
  const first = Math.min(...right.map(([start]) => start));
  if (wrong.some(([start]) => start < first && !isDropped(analysis.text.slice(start, first))))
    return { fraction: 0, spans: [], doubt: 'names another option first' };
  const why = question.because.filter((one) => said(analysis, one).length > 0);
  const share = question.because.length === 0 ? 1 : why.length / question.because.length;
  const spans = [...right.slice(0, 1), ...why.flatMap((one) => said(analysis, one).slice(0, 1))];
  return {
    fraction: 0.5 + 0.5 * share,
    spans,
    ...(wrong.length > 0 && question.because.length === 0 ? { doubt: 'names two options' } : {}),
  };
}

/** "Restarting is a patch; I would …": what comes first is judged, and the choice is told after it. */
function isDropped(between: string): boolean {
  const [judged, ...rest] = between.split(/[.;]\s|\s(?:pero|but|sino|however|aunque)\s/iu);
  return rest.length > 0 && JUDGED.test(judged!) && CHOOSES.test(`${rest.at(-1)!} `);
}

const JUDGED = /\s(?:es|son|is|are|no|not|solo|s[oó]lo|only|just|merely|oculta|hides|ser[ií]a|would)\s/iu;
const CHOOSES = /(?:^|\s)(?:yo|i|i[’']d|prefiero|prefer|elijo|mejor|better|choose|\p{L}{2,}r[ií]a)\s/iu;

function judgeSet(things: readonly string[], wanted: number, analysis: Analysis, isNames: boolean): Judgement {
  const found = things.map((thing) => said(analysis, thing, isNames)).filter((spans) => spans.length > 0);
  const fraction = Math.min(1, found.length / Math.max(1, wanted));
  return { fraction, spans: found.map((spans) => spans[0]!) };
}

/** Kendall's tau, nothing below chance: pairs of steps in order less pairs the wrong way round; a step that is not said is in no pair. */
function judgeOrder(things: readonly string[], analysis: Analysis): Judgement {
  const places = things.map((thing) => said(analysis, thing)[0]);
  const spans = places.filter((place) => place !== undefined);
  if (things.length < 2) return { fraction: spans.length, spans };
  let balance = 0;
  for (const [i, first] of spans.entries())
    for (const then of spans.slice(i + 1)) balance += Math.sign(then[0] - first[0]);
  return { fraction: Math.max(0, balance / ((things.length * (things.length - 1)) / 2)), spans };
}

/** Enough cues to tell a denial where no shared lexicon is given. */
function basic(): Lexicon {
  memo ??= compileLexicon([BASIC]);
  return memo;
}

let memo: Lexicon | undefined;

const BASIC: LexiconFile = {
  'cue-not': ['no', 'not', 'never', 'nunca', 'tampoco', 'ni', 'nor', 'neither'],
  'cue-absent': ['sin', 'without', 'falta', 'faltan', 'missing'],
  'cue-bad': ['wrong', 'mal', 'problem', 'problema'],
  'cue-unneeded': ['no hace falta', 'no need', 'not needed', 'no es necesario'],
  'cue-but': ['pero', 'but', 'sino', 'however', 'aunque', 'although'],
  'cue-so': ['porque', 'because', 'ya que', 'since', 'so', 'cuando', 'when', 'si', 'if'],
};
