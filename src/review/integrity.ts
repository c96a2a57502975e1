import type { Analysis } from './analyse.js';

/** Why a text states nothing although it names things; a person is told, no credit is given for it. */
export type Emptiness = 'keyword-list' | 'echo' | 'shuffled';

/** Whether a text is code only, keywords strung together, or words in no order. */
export function emptiness(part: Analysis, listed: boolean, hasFix: boolean): Emptiness | undefined {
  if (!hasFix && isCodeOnly(part)) return 'echo';
  if (isShuffled(part)) return 'shuffled';
  return isKeywordList(part, listed) ? 'keyword-list' : undefined;
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

/** Names after names: hardly any other word, no cue, and under "what is missing?" not even a comma between them. */
function isKeywordList(part: Analysis, listed: boolean): boolean {
  const own = part.hits.filter((hit) => !hit.above);
  const concepts = new Set(own.map((hit) => hit.concept));
  if (concepts.size < 4) return false;
  const words = part.tokens.filter((token) => token.kind === 'word').length;
  const named = new Set(own.flatMap((hit) => hit.at)).size;
  const stated = own.some((hit) => hit.stance !== 'neutral');
  if (!listed) return !stated && named / words > 0.5;
  const marks = part.tokens.filter(
    (token) => token.kind === 'mark' || token.word === 'y' || token.word === 'and' || token.word === 'e',
  ).length;
  return !stated && named / words > 0.7 && marks < concepts.size / 3;
}

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
      DET.has(next.word) && next.word !== 'la' && next.word !== 'lo' && next.word !== 'los' &&
      next.word !== 'las'
    )
      broken++;
  }
  return broken >= 2 && broken / words.length > 0.12;
}

/** English lets a sentence end on these. */
const ENDING = new Set('in on with without for from to at by of'.split(' '));
