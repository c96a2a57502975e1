import type { Hit } from '../lexicon/concepts.js';
import { CUE } from '../lexicon/lexicon.js';
import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';

/**
 * What a text says about a thing: it is not there, it should be, it should not be, it is there, it is all right, it is poor,
 * it is named as the other side of a comparison, it is only named, or nothing is claimed of it (supposed, quoted, defined).
 */
export type Stance = 'absent' | 'wanted' | 'unwanted' | 'present' | 'fine' | 'bad' | 'replaced' | 'neutral' | 'unreal';

export interface Stanced extends Hit {
  readonly stance: Stance;
  /** A cue that can be read in two ways: "no usar logger" may complain or advise. */
  readonly soft: boolean;
  /** The words that decided, for the trace. */
  readonly cue: string;
  /** Which clause, sentence and list piece of the text it stands in. */
  readonly clause: number;
  readonly sentence: number;
  /** In brackets, or after a colon that explains a name: "datos de entrenamiento (origen, periodo)". */
  readonly aside: boolean;
  /** The deciding words come after it. */
  readonly behind: boolean;
  /** Its clause holds a cue of its own. */
  readonly stated: boolean;
  /** The deciding cue stands in its own clause. */
  readonly own: boolean;
  /** The mark or word that parts its clause from the one before. */
  readonly mark: string;
  /** Comes from a heading or introduction above: it may complete a form, never be one. */
  readonly above?: true;
}

/** Gives each concept of a text its stance. `fallback` is what a bare name means here: advice, under a column of corrections. */
export function stances(
  tokens: readonly Token[],
  hits: readonly Hit[],
  all: readonly Hit[],
  fallback: Stance,
  used?: ReadonlySet<string>,
): Stanced[] {
  const corrected = correctedIn(tokens);
  const cues = corrected ? all.filter((cue) => cue.from < corrected.from || cue.to > corrected.to) : all;
  const clauses = clausesOf(tokens, cues);
  // Nothing but marks says nothing.
  if (clauses.length === 0) return [];
  const clauseAt = new Int32Array(tokens.length);
  for (const [id, clause] of clauses.entries()) clauseAt.fill(id, clause.from, clause.to);
  for (const clause of clauses) {
    clause.hits = hits.filter((hit) => hit.from >= clause.from && hit.from < clause.to);
    const ops = operators(clause, tokens, cues);
    // "how many rows it has" asks, "si hay más de un 1 %" supposes: neither tells.
    clause.ops = asks(clause, tokens) || supposes(clause, tokens) ? ops.filter((op) => op.stance !== 'present') : ops;
  }
  joinDenials(clauses);
  const turns = turnsOf(clauses);
  const denied = new Set(turns.filter((_, i) => clauses[i]!.ops.some((op) => op.denies)));
  const asides = clauses.map((_, id) => isAside(id, clauses, used));
  const stated = clauses.map((clause) =>
    clause.ops.some((op) => op.stance !== 'present' && !goesOn(op, clause, tokens)),
  );
  return hits.map((hit) => {
    const id = clauseAt[hit.from]!;
    const clause = clauses[id]!;
    const own = governing(hit, clause, tokens);
    const op = own && isComplement(hit, own, clause, tokens) ? undefined : (own ?? inherited(id, clauses, tokens));
    const isSubject = op?.ofSubject !== undefined && op.from >= hit.to;
    const excepted = !op && id > 0 && EXCEPT.has(clause.mark) && clauses[id - 1]!.ops.at(-1)?.stance === 'fine';
    const plain = verdict(isSubject ? { ...op, stance: op.ofSubject! } : op, clause, fallback);
    const read = excepted ? { stance: 'absent' as const, soft: false, cue: clause.mark } : plain;
    const isDenied = denied.has(turns[id]!) && (read.stance === 'neutral' || read.stance === 'present');
    const behind = op !== undefined && op.from >= hit.to;
    return {
      ...hit,
      stance: isDenied ? 'fine' : read.stance,
      soft: read.soft,
      cue: read.cue,
      behind,
      clause: id,
      sentence: clause.sentence,
      aside: asides[id]!,
      stated: stated[id]!,
      own: own !== undefined,
      mark: clause.mark,
    };
  });
}

