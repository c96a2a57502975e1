import type { Hit } from '../lexicon/concepts.js';
import { CUE } from '../lexicon/lexicon.js';
import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';
import type { Clause, Operator } from './clauses.js';
import { COPULA, type Cue, type Kind, POSSIBLE, type Read } from './cues.js';
import { readNegation } from './negation.js';
import type { Stance } from './stance.js';

export function operators(clause: Clause, tokens: readonly Token[], all: readonly Hit[]): Operator[] {
  const cues: Cue[] = [];
  for (const hit of all) {
    if (hit.from < clause.from || hit.to > clause.to) continue;
    const kind = hit.concept.slice(CUE.length) as Kind;
    if (kind === 'want' && tokens[hit.from]!.word === 'que' && !isRelative(hit, tokens) && !isJussive(hit, clause))
      continue;
    // "Acá me puse serio": what becomes of the speaker.
    if (kind === 'want' && hit.to - hit.from === 1 && SELF.has(tokens[hit.from - 1]?.word ?? '')) continue;
    // "Cuando se ponga lento": what something becomes.
    if (kind === 'want' && isBecoming(hit, clause, tokens)) continue;
    if (kind === 'want' && hit.to - hit.from === 1 && DETERMINERS.has(tokens[hit.from - 1]?.word ?? '')) continue;
    if (kind === 'present' && hit.to - hit.from === 1 && isNoun(tokens, hit.from)) continue;
    if (kind === 'absent' && isPerson(tokens, hit.from)) continue;
    // "aunque fuera un logger": a form of "to be".
    if (tokens[hit.from]!.word === 'fuera' && SUPPOSING.has(tokens[hit.from - 1]?.word ?? '')) continue;
    if (isRaised(hit, tokens)) continue;
    if (kind !== 'but' && kind !== 'so' && !MOODS.has(kind)) cues.push({ kind, from: hit.from, to: hit.to });
  }
  const out: Operator[] = [];
  const readable = withoutOverlaps(withDeeds(cues, clause, tokens));
  let end = -1;
  for (let k = 0; k < readable.length; ) {
    if (readable[k]!.from < end) {
      k++;
      continue;
    }
    const [op, used] = readCue(readable, k, clause, tokens);
    const relative = op !== undefined && RELATIVE.has(tokens[op.from - 1]?.word ?? '');
    if (op) out.push({ denies: false, ...op, relative, words: wordsAt(tokens, op.from, op.to) });
    if (op) end = Math.max(end, op.to);
    k += used;
  }
  return out;
}

/** "He calculado la firma", "I have stored it": what the writer did is what he wants, whatever the verb. */
function withDeeds(cues: readonly Cue[], { from, to }: Clause, tokens: readonly Token[]): Cue[] {
  const deeds: Cue[] = [];
  for (let i = from; i + 1 < to; i++) {
    const [word, next] = [tokens[i]!.word, tokens[i + 1]!.word];
    const isMine =
      word === 'he' || word === 'hemos' || (word === 'have' && /^(?:i|we)$/.test(tokens[i - 1]?.word ?? ''));
    if (!isMine || !PARTICIPLE.test(next) || NO_DEED.has(next) || tokens[i - 1]?.word === 'no') continue;
    const isRead = (cue: Cue): boolean => cue.from <= i + 1 && cue.to > i + 1 && !TELLING.has(cue.kind);
    if (!cues.some(isRead)) deeds.push({ kind: 'want', from: i, to: i + 2 });
  }
  if (deeds.length === 0) return [...cues];
  const rest = cues.filter((cue) => !deeds.some(({ from, to }) => cue.from >= from && cue.to <= to));
  return [...rest, ...deeds].sort((a, b) => a.from - b.from);
}

const TELLING = new Set<Kind>(['present', 'verb']);
const PARTICIPLE =
  /(?:[ai]do|cho|sto|rto|ito|eto)$|^\w{2,}ed$|^(?:put|set|given|made|written|built|kept|sent|got|taken)$/;
/** Who saw, thought or left a thing did nothing to it. */
const NO_DEED = words('stance.no-deed');

/** "…: que se registren los params", «Que lo genere la pasarela»: an order to somebody else. */
const isJussive = ({ from }: Hit, clause: Clause): boolean =>
  from === clause.from && (clause.opens === ':' || clause.opens === '.' || clause.opens === '(');

