import { words } from '../text/vocabulary.js';
import { plainWords } from './plain-words.js';

/** "Tags are there and are not there", "the traceback is kept and it is lost": one half of a sentence denies the other. */
export function contradictsItself(text: string): boolean {
  if (text.length > 300) return false;
  const said = plainWords(text);
  if (BOTH.test(said) || (EITHER.test(said) && !WHETHER.test(said)) || leavesOpen(text)) return true;
  for (const joint of text.matchAll(JOINTS)) {
    // "It is declared as an output and not as a metric" sets two things apart.
    if (APART.test(text.slice(joint.index + joint[0].length))) continue;
    const before = statement(text.slice(0, joint.index));
    const after = statement(text.slice(joint.index + joint[0].length));
    // "No tiene nombre (y no está bien)" judges what it says.
    if (after.affirms) continue;
    if (before.finite && (after.finite || after.negated || after.there || after.gone) && isContrary(before, after))
      return true;
  }
  return false;
}

/** "The signature is there, or it is missing": who says either has said neither. */
function leavesOpen(text: string): boolean {
  for (const joint of text.matchAll(ALTERNATIVES)) {
    const before = statement(text.slice(0, joint.index));
    const after = statement(text.slice(joint.index + joint[0].length).split(/[,;.:]/)[0]!);
    if (before.finite && (after.finite || after.gone) && isContrary(before, after)) return true;
  }
  return false;
}

const ALTERNATIVES = /[,;]?\s(?:or|o|u)\s/gi;
const WHETHER = /\b(?:si|whether|if|saber|know|tell|decir|say)\b/;
const EITHER = new RegExp(
  [
    '\\b(?:may|might|could|can|puede|podria) (?:or|o) (?:may|might|could|can|puede|podria)(?: not|\\b)',
    '\\b(?:perhaps|maybe|quizas?|tal vez|a lo mejor|igual)\\b.{1,60}\\b(?:and|or|y|o) (?:perhaps|maybe|quizas?|tal vez|a lo mejor|igual) (?:no|not)\\b',
    '\\b(?:either|o bien) (\\w+) (?:or|o bien) (?:not|no) \\1\\b',
    '\\b(?:is|are|does|do|has|have)\\b.{1,40}\\bor (?:(?:it|they) )?(?:is|are|does|do|has|have) not\\b',
    '\\bpuede que (?:si|sí|haya|este|falten?)\\b.{0,40}\\b(?:y|o) puede que no\\b',
    '\\btanto (?:puede|podria) \\w+ como \\w+',
  ].join('|'),
);

/** "No hay labels: falta." and then "Sí hay labels: no falta.": the second remark affirms what the first denies. */
export function contradictsNext(text: string, next: string): boolean {
  if (text.length > 200 || next.length > 200) return false;
  const first = statement(text.split(/[:,;]/)[0]!);
  return next.split(/[:,;]/).some((piece) => {
    const second = statement(piece);
    return (second.affirms || second.there || second.negated) && isContrary(first, second);
  });
}

const BOTH =
  /\b(?:(?:has|have) and lacks?|(has|is|are|does|tiene|hay|esta|estan|lleva|falta|faltan|existe) (?:and|y) (?:no \1|\1 not|not))\b/;
const APART = /^(?:no|not)\s+(?:como|as|en|in|con|with|de|of|por|by|para|for|al?|to|on|sobre)\s/i;
const JOINTS = /[,;]?\s(?:and|y|e|but|pero)\s|[,;]\s/gi;

interface Statement {
  readonly content: readonly string[];
  readonly negated: boolean;
  /** It says that something is not there, with no word of denial. */
  readonly gone: boolean;
  readonly there: boolean;
  readonly affirms: boolean;
  /** It has a little verb of its own: a statement, no pair of names such as "uso previsto y no previsto". */
  readonly finite: boolean;
}

function statement(text: string): Statement {
  const all = plainWords(text).replace(HEDGES, '').split(' ');
  return {
    content: all.filter(
      (word) => !LITTLE.has(word) && !DENIALS.has(word) && !GONE.has(word) && !THERE.has(word) && !AFFIRMING.has(word),
    ),
    negated: all.some((word) => DENIALS.has(word)),
    gone: all.some((word) => GONE.has(word)),
    there: all.some((word) => THERE.has(word)),
    affirms: all.some((word) => AFFIRMING.has(word)),
    finite: all.some((word) => FINITE.has(word)) && !all.some((word) => SUPPOSED.has(word)),
  };
}

const HEDGES = /\b(?:perhaps|maybe|quizas?|tal vez|a lo mejor|could|might|may|podria|puede|puede que|it) /g;

/** "I looked whether X is logged, and it is not" is told, not contradicted. */
const SUPPOSED = new Set('si if whether cuando when aunque although'.split(' '));

/** The second speaks of nothing but what the first speaks of, and says the contrary. */
function isContrary(first: Statement, second: Statement): boolean {
  const denied = (one: Statement): boolean => one.negated !== one.gone;
  if (denied(first) === denied(second) || first.content.length === 0) return false;
  const states = second.there || second.gone || second.content.length > 0;
  return (
    states &&
    second.content.every((word) => first.content.some((other) => isSame(word, other))) &&
    isTold(first, second)
  );
}

/** Either half has a word for being there or gone, or both share their verb: more than a name before and after. */
const isTold = (first: Statement, second: Statement): boolean =>
  second.content.length >= 2 ||
  ((first.there || first.gone || first.negated) && (second.there || second.gone)) ||
  (second.content.length === 1 && first.content.length >= 2);

/** The same word, or another form of it. */
function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  const bare = (word: string): string => word.replace(/^un(?=\w{5})/, '');
  const length = Math.max(4, Math.min(a.length, b.length) - 2);
  return bare(a).length >= 4 && bare(a).slice(0, length) === bare(b).slice(0, length);
}

const LITTLE = words('frames.little');
const DENIALS = words('frames.denials');
const GONE = words('frames.gone');
const THERE = words('frames.there');
const FINITE = words('frames.finite');
const AFFIRMING = words('frames.affirming');
