import type { Token } from '../text/normalise.js';
import { words } from '../text/vocabulary.js';
import type { Clause } from './clauses.js';
import { ANDS, COPULA, type Cue, POSSIBLE, type Read } from './cues.js';
import type { Stance } from './stance.js';

/** A second verb form right after the first. */
function isJoined(verb: Cue, then: Cue | undefined): boolean {
  return then !== undefined && (then.kind === 'present' || then.kind === 'verb') && then.from === verb.to;
}

/** "no falta", "no usar", "no usa", "should not log", "is not enough": what the negated cue says decides. */
export function readNegation(
  cues: readonly Cue[],
  k: number,
  clause: Clause,
  tokens: readonly Token[],
): [Read | undefined, number] {
  const first = cues[k]!;
  let at = first.kind === 'must' ? k + 1 : k;
  let must = first.kind === 'must';
  let then = cues[at + 1];
  if (then?.kind === 'must' && then.from - cues[at]!.to <= 2) {
    must = true;
    at++;
    then = cues[at + 1];
  }
  const within = (gap: number): boolean =>
    then !== undefined &&
    then.from - cues[at]!.to <= gap &&
    then.from >= cues[at]!.to &&
    !tokens
      .slice(cues[at]!.to, then.from)
      .some((token, i, all) => ANDS.has(token.word) || opensQuestion(token, all[i - 1]));
  const used = at + 2 - k;
  const op = (stance: Stance, back: Read['back'], n: number, soft = false): [Read, number] => [
    { stance, from: first.from, to: cues[k + n - 1]!.to, back, forward: true, soft, denies: stance === 'fine' },
    n,
  ];
  const hitBetween = then !== undefined && clause.hits.some((hit) => hit.from >= cues[at]!.to && hit.to <= then!.from);
  if (then && within(4) && !hitBetween) {
    switch (then.kind) {
      case 'absent':
        // "no salir sin X" orders it.
        if (isRefusal(cues[at]!, then, tokens) && INFINITIVE.test(tokens[cues[at]!.to]?.word ?? ''))
          return op('wanted', 'no', used);
        // "¿no faltaría una alerta?" suggests that it does; "no los veo por ninguna parte" denies once.
        return must || clause.question || isRefusal(cues[at]!, then, tokens) || isConcord(then, tokens)
          ? op('absent', 'spare', used)
          : op('fine', 'yes', used);
      case 'good':
      case 'fine':
        return op('bad', 'yes', used);
      case 'bad':
        return op('fine', 'yes', used);
      case 'unneeded':
        return op('wanted', 'yes', used);
      case 'unwanted':
        return op('fine', 'spare', used);
      case 'replace':
        return op('fine', 'yes', used);
      case 'only':
        return [undefined, used];
      case 'want':
        if (must && isLack(cues[at + 2], then, tokens)) return op('absent', 'no', used + 1);
        if (must) return op('unwanted', 'spare', used);
        return isAdvice(cues[at]!, then, clause, tokens) && then.from - cues[at]!.to <= 2
          ? op('unwanted', 'spare', used, true)
          : op('absent', 'spare', used);
      case 'verb':
        return must ? op('unwanted', 'yes', used) : op('absent', 'spare', used);
      case 'present':
        // "no quedan registrados": the participle belongs to the verb.
        if (!must && isJoined(then, cues[at + 2])) return op('absent', 'spare', used + 1);
        return must ? op('unwanted', 'spare', used) : op('absent', 'spare', used);
      default:
    }
  }
  if (isTurnedDown(cues[at]!, clause, tokens)) return op('fine', 'yes', at + 1 - k);
  const duty = first.kind === 'must' ? first : cues[at]!;
  if (must && duty.kind === 'must' && !POSSIBLE.has(tokens[duty.to - 1]!.word))
    return op('unwanted', 'spare', at + 1 - k);
  if (!must && forbids(cues[at]!, clause, tokens)) return op('unwanted', 'no', at + 1 - k, true);
  const [plain, used1] = op('absent', must ? 'yes' : 'spare', at + 1 - k);
  // "print is no tool for logs" finds fault with print.
  const isAttribute = TO_BE.has(tokens[cues[at]!.to]?.word ?? '') || TO_BE.has(tokens[cues[at]!.from - 1]?.word ?? '');
  return [must || isAttribute ? { ...plain, ofSubject: 'bad' } : plain, used1];
}

