import type { Token } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';
import type { Clause, Operator } from './clauses.js';
import { asks, supposes } from './indirect.js';
import { lacksNow } from './verdicts.js';

/** "He cambiado los print por un logger, y cada error sale con su traza": what the writer did, and what is there since. */
export const comesOfDeed = (id: number, clauses: readonly Clause[]): boolean =>
  clauses.some(
    ({ sentence, ops }, i) =>
      i < id &&
      sentence === clauses[id]!.sentence &&
      ops.some(({ words: by, stance }) => OWN_DEED.test(by) && stance !== 'absent'),
  );
const OWN_DEED = /^(?:he|hemos|i have|i now) /;

/** A list goes on: "faltan params, tags y firma"; a list comes first: "params, tags y firma: faltan". */
export function inherited(id: number, clauses: readonly Clause[], tokens: readonly Token[]): Operator | undefined {
  const clause = clauses[id]!;
  if (clause.ops.length > 0 || clause.hits.some((hit) => LACKING.has(tokens[hit.from]!.word))) return undefined;
  const before = clauses[id - 1]?.ops.at(-1);
  if (before?.stance === 'wanted' && clause.opens === ',' && isTail(clause, tokens)) return before;
  for (let i = id; i > 0; i--) {
    const here = clauses[i]!;
    if (here.opens === '.' || here.opens === 'but' || here.opens === 'so') break;
    const goesOn = isListPiece(here, 8) || (asks(here, tokens) && isListPiece(here, LONG_QUESTION));
    if (here.opens !== ':' && !goesOn && !(i !== id && here.opens === '(')) break;
    const op = clauses[i - 1]!.ops.at(-1);
    if (!op) continue;
    const named = clauses[i - 1]!.hits.some((other) => other.from >= op.to) && !announces(clauses[i - 1]!, tokens);
    if (op.stance === 'fine' && here.opens === ':' && clauses[i - 1]!.hits.length === 0) return op;
    if (op.stance === 'present' && here.opens === ',' && named && clauses[i - 1]!.ops.length === 1) return op;
    if (!op.forward || op.stance === 'fine' || op.stance === 'bad' || op.stance === 'present') break;
    if (here.opens === ':' && named) break;
    if (!named && op.back !== 'no' && clauses[i - 1]!.hits.length > 0 && here.opens !== ':') break;
    return op;
  }
  // "Si fuera para producción pediría una firma; no lo es".
  if (supposes(clause, tokens)) return undefined;
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

/** "Le hacen falta los siguientes apartados: …": the list tells which, whatever its head may mean besides. */
export const announces = ({ from, to }: Clause, tokens: readonly Token[]): boolean =>
  tokens.slice(Math.max(from, to - 4), to).some(({ word }) => ANNOUNCING.has(word));
const ANNOUNCING = words('stance.announcing');

/** "…, and who is the owner and which version it is": the question of a list. */
const LONG_QUESTION = 14;

/** "…, y la ejecución sin etiquetas": a name that begins so says what is missing of its own. */
const LACKING = new Set(['sin', 'without']);

/** "…, con un formato que ponga la hora", "…, at ERROR on the failure": how the thing that is wanted should be. */
const isTail = (clause: Clause, tokens: readonly Token[]): boolean =>
  TAILS.has(tokens[clause.from]!.word) && clause.to - clause.from <= 20;

const TAILS = new Set('de con with at incluyendo including mediante via'.split(' '));

/** "…con qué learning rate salió, porque eso no se guardó": said of what was named before. */
export function takenUp(id: number, clauses: readonly Clause[], tokens: readonly Token[]): Operator | undefined {
  for (let i = id + 1; i < clauses.length && clauses[i]!.sentence === clauses[id]!.sentence; i++) {
    const { from, ops } = clauses[i]!;
    const [op] = ops;
    const isWhole = op?.from === from && op.to === clauses[i]!.to;
    if (isWhole && (op.stance === 'bad' || op.stance === 'absent') && i <= id + 2) return op;
    if (op?.stance !== 'absent' || !op.words.includes(' ')) continue;
    const lead = tokens.slice(from, op.from).map(({ word }) => word);
    if (lead.some((word) => TAKING_UP.has(word)) && lead.length <= 4) return op;
  }
  return undefined;
}

/** "…are written only in the code, not in MLflow": what is somewhere is not where it should be. */
export function notThere(id: number, clauses: readonly Clause[], tokens: readonly Token[]): Operator | undefined {
  for (let i = id + 1; i <= id + 3 && clauses[i]?.sentence === clauses[id]!.sentence; i++) {
    const { from, to, ops, opens } = clauses[i]!;
    // Words in brackets stand between, and nothing else.
    const isNext = clauses.slice(id + 1, i).every((one) => one.opens === '(');
    const lacking = isNext ? lacksNow(clauses[i]!, tokens) : undefined;
    if (lacking) return lacking;
    const isShort = to - from <= 6 && (opens === ',' || opens === 'but');
    const words = tokens.slice(from, to).map(({ word }) => word);
    if (isShort && ops[0]?.stance === 'absent' && ops[0].from <= from + 2 && words.some((word) => RECORDING.has(word)))
      return ops[0].to - ops[0].from === 1 ? ops[0] : undefined;
    if (ops.some((op) => op.stance !== 'present')) return undefined;
  }
  return undefined;
}

const RECORDING = words('stance.recording');
const TAKING_UP = new Set('eso esto that this ello'.split(' '));

/** Short, and no sentence of its own. */
function isListPiece(clause: Clause, limit = 7): boolean {
  return clause.to - clause.from <= limit;
}
