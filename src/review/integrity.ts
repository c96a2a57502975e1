import type { Analysis } from './analyse.js';
import { LITTLE } from './lexicon.js';

/** Why a text states nothing although it names things; a person is told, no credit is given for it. */
export type Emptiness = 'keyword-list' | 'echo' | 'shuffled';

/** Whether a text is code only, keywords strung together, or words in no order. */
export function emptiness(
  part: Analysis,
  listed: boolean,
  hasFix: boolean,
  used: ReadonlySet<string>,
): Emptiness | undefined {
  if (!hasFix && isCodeOnly(part)) return 'echo';
  if (isShuffled(part)) return 'shuffled';
  return !hasFix && isKeywordList(part, listed, used) ? 'keyword-list' : undefined;
}

/** Quoted code with nothing said about it. One name is no quotation: "`print()`" points at something. */
function isCodeOnly(part: Analysis): boolean {
  const words = part.tokens.filter((token) => token.kind === 'word');
  if (words.length < 3) return false;
  const looksLikeCode =
    /^\s*(?:[\w.]+\s*=\s*)?[\w.]+\(.*\)\s*:?\s*$|^\s*(?:import|from|def|class|with|try|except|return|raise)\b[^.]*[:(=]?\s*$/.test(
      part.text,
    ) && /[(=:]/.test(part.text);
  return (
    words.every((token) => token.code) || (looksLikeCode && !/\s(?:no|sin|falta|missing|without|not)\s/.test(part.text))
  );
}

/** Names after names of the rubric's things: hardly another word, no cue, and under "what is missing?" not even a comma between them. */
function isKeywordList(part: Analysis, listed: boolean, used: ReadonlySet<string>): boolean {
  const own = part.hits.filter((hit) => !hit.above && used.has(hit.concept));
  const places = new Set(own.map((hit) => hit.at.join()));
  if (places.size < 4 || own.some((hit) => hit.stance !== 'neutral')) return false;
  const words = part.tokens.filter((token) => token.kind === 'word' && !LITTLE.has(token.word)).length;
  const covered = new Set(own.flatMap((hit) => hit.at)).size;
  if (covered / words < (listed ? 0.75 : 0.6)) return false;
  if (!listed) return true;
  const joints = part.tokens.filter(
    (token, i) => (token.kind === 'mark' || LITTLE.has(token.word) || JOINTS.has(token.word)) && i > 0,
  ).length;
  return places.size >= 5 && joints < places.size / 3;
}

const JOINTS = new Set('y e o and or / + per > <'.split(' '));

const DET = new Set('el la los las un una unos unas the a an del al'.split(' '));
const PREP = new Set('de en con sin por para of in with without to for from at on by'.split(' '));
const LINK = new Set('y e o u and or que that is are es son se'.split(' '));

/** Little words where no speaker of either language puts them. */
function isShuffled(part: Analysis): boolean {
  const { tokens } = part;
  const words = tokens.filter((token) => token.kind === 'word');
  if (words.length < 5) return false;
  let broken = 0;
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i]!.word;
    if (tokens[i]!.code || tokens[i]!.kind === 'mark') continue;
    const next = tokens[i + 1];
    const ends = next === undefined || (next.kind === 'mark' && '.,;:!?)'.includes(next.word));
    if (
      DET.has(word) &&
      word !== 'a' &&
      (ends ||
        DET.has(next!.word) ||
        PREP.has(next!.word) ||
        next!.word === 'y' ||
        next!.word === 'se' ||
        next!.word === 'no')
    )
      broken++;
    else if (
      PREP.has(word) &&
      (ends || (LINK.has(next!.word) && next!.word !== 'que' && next!.word !== 'that')) &&
      !(ends && ENDING.has(word))
    )
      broken++;
    else if (word === 'se' && (ends || DET.has(next!.word) || PREP.has(next!.word))) broken++;
    else if (
      word === 'no' &&
      next !== undefined &&
      DET.has(next.word) &&
      next.word !== 'la' &&
      next.word !== 'lo' &&
      next.word !== 'los' &&
      next.word !== 'las'
    )
      broken++;
  }
  return broken >= 2 && broken / words.length > 0.12;
}

/** English lets a sentence end on these. */
const ENDING = new Set('in on with without for from to at by of'.split(' '));