/** "No es que se mida mal, es que no se mide": the first half is set aside. */
function correctedIn(tokens: readonly Token[]): { from: number; to: number } | undefined {
  const startsAt = (i: number, words: readonly string[]): boolean =>
    words.every((word, k) => tokens[i + k]?.word === word);
  const from = tokens.findIndex((_, i) => NOT_THAT.some((words) => startsAt(i, words)));
  if (from < 0) return undefined;
  const to = tokens.findIndex((_, i) => i > from + 3 && BUT_THAT.some((words) => startsAt(i, words)));
  return to < 0 || tokens.slice(from, to).some(({ word }) => word === '.') ? undefined : { from, to };
}

const NOT_THAT = ['no es que', 'it is not that', 'not that'].map((words) => words.split(' '));
const BUT_THAT = ['es que', 'sino que', 'it is that', 'it is just that'].map((words) => words.split(' '));

/** "No hacen falta métricas, ni ética ni límites", "no es necesario ningún id": what goes on denying states nothing of its own. */
function joinDenials(clauses: readonly Clause[]): void {
  let last: { readonly op: Operator; readonly sentence: number } | undefined;
  for (const clause of clauses) {
    clause.ops = clause.ops.map((op) => {
      const denies =
        GOES_ON.has(op.words) && last?.sentence === clause.sentence && last.op.denies && op.stance === 'absent';
      const read = denies ? { ...op, stance: last!.op.stance, denies: true } : op;
      last = { op: read, sentence: clause.sentence };
      return read;
    });
  }
}

const GOES_ON = new Set('ni nor ningun ninguna ninguno tampoco'.split(' '));

/** An indirect question: "de dónde salen los datos", "how it was split". */
const asks = ({ from, to, question }: Clause, tokens: readonly Token[]): boolean =>
  !question &&
  (ASKS.has(tokens[from]!.word) ||
    (from + 1 < to && TO_ASK.has(tokens[from]!.word) && ASKS.has(tokens[from + 1]!.word)));

const supposes = ({ from, to }: Clause, tokens: readonly Token[]): boolean =>
  SUPPOSING.has(tokens[ANDS.has(tokens[from]!.word) && from + 1 < to ? from + 1 : from]!.word);
const SUPPOSING = new Set('si if cuando when'.split(' '));
const TO_ASK = new Set('de para con a en por y ni from with for to of and by'.split(' '));
const ASKS = new Set(
  'como que cual cuales cuando cuantos cuantas quien quienes donde how what which when who where whether whom why'.split(
    ' ',
  ),
);

/** "No falta nada salvo la firma": what is excepted from praise. */
const EXCEPT = new Set('salvo excepto except'.split(' '));

/** "no hay alertas de latencia, errores ni drift": the last joining word of a list that began before states nothing new. */
function goesOn(op: Operator, clause: Clause, tokens: readonly Token[]): boolean {
  if (op.words !== 'ni' && op.words !== 'nor') return false;
  return clause.hits.some((hit) => hit.to <= op.from) || SHARED.has(tokens[op.to]?.word ?? '');
}

/** "…, ni de errores": the head of the phrase, an alert, stands before. */
const SHARED = new Set('de del of on for para por sobre'.split(' '));

/** Clauses that go together: a sentence, or its half before or after "but". */
function turnsOf(clauses: readonly Clause[]): number[] {
  let turn = 0;
  return clauses.map((clause) => {
    if (clause.opens === '.' || clause.opens === 'but') turn++;
    return turn;
  });
}

/** "no hay parámetros en el run": the run is where, not what. */
function isComplement(hit: Hit, op: Operator, clause: Clause, tokens: readonly Token[]): boolean {
  if (op.from >= hit.from || (op.stance !== 'absent' && op.stance !== 'wanted')) return false;
  if (op.stance === 'wanted' && WRAPS.test(op.words)) return false;
  const core = clause.hits.find(
    (other) => other.from >= op.to && other.to <= hit.from && !other.at.some((i) => hit.at.includes(i)),
  );
  const subject = clause.hits.some((other) => other.to <= op.from && op.from - other.to <= 6);
  if (!core && !subject) return false;
  if (!isPrepositional(hit, core ? core.to : op.to, tokens) || INCLUDING.has(tokens[hit.from - 1]!.word)) return false;
  if (core && HEADS.has(tokens[core.to - 1]!.word) && OF.has(tokens[core.to]?.word ?? '')) return false;
  const last = clause.hits.findLast((other) => other.to <= hit.from && other.from >= op.to);
  for (let i = last ? last.to : op.to; i < hit.from; i++) if (LISTING.has(tokens[i]!.word)) return false;
  return true;
}

