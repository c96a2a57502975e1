import { LITTLE } from '../lexicon/lexicon.js';
import type { Analysis } from '../stance/analyse.js';
import type { Stanced } from '../stance/stance.js';

/** Things of the rubric strung together with no statement about any of them, whatever cue is thrown in. */
export function isSalad(part: Analysis, used: ReadonlySet<string>): boolean {
  const own = part.hits.filter((hit) => !hit.above && used.has(hit.concept));
  return isStrung(part, own) || isWordList(part, own) || isGenericList(part, own);
}

/** "start_run run_name log_params signature tags": five things side by side with nothing between is no sentence. */
export function isStrung(part: Analysis, own: readonly Stanced[]): boolean {
  const named = new Map<number, Stanced>();
  for (const hit of own) for (const i of hit.at) if (!named.has(i)) named.set(i, hit);
  let chain: Stanced[] = [];
  for (let i = 0; i <= part.tokens.length; i++) {
    const hit = named.get(i);
    if (hit) {
      // "In the clear": how something is done; names have no preposition before them.
      if (PREPOSITIONS.has(part.tokens[hit.from]!.word)) chain = [];
      else if (chain.at(-1) !== hit) chain.push(hit);
      const concepts = new Set(chain.map((one) => one.concept));
      if (chain.length >= 5 && concepts.size >= 4) return true;
    } else chain = [];
  }
  return false;
}

const PREPOSITIONS = new Set('in on at en sin without a al por con de with by from para for to'.split(' '));

/** A list of single words of which some are no things at all: "alert, alta, avisar, cuando, falta, latencia". */
function isWordList(part: Analysis, own: readonly Stanced[]): boolean {
  const pieces = piecesOf(part);
  if (pieces.length < 6) return false;
  const named = new Set(own.flatMap((hit) => hit.at));
  const single = pieces.filter((piece) => piece.length === 1);
  const blank = single.filter((piece) => !named.has(piece[0]!));
  return single.length >= pieces.length * 0.8 && blank.length >= Math.max(2, pieces.length * 0.15);
}

/** "Use mlflow well: run, params, tags, signature": to do it well is no advice on any of them. */
function isGenericList(part: Analysis, own: readonly Stanced[]): boolean {
  const colon = part.tokens.findIndex((token) => token.kind === 'mark' && token.word === ':');
  if (colon < 1 || colon > 8) return false;
  const opening = part.tokens.slice(0, colon);
  if (!opening.some((token) => WELL.has(token.word)) || opening.some((token) => DENYING.has(token.word))) return false;
  const listed = own.filter((hit) => hit.from > colon);
  const words = part.tokens.slice(colon).filter((token) => token.kind === 'word' && !LITTLE.has(token.word)).length;
  return listed.length >= 3 && new Set(listed.flatMap((hit) => hit.at)).size >= words * 0.7;
}

const WELL = new Set('bien mejor correctamente well properly correctly better'.split(' '));
const DENYING = new Set('no not sin falta faltan missing'.split(' '));

function piecesOf(part: Analysis): number[][] {
  const out: number[][] = [[]];
  for (const [i, token] of part.tokens.entries()) {
    if (token.kind === 'mark' && (token.word === ',' || token.word === ';')) out.push([]);
    else if (token.kind !== 'mark') out.at(-1)!.push(i);
  }
  return out.filter((piece) => piece.length > 0);
}
