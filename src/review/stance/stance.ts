import type { Hit } from '../lexicon/concepts.js';
import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';
import { type Clause, clausesOf, type Operator } from './clauses.js';
import { ANDS } from './cues.js';
import { ASKS, asks, supposes } from './indirect.js';
import { announces, comesOfDeed, inherited, notThere, takenUp } from './neighbours.js';
import { EMOJI, operators } from './operators.js';
import { gainsFrom, readVerdicts } from './verdicts.js';

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
  /** Its clause is a condition: "si …", "when …". */
  readonly conditional: boolean;
  /** The mark or word that parts its clause from the one before. */
  readonly mark: string;
  /** Comes from a heading or introduction above: it may complete a form, never be one. */
  readonly above?: true;
  /** It stands right above, in a title of one thing: "Alerts". */
  readonly lead?: true;
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
    // "how many rows it has" asks, "si hay más de un 1 %" supposes: neither tells; nor does "si cambia la población" order a change,
    // or "for what it is forbidden" forbid.
    const asked = asks(clause, tokens);
    const isOne =
      asked &&
      tokens[clause.from]!.word !== 'que' &&
      !tokens.slice(clause.from + 1, clause.to).some(({ word }) => ANDS.has(word));
    const isTold = ({ stance, words: by }: Operator): boolean =>
      stance !== 'present' && (stance !== 'unwanted' || !(isOne || CHANGES.has(by)));
    clause.ops = asked || supposes(clause, tokens) ? ops.filter(isTold) : ops;
  }
  joinDenials(clauses);
  readVerdicts(clauses, tokens);
  const turns = turnsOf(clauses);
  const gains = clauses.map((_, id) => gainsFrom(id, clauses, tokens));
  const denied = new Set(turns.filter((_, i) => clauses[i]!.ops.some((op) => op.denies)));
  const asides = clauses.map((_, id) => isAside(id, clauses, tokens, used));
  const stated = clauses.map((clause) =>
    clause.ops.some((op) => op.stance !== 'present' && !goesOn(op, clause, tokens)),
  );
  return hits.map((hit) => {
    const id = clauseAt[hit.from]!;
    const clause = clauses[id]!;
    const own = governing(hit, clause, tokens);
    const elsewhere = own === undefined || own.stance === 'present' ? notThere(id, clauses, tokens) : undefined;
    const op =
      elsewhere ??
      (own && isComplement(hit, own, clause, tokens)
        ? undefined
        : (own ?? inherited(id, clauses, tokens) ?? takenUp(id, clauses, tokens)));
    const isSubject = op?.ofSubject !== undefined && op.from >= hit.to;
    const excepted = !op && id > 0 && EXCEPT.has(clause.mark) && clauses[id - 1]!.ops.at(-1)?.stance === 'fine';
    const result = (op?.stance === 'present' && comesOfDeed(id, clauses)) || isGained(hit, op, gains[id], tokens);
    const read0 = result
      ? { ...(op ?? GAINED), stance: 'wanted' as const }
      : isSubject
        ? { ...op, stance: op.ofSubject! }
        : op;
    const plain = !read0 && isOrdered(hit, clause, tokens) ? ORDERED : verdict(read0, clause, fallback);
    const read = excepted ? { stance: 'absent' as const, soft: false, cue: clause.mark } : plain;
    const isDenied =
      denied.has(turns[id]!) &&
      (read.stance === 'neutral' || read.stance === 'present') &&
      !(supposes(clause, tokens) && !clause.ops.some((one) => one.denies));
    const behind = op !== undefined && op.from >= hit.to;
    // Written out: a hit is made for every concept of every text, and a spread takes several times as long.
    return {
      concept: hit.concept,
      at: hit.at,
      from: hit.from,
      to: hit.to,
      typo: hit.typo,
      code: hit.code,
      ours: hit.ours,
      stance: isDenied ? 'fine' : read.stance,
      soft: read.soft,
      cue: read.cue,
      behind,
      clause: id,
      sentence: clause.sentence,
      aside: asides[id]!,
      stated: stated[id]!,
      own: own !== undefined,
      conditional: supposes(clause, tokens),
      mark: clause.mark,
    };
  });
}

/** "Open a run explicitly", «Nombrar el run»: the order is part of the thing's own name. */
function isOrdered(hit: Hit, { from, question }: Clause, tokens: readonly Token[]): boolean {
  const { word, code } = tokens[hit.from]!;
  if (question || code || hit.from !== (LEADING.has(tokens[from]!.word) ? from + 1 : from)) return false;
  return (ORDERS.has(word) && DETERMINER.has(tokens[hit.from + 1]?.word ?? '')) || INFINITIVE.test(word);
}

const ORDERED = { stance: 'wanted', soft: false, cue: '' } as const;
const ORDERS = words('stance.own-orders');
const LEADING = new Set('please just then and y so'.split(' '));
const DETERMINER = new Set('a an the each every one it this that these all your'.split(' '));
/** Those in -er are as often English nouns: "counter", "logger". */
const INFINITIVE = /^\w{2,}(?:[ai]r|oner|over|olver|tener|eer|ecer)$/;

/** "…, so you get levels and timestamps": what is named as new, in no definite terms. */
const isGained = (hit: Hit, op: Operator | undefined, from: number | undefined, tokens: readonly Token[]): boolean =>
  from !== undefined &&
  hit.from >= from &&
  (!op || op.stance === 'present' || op.stance === 'fine') &&
  !DEFINITE.has(tokens[hit.from - 1]?.word ?? '');

