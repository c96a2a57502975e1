import type { Token } from '../text/normalise.js';
import type { Clause } from './clauses.js';
import { ANDS } from './cues.js';

/** An indirect question: "de dónde salen los datos", "how it was split". */
export const asks = ({ from, to, question }: Clause, tokens: readonly Token[]): boolean =>
  !question &&
  (ASKS.has(tokens[from]!.word) ||
    (from + 1 < to && TO_ASK.has(tokens[from]!.word) && ASKS.has(tokens[from + 1]!.word)));

const TO_ASK = new Set('de para con a en por y ni from with for to of and by'.split(' '));
export const ASKS: ReadonlySet<string> = new Set(
  'como que cual cuales cuando cuantos cuantas quien quienes donde how what which when who where whether whom why'.split(
    ' ',
  ),
);

/** A condition: "si …", "when …". */
export const supposes = ({ from, to }: Clause, tokens: readonly Token[]): boolean =>
  SUPPOSING.has(tokens[ANDS.has(tokens[from]!.word) && from + 1 < to ? from + 1 : from]!.word);
const SUPPOSING = new Set('si if cuando when'.split(' '));
