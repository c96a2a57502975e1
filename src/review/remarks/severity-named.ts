import { remembered } from '../text/remembered.js';
import { phrases } from '../text/vocabulary.js';
import { codeLevel, fold1, isSpelled, type Level, rankOf, severityOf } from './severity.js';

/** A level within a text, with the place where it stands. */
export interface PlacedLevel {
  readonly at: number;
  readonly level: Level;
  readonly bracketed: boolean;
}

/** "Severity of the params is high, of the signature medium", "run (high), params (medium)": empty where not more than one is given. */
export const levelsNamed = remembered((text): readonly PlacedLevel[] => {
  const plain = fold1(text.slice(0, 2000));
  const inBrackets = [...plain.matchAll(/[([]([^()[\],;:|→]{1,24})[)\],;:|→]/g)].flatMap((match): PlacedLevel[] => {
    const level = isSpelled(match[1]!) ? severityOf(match[1]!) : undefined;
    return level ? [{ at: match.index, level, bracketed: true }] : [];
  });
  if (inBrackets.length > 1) return inBrackets;
  if (!SCALE.test(plain) && !GRADING.test(plain)) return [];
  const out = [...inBrackets];
  for (const match of plain.matchAll(/\p{L}+\d?/gu)) {
    const level = levelOf(match[0]);
    const after = plain.slice(match.index + match[0].length);
    // "el área bajo la curva": a preposition.
    const joined = plain[match.index - 1] === '-' || match[0].length < 2 || /^ (?:el|la|los|las|un|una)\b/.test(after);
    const here = inBrackets.some(({ at }) => at < match.index && match.index < at + 26);
    if (level && !joined && !here) out.push({ at: match.index, level, bracketed: false });
  }
  return out.length > 1 ? out.sort((a, b) => a.at - b.at) : [];
});

function levelOf(word: string): Level | undefined {
  const rank = rankOf(word);
  return rank === undefined ? codeLevel(word) : { rank, scale: 'words', words: word };
}

/** "Los demás, P1", "all of the others are minor": the level of what has no other. */
export function levelOfRest(text: string): Level | undefined {
  const plain = fold1(text.slice(0, 2000));
  const rest = REST.exec(plain);
  if (!rest || rest.index === undefined) return undefined;
  const after = plain.slice(rest.index + rest[0].length).split(/[,;.]/)[0]!;
  return (after.slice(0, 48).match(/\p{L}+\d?/gu) ?? []).map(levelOf).find(Boolean);
}

const SCALE = phrases('severity.scale');
const GRADING = phrases('severity.grading');
const REST = phrases('severity.rest');