/** "un identificador que se repita": of a thing that is not there yet. "Está bien que se use" wishes nothing. */
function isRelative(cue: { readonly from: number }, tokens: readonly Token[]): boolean {
  if (tokens[cue.from]!.word !== 'que') return false;
  return tokens.slice(Math.max(0, cue.from - 6), cue.from - 1).some(({ word }) => INDEFINITE.has(word));
}

const INDEFINITE = new Set('un una unos unas otro otra otros otras algun alguna algo cualquier dos tres'.split(' '));

/** "Appears to have", "does not seem to be measured": the verb after it says what there is. */
function isRaised({ from, to }: Hit, tokens: readonly Token[]): boolean {
  const isSeeming = (i: number): boolean => SEEMING.has(tokens[i]?.word ?? '');
  if (to - from === 1 && isSeeming(from)) return tokens[to]?.word === 'to';
  return tokens[from]!.word === 'to' && isSeeming(from - 1) && to - from === 2;
}

const SEEMING = new Set('seem seems seemed appear appears appeared'.split(' '));

/** After these, "log" and the like are nouns. */
const DETERMINERS = new Set('the an this that each every el un una su del al with our your los las s'.split(' '));

/** "No es para castigar al que falta": somebody is away, nothing is lacking. */
function isPerson(tokens: readonly Token[], i: number): boolean {
  const word = (back: number): string => tokens[i - back]?.word ?? '';
  if (!/^falt/.test(tokens[i]!.word)) return false;
  if (word(1) === 'quien' || word(1) === 'quienes') return true;
  return word(1) === 'que' && (word(2) === 'al' || (word(2) === 'los' && /^(?:a|de|con|por|para)$/.test(word(3))));
}

/** "missing timestamps in logs", "prints fuera": no verb stands after a preposition, nor opens a text with no object. */
function isNoun(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  if (!NOUNS.has(tokens[i]!.word)) return false;
  if (before === undefined) return OUT.has(tokens[i + 1]?.word ?? '');
  return IN.has(before.word) || DETERMINERS.has(before.word);
}

const OUT = new Set('fuera out everywhere sin without en in'.split(' '));

const isBecoming = ({ from }: Hit, clause: Clause, tokens: readonly Token[]): boolean =>
  tokens[from - 1]?.word === 'se' && BECOMES.has(tokens[from]!.word) && WHENEVER.has(tokens[clause.from]!.word);
const BECOMES = new Set('ponga pongan pone ponen haga hagan hace hacen pase pasen pasa pasan'.split(' '));
const SELF = new Set(['me']);
const SUPPOSING = new Set('aunque si que como ojala quizas'.split(' '));
const NOUNS = words('stance.nouns');
const IN = new Set('in en of de from to on'.split(' '));

/** Cues that `mood.ts` reads. */
const MOODS = new Set<string>(['untrue', 'shrug', 'approve', 'attributed', 'elsewhere']);

/** Cues in order, the longest of those that overlap; "with" and the like only where something is replaced. */
function withoutOverlaps(cues: readonly Cue[]): Cue[] {
  const out: Cue[] = [];
  for (const cue of cues) {
    if (cue.kind === 'with' && !out.some((other) => other.kind === 'replace')) continue;
    const last = out.at(-1);
    if (last && cue.from < last.to && !(cue.from === last.from && cue.to === last.to)) continue;
    out.push(cue);
  }
  return out;
}

