import type { Hit } from '../lexicon/concepts.js';
import type { Token } from '../text/normalise.js';
import { isCue } from './sentence.js';
import type { Stance } from './stance.js';

/** A stretch of a sentence between marks or joining words. */
export interface Clause {
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
export interface Operator {
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

export function clausesOf(tokens: readonly Token[], cues: readonly Hit[]): Clause[] {
  const openers = new Map<number, 'but' | 'so'>();
  for (const cue of cues) {
    if (isCue(cue, 'but')) openers.set(cue.from, 'but');
    else if (isCue(cue, 'so') && !isAskedToo(cue.from, tokens)) openers.set(cue.from, 'so');
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
    if (brk) close(i, brk, i + 1, tokens[i]!.word === '?' || (brk !== '.' && isAsked(tokens, i)));
    else if (openers.has(i) && i > from) close(i, openers.get(i)!, i, false);
    else if (openers.has(i)) opens = openers.get(i)!;
  }
  close(tokens.length, '.', tokens.length, false);
  return out;
}

/** "…, and who owns it and which version it is": questions of a list give no reason. */
const isAskedToo = (i: number, tokens: readonly Token[]): boolean =>
  ASKED.has(tokens[i]!.word) && LISTING.has(tokens[i - 1]?.word ?? '');

const ASKED = new Set('quien quienes who which where donde'.split(' '));
const LISTING = new Set('y e ni o and nor or'.split(' '));

/** "¿Medidos sobre qué partición, y de qué tamaño?": all of it is asked. */
function isAsked(tokens: readonly Token[], i: number): boolean {
  for (let k = i - 1; k >= 0 && k >= i - 40; k--) {
    const { word, kind } = tokens[k]!;
    if (word === '¿') return tokens.slice(i, i + 40).find((token) => ENDING.has(token.word))?.word === '?';
    if (kind === 'mark' && ENDING.has(word)) return false;
  }
  return false;
}

const ENDING = new Set(['.', '!', '?', '|', '->']);