const WRAPS = phrases('stance.wraps');

const HEADS = words('stance.heads');
const OF = new Set('de del of about sobre'.split(' '));

/** "with", "con" and "sin" bring in what is meant; "and" goes on with the list. */
const INCLUDING = new Set('with con sin without como as ni nor'.split(' '));
const LISTING = new Set('y e o u and or ni nor / + & with con like como'.split(' '));

/** Whether a clause explains a name that stands before it. */
function isAside(id: number, clauses: readonly Clause[], used: ReadonlySet<string> | undefined): boolean {
  const isName = (hit: Hit): boolean => used === undefined || used.has(hit.concept);
  for (let i = id; i > 0; i--) {
    const here = clauses[i]!;
    if (here.opens === '.' || here.opens === 'but') return false;
    if (here.opens === ')' && i < id) return false;
    if (here.opens === ')') return false;
    if (here.opens === '(') return true;
    if (here.opens === ':' && isLeadIn(clauses[i - 1]!)) return false;
    if (here.opens === ':') return isNamedBefore(i, clauses, isName);
  }
  return false;
}

/** Whether what a colon explains was named, in the same half of the sentence. */
function isNamedBefore(colon: number, clauses: readonly Clause[], isName: (hit: Hit) => boolean): boolean {
  for (let i = colon - 1; i >= 0; i--) {
    if (clauses[i]!.hits.some(isName)) return true;
    if (clauses[i]!.opens === '.' || clauses[i]!.opens === 'but') return false;
  }
  return false;
}

/** "Apartados que no están: uso, métricas": the list says which, whatever the name before it may mean besides. */
const isLeadIn = (before: Clause): boolean => {
  const last = before.ops.at(-1);
  return last !== undefined && last.stance === 'absent' && last.relative && before.to - last.to <= 2;
};

interface Clause {
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** What parts it from the clause before. */
  readonly opens: ',' | ':' | '(' | ')' | 'but' | 'so' | '.';
  /** That very mark, or nothing at the start. */
  readonly mark: string;
  readonly question: boolean;
  hits: readonly Hit[];
  ops: readonly Operator[];
}

/** A cue, or several read together, with its reach. */
interface Operator {
  readonly stance: Stance;
  readonly from: number;
  readonly to: number;
  /** Whether it governs what stands before it: always, only when nothing that follows takes it, never. */
  readonly back: 'yes' | 'spare' | 'no';
  readonly forward: boolean;
  readonly soft: boolean;
  readonly words: string;
  /** Denies that there is a problem; what is said around it does not count either. */
  readonly denies: boolean;
  /** A relative stands before it: "the sections that are missing". */
  readonly relative: boolean;
  /** What it says of its subject, where that differs: "los print no se pueden apagar". */
  readonly ofSubject?: Stance;
}

const BREAKS: ReadonlyMap<string, Clause['opens']> = new Map([
  [',', ','],
  [';', ','],
  [':', ':'],
  ['(', '('],
  ['[', '('],
  [')', ')'],
  [']', ')'],
  ['—', ','],
  ['--', ','],
  ['.', '.'],
  ['!', '.'],
  ['?', '.'],
  ['|', '.'],
  ['->', '.'],
]);