/** Reads the cue at `k` together with those that belong to it; returns how many were used. */
function readCue(
  cues: readonly Cue[],
  k: number,
  clause: Clause,
  tokens: readonly Token[],
): [Read | undefined, number] {
  const cue = cues[k]!;
  const op = (stance: Stance, back: Read['back'], used = 1, rest: Partial<Read> = {}): [Read, number] => [
    { stance, from: cue.from, to: cues[k + used - 1]!.to, back, forward: true, soft: false, ...rest },
    used,
  ];
  switch (cue.kind) {
    case 'not':
      return readNegation(cues, k, clause, tokens);
    case 'absent':
      return op('absent', 'spare', next(cues, k, ['want', 'verb', 'present'], 2) ? 2 : 1);
    case 'must': {
      const then = next(cues, k, ['not'], 6);
      if (then) return readNegation(cues, k, clause, tokens);
      if (next(cues, k, ['replace'], 4)) return op('unwanted', 'yes', 2);
      if (next(cues, k, ['unwanted'], 4)) return op('unwanted', 'yes', 2);
      // To look at a thing asks for nothing.
      if (LOOKING.has(tokens[cue.to]?.word ?? '')) return [undefined, 1];
      const deed = next(cues, k, ['want', 'verb', 'present'], 3);
      if (!deed && POSSIBLE.has(tokens[cue.to - 1]!.word)) return [undefined, 1];
      return op(
        'wanted',
        'yes',
        deed ? 2 : 1,
        !next(cues, k, ['want', 'verb', 'present'], 3) && becomes(cue, clause, tokens) ? { ofSubject: 'replaced' } : {},
      );
    }
    case 'want':
      if (isRelative(cue, tokens) || tokens[cue.from]!.word === 'que') return op('wanted', 'yes');
      return op(
        'wanted',
        CLITIC.has(tokens[cue.from - 1]?.word ?? '') && /ria(?:mos)?$/.test(tokens[cue.from]!.word)
          ? 'yes'
          : AFTERTHOUGHT.test(wordsAt(tokens, cue.from, cue.to))
            ? 'spare'
            : 'no',
        next(cues, k, ['present', 'verb'], 2) ? 2 : 1,
      );
    case 'unwanted':
      return op('unwanted', 'spare');
    case 'replace':
      return op('unwanted', 'spare');
    case 'with': {
      const at = cues.slice(0, k).findLastIndex((other) => other.kind === 'replace');
      if (at < 0) return [undefined, 1];
      // "no hay que cambiarlo por un logger"
      const isSpared = cues
        .slice(Math.max(0, at - 2), at)
        .some((other) => SPARING.has(other.kind) && cues[at]!.from - other.to <= 4);
      return op(isSpared ? 'fine' : 'wanted', 'no');
    }
    case 'instead':
      return op('replaced', 'no');
    case 'fine': {
      // "el bueno": one of several, no verdict.
      if (
        NOMINAL.test(tokens[cue.from]!.word) &&
        DETERMINERS.has(tokens[cue.from - 1]?.word ?? '') &&
        !COPULA.has(tokens[cue.from - 2]?.word ?? '')
      )
        return [undefined, 1];
      // "modelo cargado sí/no": two values, no approval.
      if (tokens[cue.to]?.word === '/' && tokens[cue.to + 1]?.word === 'no') return [undefined, 2];
      // "ya se perdió", "is already polluted": what has happened is no good.
      if (ALREADY.has(tokens[cue.from]!.word) && SPOILED.has(tokens[cue.to]?.word ?? '')) return op('bad', 'yes');
      // "la firma la dejaría en medio" grades.
      if (grades(tokens, cue.to)) return [undefined, 1];
      // "INFO cuando va bien": a case, no approval.
      const reach = EMOJI.test(tokens[cue.from]!.word) ? clause.from : Math.max(clause.from, cue.from - 2);
      if (tokens.slice(reach, cue.from).some(({ word }) => WHENEVER.has(word))) return [undefined, 1];
      // "the years that it covers": what a thing does, no approval of it.
      if (
        RESTRICTED.has(tokens[cue.from]!.word) &&
        tokens.slice(Math.max(clause.from, cue.from - 2), cue.from).some(({ word }) => RELATIVE.has(word))
      )
        return [undefined, 1];
      // "Con una etiqueta ya se puede comparar": what it takes.
      if (ALREADY.has(tokens[cue.from]!.word) && isEnabling(cue, clause, tokens)) return op('wanted', 'yes');
      const lone = clause.to - clause.from <= 2 && clause.hits.length === 0;
      return op('fine', 'yes', next(cues, k, ['want', 'present'], 3) ? 2 : 1, lone ? { denies: true } : {});
    }
    case 'unneeded':
      return op('fine', 'yes', next(cues, k, ['want', 'present', 'verb', 'replace', 'unwanted'], 4) ? 2 : 1, {
        denies: true,
      });
    case 'good':
      if (isWished(cue, clause, tokens)) return op('wanted', 'yes', next(cues, k, ['present'], 2) ? 2 : 1);
      // "se cuentan bien": said of the deed at the end of its clause.
      if (cue.to === clause.to && WELL.has(tokens[cue.from]!.word) && clause.to - clause.from > 2)
        return op('fine', 'yes');
      if (clause.to - clause.from <= 2 && WISHED.has(tokens[cue.from]!.word)) return op('wanted', 'no');
      if (clause.to - clause.from <= 2 && !WISHED.has(tokens[cue.from]!.word))
        return op('fine', 'yes', 1, { denies: true });
      return tokens.slice(Math.max(clause.from, cue.from - 3), cue.from).some((token) => COPULA.has(token.word))
        ? op('fine', 'yes')
        : [undefined, 1];
    case 'bad':
      return op('bad', 'yes');
    case 'present':
      if (next(cues, k, ['not'], 0)) return op('absent', 'spare', 2);
      if (!ALREADY.has(tokens[cue.from - 1]?.word ?? '')) return op('present', 'spare');
      // "labels on the counter that already exists" only says which.
      return RELATIVE.has(tokens[cue.from - 2]?.word ?? '') ? [undefined, 1] : op('fine', 'yes');
    case 'ask':
      if (!clause.question) return [undefined, 1];
      return op('absent', 'spare', next(cues, k, ['present', 'verb', 'want'], 2) ? 2 : 1);
    default:
      return [undefined, 1];
  }
}

