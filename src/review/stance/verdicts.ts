import type { Token } from '../text/normalise.js';
import { phrases, words } from '../text/vocabulary.js';
import type { Clause, Operator } from './clauses.js';

/** Reads the clauses that only judge what stands before them. */
export function readVerdicts(clauses: readonly Clause[], tokens: readonly Token[]): void {
  for (const [id, clause] of clauses.entries()) {
    const refusal = id > 0 ? refusalIn(clause, tokens) : undefined;
    if (refusal) clause.ops = [refusal];
    else if (id > 0 && GAINS_YOU.test(gainIn(clause, tokens))) clauses[id - 1]!.ops = orderedOf(clauses[id - 1]!);
    else if (clause.ops.some((op) => op.denies) && isOneOfSeveral(id, clauses))
      clause.ops = clause.ops.filter((op) => !op.denies);
  }
}

/** "La cita entera en el log, eso no va"; "con qué params se entrenó, nadie lo sabe". */
function refusalIn({ from, to, hits }: Clause, tokens: readonly Token[]): Operator | undefined {
  if (to - from > 10 || hits.length > 2) return undefined;
  const text = textOf(tokens, from, to);
  const isRefused = REFUSES.test(text);
  if (!isRefused && !UNKNOWN.test(text)) return undefined;
  const plain = { forward: false, soft: false, denies: false, relative: false } as const;
  return { ...plain, stance: isRefused ? 'bad' : 'absent', from, to, back: 'yes', words: text };
}

const REFUSES = phrases('stance.refuses');
const UNKNOWN = phrases('stance.unknown');

/** "(llamar antes, sí; cancelar el turno, no)": a yes to one of the things in brackets says nothing of what they explain. */
function isOneOfSeveral(id: number, clauses: readonly Clause[]): boolean {
  if (clauses[id]!.mark !== ',') return false;
  for (let i = id - 1; i >= 0 && clauses[i]!.sentence === clauses[id]!.sentence; i--) {
    if (clauses[i]!.opens === ')') return false;
    if (clauses[i]!.opens === '(') return true;
  }
  return false;
}

/** "structlog prints the time, which today is missing": what a relative clause says is not there yet. */
export function lacksNow({ from, to, ops, hits }: Clause, tokens: readonly Token[]): Operator | undefined {
  const [op] = ops;
  if (op?.stance !== 'absent' || !LACKS_NOW.test(textOf(tokens, from, to))) return undefined;
  return hits.some((hit) => hit.from >= op.to && hit.from - op.to < 3 && !IN.has(tokens[op.to]!.word)) ? undefined : op;
}

const LACKS_NOW = phrases('stance.lacks-now');
const IN = words('stance.places');

/** "Usa logging, así tenés niveles": who is told what he gains is given an order. */
const orderedOf = ({ from, ops }: Clause): readonly Operator[] =>
  ops.map((op) =>
    op.stance === 'present' && op.from === from && ORDERS.has(op.words) ? { ...op, stance: 'wanted' } : op,
  );

const ORDERS = words('remedy.told-orders');
const GAINS_YOU = phrases('stance.gains-you');
const gainIn = ({ from, to }: Clause, tokens: readonly Token[]): string =>
  GAINS.exec(textOf(tokens, from, to))?.[0] ?? '';

/** "…, así tenés niveles", "so you get levels": where the words begin that tell what an order brings. */
export function gainsFrom(id: number, clauses: readonly Clause[], tokens: readonly Token[]): number | undefined {
  const { from, to, sentence } = clauses[id]!;
  const ordered = clauses.some((one, i) => i < id && one.sentence === sentence && one.ops.some(isOrder));
  if (!ordered) return undefined;
  const lead = GAINS.exec(textOf(tokens, from, to));
  return lead ? from + lead[0].split(' ').length : undefined;
}

const GAINS = phrases('stance.gains');
const isOrder = ({ stance }: Operator): boolean => stance === 'wanted' || stance === 'unwanted';

const textOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ');