function clausesOf(tokens: readonly Token[], cues: readonly Hit[]): Clause[] {
  const openers = new Map<number, 'but' | 'so'>();
  for (const cue of cues) {
    if (cue.concept === `${CUE}but`) openers.set(cue.from, 'but');
    else if (cue.concept === `${CUE}so`) openers.set(cue.from, 'so');
  }
  const out: Clause[] = [];
  let from = 0;
  let sentence = 0;
  let opens: Clause['opens'] = '.';
  let mark = '';
  const close = (to: number, next: Clause['opens'], after: number, question: boolean): void => {
    const empty = to <= from;
    if (!empty) out.push({ from, to, sentence, opens, mark, question, hits: [], ops: [] });
    if (!(empty && next === ',')) {
      opens = next;
      mark = tokens[to]?.word ?? '';
    }
    from = after;
    if (next === '.') sentence++;
  };
  for (let i = 0; i < tokens.length; i++) {
    const brk = tokens[i]!.kind === 'mark' && !tokens[i]!.code ? BREAKS.get(tokens[i]!.word) : undefined;
    if (brk) close(i, brk, i + 1, tokens[i]!.word === '?');
    else if (openers.has(i) && i > from) close(i, openers.get(i)!, i, false);
    else if (openers.has(i)) opens = openers.get(i)!;
  }
  close(tokens.length, '.', tokens.length, false);
  return out;
}

type Kind =
  | 'not'
  | 'absent'
  | 'want'
  | 'must'
  | 'unwanted'
  | 'instead'
  | 'replace'
  | 'fine'
  | 'unneeded'
  | 'present'
  | 'good'
  | 'bad'
  | 'ask'
  | 'verb'
  | 'only'
  | 'but'
  | 'so'
  | 'with';