/** «Los print deberían ser logs», "each print should become a logger call": one thing gives way to another. */
function becomes(must: Cue, clause: Clause, tokens: readonly Token[]): boolean {
  if (!tokens.slice(must.to, must.to + 3).some(({ word }) => BECOMING.has(word))) return false;
  const subject = clause.hits.filter((hit) => hit.to <= must.from).map((hit) => hit.concept);
  const object = clause.hits.filter((hit) => hit.from >= must.to).map((hit) => hit.concept);
  return subject.some((one) => !object.includes(one)) && object.some((one) => !subject.includes(one));
}

const BECOMING = new Set('ser be become convertirse pasar pasarse cambiarse volverse turn'.split(' '));
const WHENEVER = new Set('cuando si when if mientras while'.split(' '));
const SPARING = new Set<Kind>(['not', 'unneeded']);
const WELL = new Set(['bien', 'well']);
const LOOKING = words('stance.looking');
/** «El run_name lo pondría con fecha»: the object stands before. */
const CLITIC = new Set('lo la los las'.split(' '));

/** "would be sufficient", «sería suficiente». */
const isWished = (cue: Cue, clause: Clause, tokens: readonly Token[]): boolean =>
  tokens.slice(Math.max(clause.from, cue.from - 3), cue.from).some(({ word }) => CONDITIONAL.has(word));
const CONDITIONAL = words('stance.conditional');

const isEnabling = (cue: Cue, clause: Clause, tokens: readonly Token[]): boolean =>
  WITH.has(tokens[clause.from]!.word) && tokens.slice(clause.from, cue.to + 3).some(({ word }) => ENABLING.has(word));
const WITH = new Set(['con', 'with']);
const ENABLING = words('stance.enabling');

const ALREADY = new Set(['ya', 'already']);
const SPOILED = words('stance.spoiled');
const NOMINAL = /^(?:buen[oa]s?|correct[oa]s?|aciertos?|good|right)$/;
/** "… en medio", "… as minor": after a verb that keeps, a level. */
export const grades = (tokens: readonly Token[], at: number): boolean =>
  GRADING.has(tokens[at]?.word ?? '') && RANKED.has(tokens[at + 1]?.word ?? '');

const GRADING = new Set('en como in at as'.split(' '));
const RANKED = words('stance.ranked');
const RESTRICTED = words('stance.restricted');
/** "Optional but useful: tags": good to have is not good as it is. */
const AFTERTHOUGHT = phrases('stance.afterthought');
const WISHED = words('stance.wished');
/** "the counter that is already there" only says which. */
const RELATIVE = new Set('que that which'.split(' '));

function next(cues: readonly Cue[], k: number, kinds: readonly Kind[], gap: number): Cue | undefined {
  const then = cues[k + 1];
  return then && kinds.includes(then.kind) && then.from >= cues[k]!.to - 1 && then.from - cues[k]!.to <= gap
    ? then
    : undefined;
}

function wordsAt(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token) => token.word)
    .join(' ');
}

/** A thumb at the end of advice applauds the advice. */
export const EMOJI = /^\p{Extended_Pictographic}/u;