const DEFINITE = new Set('el la los las the su sus its their your tu tus'.split(' '));
const GAINED = { soft: false, words: '' } as const;

/** "No es que se mida mal, es que no se mide": the first half is set aside. */
function correctedIn(tokens: readonly Token[]): { from: number; to: number } | undefined {
  const startsAt = (i: number, words: readonly string[]): boolean =>
    tokens[i]!.word === words[0] && words.every((word, k) => tokens[i + k]?.word === word);
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

const CHANGES = new Set('cambia cambian change changes move moves'.split(' '));

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
  // "Mask the name before logging", «antes de loguear»: when, not what.
  const at = tokens[hit.from - 1]?.word === 'de' ? hit.from - 2 : hit.from - 1;
  if (op.to <= at && WHEN.has(tokens[at]!.word)) return true;
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
const WHEN = new Set('before after antes despues'.split(' '));

const HEADS = words('stance.heads');
const OF = new Set('de del of about sobre'.split(' '));

/** "with", "con" and "sin" bring in what is meant; "and" goes on with the list. */
const INCLUDING = new Set('with con sin without como as ni nor'.split(' '));
const LISTING = new Set('y e o u and or ni nor / + & with con like como'.split(' '));

/** Whether a clause explains a name that stands before it. */
function isAside(
  id: number,
  clauses: readonly Clause[],
  tokens: readonly Token[],
  used: ReadonlySet<string> | undefined,
): boolean {
  const isName = (hit: Hit): boolean => used === undefined || used.has(hit.concept);
  for (let i = id; i > 0; i--) {
    const here = clauses[i]!;
    if (here.opens === '.' || here.opens === 'but') return false;
    if (here.opens === ')' && i < id) return false;
    if (here.opens === ')') return false;
    if (here.opens === '(') return true;
    if (here.opens === ':' && (isLeadIn(clauses[i - 1]!) || announces(clauses[i - 1]!, tokens))) return false;
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

/** The operator of the hit's own clause that governs it. */
function governing(hit: Hit, clause: Clause, tokens: readonly Token[]): Operator | undefined {
  let before: Operator | undefined;
  let after: Operator | undefined;
  for (const op of clause.ops) {
    // "agregué un Gauge que dice si está cargado": a relative clause says nothing new.
    if (op.relative && op.stance === 'present' && (before ? before.stance !== 'present' : endsAt(op, hit, tokens)))
      continue;
    if (op.to <= hit.from || op.from < hit.from) before = op;
    else if (op.from >= hit.to - 1 && op.to > hit.from && !after) after = op;
    else if (op.from >= hit.from && op.to <= hit.to && !after) after = op;
  }
  const reaches = after !== undefined && actsBack(after, hit, clause, tokens);
  if (!before) return reaches ? after : undefined;
  if (reaches && after!.denies) return after;
  if (reaches && OVERRULED.has(before.stance) && after!.stance !== 'present') return after;
  if (reaches && before.stance === 'bad' && after!.stance === 'wanted') return after;
  if (reaches && before.stance === 'wanted' && after!.stance === 'fine' && !EMOJI.test(after!.words)) return after;
  return before;
}

/** "…las limitaciones que tiene y quién la mantiene": a question of its own follows. */
const endsAt = (op: Operator, hit: Hit, tokens: readonly Token[]): boolean =>
  tokens.slice(op.to, hit.from + 1).some(({ word }, i, all) => ANDS.has(word) && ASKS.has(all[i + 1]?.word ?? ''));

const OVERRULED = new Set<Stance>(['present']);

function actsBack(op: Operator, hit: Hit, clause: Clause, tokens: readonly Token[]): boolean {
  if (op.back === 'yes') return true;
  if (op.back === 'no') return false;
  // "The run has no name": the cue stands inside the name of the thing.
  if (op.from >= hit.from && op.to <= hit.to) return true;
  // "La ejecución sin etiquetas": the cue belongs to a longer name that begins with this thing.
  if (
    clause.hits.some(
      (other) => other.from <= hit.from && other.from < op.from && other.to >= op.to && other.to > hit.to,
    )
  )
    return false;
  if (op.from - hit.to > (ANDS.has(tokens[op.from - 1]?.word ?? '') ? 14 : 6)) return false;
  // "no lleva ninguna etiqueta": the second word of a negation does not end its reach.
  const next = clause.ops.find(
    (other) => other.from >= op.to && !(other.stance === 'absent' && op.stance === 'absent' && other.from === op.to),
  );
  const object = clause.hits.find((other) => other.from >= op.to && (next === undefined || other.from < next.from));
  if (!object) return true;
  // "the settings never reach the server": what is not there stands before, the rest says where.
  if (tokens.slice(op.from, object.from).some(({ word }) => REACHING.has(word))) return true;
  // "los params no se guardan y los tags se pierden": the other thing has a verb of its own.
  if (next !== undefined && tokens.slice(op.to, object.from).some(({ word }) => ANDS.has(word))) return true;
  return isPrepositional(object, op.to, tokens);
}

const REACHING = words('stance.reaching');

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
  'a al as at by como con de del desde en for from in inside into of on para por to with within dentro ni nor before after during'.split(
    ' ',
  ),
);

function verdict(
  op: Pick<Operator, 'stance' | 'soft' | 'words'> | undefined,
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