interface Cue {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

function operators(clause: Clause, tokens: readonly Token[], all: readonly Hit[]): Operator[] {
  const cues: Cue[] = [];
  for (const hit of all) {
    if (hit.from < clause.from || hit.to > clause.to) continue;
    const kind = hit.concept.slice(CUE.length) as Kind;
    if (kind === 'want' && tokens[hit.from]!.word === 'que' && !isRelative(hit, tokens)) continue;
    if (kind === 'want' && hit.to - hit.from === 1 && DETERMINERS.has(tokens[hit.from - 1]?.word ?? '')) continue;
    if (kind === 'present' && hit.to - hit.from === 1 && isNoun(tokens, hit.from)) continue;
    if (isRaised(hit, tokens)) continue;
    if (kind !== 'but' && kind !== 'so' && !MOODS.has(kind)) cues.push({ kind, from: hit.from, to: hit.to });
  }
  const out: Operator[] = [];
  const readable = withoutOverlaps(cues);
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

/** "missing timestamps in logs": no verb stands after a preposition. */
function isNoun(tokens: readonly Token[], i: number): boolean {
  return (
    NOUNS.has(tokens[i]!.word) && (IN.has(tokens[i - 1]?.word ?? '') || DETERMINERS.has(tokens[i - 1]?.word ?? ''))
  );
}

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

type Read = Omit<Operator, 'words' | 'denies' | 'relative'> & { readonly denies?: boolean };

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
      if (isRelative(cue, tokens)) return op('wanted', 'yes');
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
      // "modelo cargado sí/no": two values, no approval.
      if (tokens[cue.to]?.word === '/' && tokens[cue.to + 1]?.word === 'no') return [undefined, 2];
      // "INFO cuando va bien": a case, no approval.
      const reach = EMOJI.test(tokens[cue.from]!.word) ? clause.from : Math.max(clause.from, cue.from - 2);
      if (tokens.slice(reach, cue.from).some(({ word }) => WHENEVER.has(word))) return [undefined, 1];
      if (ALREADY.has(tokens[cue.from]!.word) && RELATIVE.has(tokens[cue.from - 1]?.word ?? '')) return [undefined, 1];
      const lone = clause.to - clause.from <= 2 && clause.hits.length === 0;
      return op('fine', 'yes', next(cues, k, ['want', 'present'], 3) ? 2 : 1, lone ? { denies: true } : {});
    }
    case 'unneeded':
      return op('fine', 'yes', next(cues, k, ['want', 'present', 'verb', 'replace', 'unwanted'], 4) ? 2 : 1, {
        denies: true,
      });
    case 'good':
      if (isWished(cue, clause, tokens)) return op('wanted', 'yes');
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

const ALREADY = new Set(['ya', 'already']);
/** "Optional but useful: tags": good to have is not good as it is. */
const AFTERTHOUGHT = phrases('stance.afterthought');
const WISHED = words('stance.wished');
/** "the counter that is already there" only says which. */
const RELATIVE = new Set('que that which'.split(' '));
const COPULA = new Set('is are es son esta estan seems looks parece was'.split(' '));
/** What can be need not be wanted. */
const POSSIBLE = new Set('can could puede pueden podria podrian'.split(' '));

/** A second verb form right after the first. */
function isJoined(verb: Cue, then: Cue | undefined): boolean {
  return then !== undefined && (then.kind === 'present' || then.kind === 'verb') && then.from === verb.to;
}

/** "no falta", "no usar", "no usa", "should not log", "is not enough": what the negated cue says decides. */
function readNegation(
  cues: readonly Cue[],
  k: number,
  clause: Clause,
  tokens: readonly Token[],
): [Read | undefined, number] {
  const first = cues[k]!;
  let at = first.kind === 'must' ? k + 1 : k;
  let must = first.kind === 'must';
  let then = cues[at + 1];
  if (then?.kind === 'must' && then.from - cues[at]!.to <= 2) {
    must = true;
    at++;
    then = cues[at + 1];
  }
  const within = (gap: number): boolean =>
    then !== undefined &&
    then.from - cues[at]!.to <= gap &&
    then.from >= cues[at]!.to &&
    !tokens.slice(cues[at]!.to, then.from).some((token) => ANDS.has(token.word));
  const used = at + 2 - k;
  const op = (stance: Stance, back: Read['back'], n: number, soft = false): [Read, number] => [
    { stance, from: first.from, to: cues[k + n - 1]!.to, back, forward: true, soft, denies: stance === 'fine' },
    n,
  ];
  const hitBetween = then !== undefined && clause.hits.some((hit) => hit.from >= cues[at]!.to && hit.to <= then!.from);
  if (then && within(4) && !hitBetween) {
    switch (then.kind) {
      case 'absent':
        // "no salir sin X" orders it.
        if (isRefusal(cues[at]!, then, tokens) && INFINITIVE.test(tokens[cues[at]!.to]?.word ?? ''))
          return op('wanted', 'no', used);
        // "¿no faltaría una alerta?" suggests that it does.
        return must || clause.question || isRefusal(cues[at]!, then, tokens)
          ? op('absent', 'spare', used)
          : op('fine', 'yes', used);
      case 'good':
      case 'fine':
        return op('bad', 'yes', used);
      case 'bad':
        return op('fine', 'yes', used);
      case 'unneeded':
        return op('wanted', 'yes', used);
      case 'unwanted':
        return op('fine', 'spare', used);
      case 'replace':
        return op('fine', 'yes', used);
      case 'only':
        return [undefined, used];
      case 'want':
        if (must && isLack(cues[at + 2], then, tokens)) return op('absent', 'no', used + 1);
        if (must) return op('unwanted', 'spare', used);
        return isAdvice(cues[at]!, then, clause, tokens) && then.from - cues[at]!.to <= 2
          ? op('unwanted', 'spare', used, true)
          : op('absent', 'spare', used);
      case 'verb':
        return must ? op('unwanted', 'yes', used) : op('absent', 'spare', used);
      case 'present':
        // "no quedan registrados": the participle belongs to the verb.
        if (!must && isJoined(then, cues[at + 2])) return op('absent', 'spare', used + 1);
        return must ? op('unwanted', 'spare', used) : op('absent', 'spare', used);
      default:
    }
  }
  const duty = first.kind === 'must' ? first : cues[at]!;
  if (must && duty.kind === 'must' && !POSSIBLE.has(tokens[duty.to - 1]!.word))
    return op('unwanted', 'spare', at + 1 - k);
  if (!must && forbids(cues[at]!, clause, tokens)) return op('unwanted', 'no', at + 1 - k, true);
  const [plain, used1] = op('absent', must ? 'yes' : 'spare', at + 1 - k);
  // "print is no tool for logs" finds fault with print.
  const isAttribute = TO_BE.has(tokens[cues[at]!.to]?.word ?? '') || TO_BE.has(tokens[cues[at]!.from - 1]?.word ?? '');
  return [must || isAttribute ? { ...plain, ofSubject: 'bad' } : plain, used1];
}

const TO_BE = new Set('es son is are'.split(' '));

/** "I would not ship it without X", "no se puede dejar sin X": it is wanted that much. */
function isRefusal(not: Cue, then: Cue, tokens: readonly Token[]): boolean {
  const word = tokens[then.from]!.word;
  if (word !== 'without' && word !== 'sin') return false;
  return tokens.slice(not.to, then.from).some((token) => !COPULA.has(token.word) && token.word.length > 3);
}

const INFINITIVE = /[aei]r(?:l[aoe]s?|se)?$/;
const ANDS = new Set(['y', 'e', 'and', 'o', 'or', 'u']);
const isLack = (cue: Cue | undefined, then: Cue, tokens: readonly Token[]): boolean =>
  cue?.kind === 'absent' && cue.from - then.to <= 5 && LACKS.has(tokens[cue.from]!.word);
const LACKS = new Set(['sin', 'without']);

/** "No imprimir …", "do not print …", where the verb is a thing of the rubric and no cue. */
function forbids(not: Cue, clause: Clause, tokens: readonly Token[]): boolean {
  const verb = tokens[not.to];
  const before = tokens[not.from - 1]?.word;
  if (!verb || not.to >= clause.to || !clause.hits.some((hit) => hit.from === not.to)) return false;
  if (tokens[not.from]!.word === 'not') return before === 'do' && not.from - 1 === clause.from;
  return (
    tokens[not.from]!.word === 'no' &&
    not.from === clause.from &&
    /[aei]r(?:l[aoe]s?|se)?$/.test(verb.word) &&
    !/er$/.test(verb.word)
  );
}

/** "Do not log X", "no loguear X": nobody before it who does not do it. */
function isAdvice(not: Cue, verb: Cue, clause: Clause, tokens: readonly Token[]): boolean {
  const word = tokens[not.to - 1]!.word;
  const spanish = /[aei]r(?:l[aoe]s?|se)?$/.test(tokens[verb.to - 1]!.word);
  if (word === 'not' ? tokens[not.from - 1]?.word !== 'do' : word !== 'never' && !spanish) return false;
  for (let i = clause.from; i < not.from; i++) if (SUBJECTS.has(tokens[i]!.word)) return false;
  return true;
}

const SUBJECTS = words('stance.subjects');

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

/** The operator of the hit's own clause that governs it. */
function governing(hit: Hit, clause: Clause, tokens: readonly Token[]): Operator | undefined {
  let before: Operator | undefined;
  let after: Operator | undefined;
  for (const op of clause.ops) {
    if (op.to <= hit.from || op.from < hit.from) before = op;
    else if (op.from >= hit.to - 1 && op.to > hit.from && !after) after = op;
    else if (op.from >= hit.from && op.to <= hit.to && !after) after = op;
  }
  const reaches = after !== undefined && actsBack(after, hit, clause, tokens);
  if (!before) return reaches ? after : undefined;
  if (reaches && after!.denies) return after;
  if (reaches && OVERRULED.has(before.stance) && after!.stance !== 'present') return after;
  if (reaches && before.stance === 'wanted' && after!.stance === 'fine' && !EMOJI.test(after!.words)) return after;
  return before;
}

/** A thumb at the end of advice applauds the advice. */
const EMOJI = /^\p{Extended_Pictographic}/u;

const OVERRULED = new Set<Stance>(['present']);

function actsBack(op: Operator, hit: Hit, clause: Clause, tokens: readonly Token[]): boolean {
  if (op.back === 'yes') return true;
  if (op.back === 'no') return false;
  // "The run has no name": the cue stands inside the name of the thing.
  if (op.from >= hit.from && op.to <= hit.to) return true;
  if (op.from - hit.to > 6) return false;
  // "no lleva ninguna etiqueta": the second word of a negation does not end its reach.
  const next = clause.ops.find(
    (other) => other.from >= op.to && !(other.stance === 'absent' && op.stance === 'absent' && other.from === op.to),
  );
  const object = clause.hits.find((other) => other.from >= op.to && (next === undefined || other.from < next.from));
  if (!object) return true;
  // "los params no se guardan y los tags se pierden": the other thing has a verb of its own.
  if (next !== undefined && tokens.slice(op.to, object.from).some(({ word }) => ANDS.has(word))) return true;
  return isPrepositional(object, op.to, tokens);
}

/** "… en mlflow", "… to the run": what a preposition brings in. */
function isPrepositional(hit: Hit, from: number, tokens: readonly Token[]): boolean {
  // «no guarda con qué configuración»: an indirect question is what the verb is about.
  if (ASKED.has(tokens[hit.from]!.word)) return false;
  let i = hit.from - 1;
  while (i >= from && ARTICLES.has(tokens[i]!.word)) i--;
  return i >= from && PREPOSITIONS.has(tokens[i]!.word);
}

const ASKED = new Set('que cual cuales which what'.split(' '));

const ARTICLES = new Set('el la los las un una the an a su sus its their each cada ese esta this that mi'.split(' '));

const PREPOSITIONS = new Set(
  'a al as at by como con de del desde en for from in inside into of on para por to with within dentro ni nor'.split(
    ' ',
  ),
);

/** A list goes on: "faltan params, tags y firma"; a list comes first: "params, tags y firma: faltan". */
function inherited(id: number, clauses: readonly Clause[], tokens: readonly Token[]): Operator | undefined {
  const clause = clauses[id]!;
  if (clause.ops.length > 0) return undefined;
  const before = clauses[id - 1]?.ops.at(-1);
  if (before?.stance === 'wanted' && clause.opens === ',' && isTail(clause, tokens)) return before;
  for (let i = id; i > 0; i--) {
    const here = clauses[i]!;
    if (here.opens === '.' || here.opens === 'but' || here.opens === 'so') break;
    if (i !== id && here.opens !== ':' && here.opens !== '(' && !isListPiece(here, 8)) break;
    if (i === id && here.opens !== ':' && !isListPiece(here, 8)) break;
    const op = clauses[i - 1]!.ops.at(-1);
    if (!op) continue;
    const named = clauses[i - 1]!.hits.some((other) => other.from >= op.to);
    if (op.stance === 'fine' && here.opens === ':' && clauses[i - 1]!.hits.length === 0) return op;
    if (op.stance === 'present' && here.opens === ',' && named && clauses[i - 1]!.ops.length === 1) return op;
    if (!op.forward || op.stance === 'fine' || op.stance === 'bad' || op.stance === 'present') break;
    if (here.opens === ':' && named) break;
    if (!named && op.back !== 'no' && clauses[i - 1]!.hits.length > 0 && here.opens !== ':') break;
    return op;
  }
  for (let i = id + 1; i < clauses.length; i++) {
    const there = clauses[i]!;
    if (there.opens === '.' || there.opens === 'but' || there.opens === 'so' || !isListPiece(clause)) break;
    const op = there.ops[0];
    if (!op) continue;
    const object = there.hits.some((other) => other.from >= op.to);
    return op.back !== 'no' && op.stance !== 'present' && !object ? op : undefined;
  }
  return undefined;
}

/** "…, con un formato que ponga la hora", "…, at ERROR on the failure": how the thing that is wanted should be. */
const isTail = (clause: Clause, tokens: readonly Token[]): boolean =>
  TAILS.has(tokens[clause.from]!.word) && clause.to - clause.from <= 20;

const TAILS = new Set('de con with at incluyendo including mediante via'.split(' '));

/** Short, and no sentence of its own. */
function isListPiece(clause: Clause, limit = 7): boolean {
  return clause.to - clause.from <= limit;
}

function verdict(
  op: Operator | undefined,
  clause: Clause,
  fallback: Stance,
): { stance: Stance; soft: boolean; cue: string } {
  if (!op && clause.mark === 'sino') return { stance: 'wanted', soft: false, cue: 'sino' };
  if (!op) {
    if (clause.question && fallback === 'neutral') return { stance: 'bad', soft: true, cue: '?' };
    return { stance: fallback, soft: false, cue: '' };
  }
  // «¿Qué accuracy tiene?»: who asks whether it is there does not know.
  if (op.stance === 'present' && clause.question && fallback === 'neutral')
    return { stance: 'bad', soft: true, cue: `${op.words} ?` };
  // Advice, or a list of what is missing, describes how things ought to be: "params registrados con log_params".
  const stance = op.stance === 'present' && (fallback === 'wanted' || fallback === 'absent') ? fallback : op.stance;
  return { stance, soft: op.soft, cue: op.words };
}