/** "Por lo lento no despertaría a nadie", "I would not page for that": the deed of the thing itself is turned down. */
function isTurnedDown(not: Cue, clause: Clause, tokens: readonly Token[]): boolean {
  const verb = tokens[not.to]?.word ?? '';
  if (!/^not?$/.test(tokens[not.from]!.word)) return false;
  if (tokens[not.from - 1]?.word === 'would') return tokens[not.from - 2]?.word === 'i' && WOULD_NOT.has(verb);
  const isMine = not.from === clause.from || SPEAKING.has(tokens[clause.from]!.word);
  return isMine && TURNED_DOWN.has(verb);
}
/** What may open the clause of one who speaks of himself. */
const SPEAKING = new Set('por de en con para yo y pero'.split(' '));
const TURNED_DOWN = words('stance.turned-down');
const WOULD_NOT = words('stance.would-not');

/** "Ni en qué casos no corresponde": what is asked has a verb of its own. */
const opensQuestion = ({ word }: Token, before: Token | undefined): boolean =>
  ASKING.has(word) || (word === 'que' && before !== undefined && LEADING.has(before.word));
const ASKING = new Set(
  'quien quienes cual cuales donde cuanto cuantos cuantas which what who whom where how when'.split(' '),
);
const LEADING = new Set('en de a para con por sobre'.split(' '));

const TO_BE = new Set('es son is are'.split(' '));

/** "I would not ship it without X", "no se puede dejar sin X": it is wanted that much. */
function isRefusal(not: Cue, then: Cue, tokens: readonly Token[]): boolean {
  const word = tokens[then.from]!.word;
  if (word !== 'without' && word !== 'sin') return false;
  return tokens.slice(not.to, then.from).some((token) => !COPULA.has(token.word) && token.word.length > 3);
}

const isConcord = ({ from, to }: Cue, tokens: readonly Token[]): boolean =>
  tokens.slice(from, to).some(({ word }) => CONCORD.has(word));
const CONCORD = new Set('ningun ninguna ningunas ningunos'.split(' '));

const INFINITIVE = /[aei]r(?:l[aoe]s?|se)?$/;
const isLack = (cue: Cue | undefined, then: Cue, tokens: readonly Token[]): boolean =>
  cue?.kind === 'absent' && cue.from - then.to <= 5 && LACKS.has(tokens[cue.from]!.word);
const LACKS = new Set(['sin', 'without']);

/** "No imprimir …", "do not print …", where the verb is a thing of the rubric and no cue. */
function forbids(not: Cue, clause: Clause, tokens: readonly Token[]): boolean {
  const verb = tokens[not.to];
  const before = tokens[not.from - 1]?.word;
  if (!verb || not.to >= clause.to || !clause.hits.some((hit) => hit.from === not.to)) return false;
  if (tokens[not.from]!.word === 'not') return before === 'do' && not.from - 1 === clause.from;
  return (
    tokens[not.from]!.word === 'no' &&
    not.from === clause.from &&
    /[aei]r(?:l[aoe]s?|se)?$/.test(verb.word) &&
    !/er$/.test(verb.word)
  );
}

/** "Do not log X", "no loguear X": nobody before it who does not do it. */
function isAdvice(not: Cue, verb: Cue, clause: Clause, tokens: readonly Token[]): boolean {
  const word = tokens[not.to - 1]!.word;
  const spanish = /[aei]r(?:l[aoe]s?|se)?$/.test(tokens[verb.to - 1]!.word);
  if (word === 'not' ? tokens[not.from - 1]?.word !== 'do' : word !== 'never' && !spanish) return false;
  for (let i = clause.from; i < not.from; i++) if (SUBJECTS.has(tokens[i]!.word)) return false;
  return true;
}

const SUBJECTS = words('stance.subjects');
