import type { Hit } from '../lexicon/concepts.js';
import { softened } from '../lexicon/conjugate.js';
import { CUE } from '../lexicon/lexicon.js';
import type { Token } from '../text/normalise.js';
import { table, type Words, words } from '../text/vocabulary.js';

/**
 * Verbs in forms that give orders and tell nothing: with a pronoun behind ("muévanla", "reemplazarlo", "cárguenlo"), or as an imperative or
 * infinitive that opens its clause ("agreguen", "pongamos", "validar"). They are cues like those of the lexicon, which has the commonest.
 */
export function ordersIn(tokens: readonly Token[], cues: readonly Hit[]): Hit[] {
  const taken = new Set(cues.flatMap(({ at }) => at));
  return tokens.flatMap((token, i): Hit[] => {
    if (token.kind !== 'word' || token.code || token.part || taken.has(i)) return [];
    const verb = commanded(token.word) ?? (opensClause(tokens, i) ? bare(token.word) : undefined);
    const concept = (verb && kinds().get(verb)) ?? (isEnglish(tokens, i) ? `${CUE}want` : undefined);
    return concept ? [{ concept, at: [i], from: i, to: i + 1, typo: false, code: false, ours: false }] : [];
  });
}

const WANTED = words('orders.want');
const UNWANTED = words('orders.unwanted');
const REPLACED = words('orders.replace');

/** The cue that each verb is, by infinitive. */
const kinds = lazily(() => {
  const list = (verbs: Words, kind: string) => verbs.all().map((verb) => [verb, `${CUE}${kind}`] as const);
  return new Map([...list(WANTED, 'want'), ...list(UNWANTED, 'unwanted'), ...list(REPLACED, 'replace')]);
});

const IRREGULAR = table('orders.irregular');

/** Stems of all moods, "muev", "carg", "cargu", with their infinitive. */
const stems = lazily(() => {
  const out = new Map(IRREGULAR());
  for (const verb of kinds().keys()) {
    const stem = verb.slice(0, -2);
    out.set(stem, verb);
    out.set(softened(stem), verb);
  }
  return out;
});

/** "muevanla", "usandolo", "cargueselo", "subiria"; unaccented. */
function commanded(word: string): string | undefined {
  const wished = /^(\p{L}{2,}r)ia(?:mos)?$/u.exec(word)?.[1];
  if (wished) return kinds().has(wished) ? wished : stems().get(wished);
  const base = PRONOUN.exec(word)?.[1];
  const ending = base && /(?:ando|iendo|emos?|amos?|en|an|[aei])$/.exec(base)?.[0];
  return ending ? stems().get(base.slice(0, -ending.length)) : undefined;
}

const PRONOUN = /^(\p{L}{3,}?)(?:se|me|nos|te)?l[aeo]s?$/u;

/** "agreguen", "validemos", "filtrar", "moverlo": "agregan" tells, and "no se puede filtrarlos" orders nothing. */
function bare(word: string): string | undefined {
  const infinitive = word.endsWith('r') ? word : (PRONOUN.exec(word)?.[1] ?? '');
  if (kinds().has(infinitive)) return infinitive;
  const found = /^(\p{L}{2,})(e|a)(n|mos)$/u.exec(word);
  const verb = found && stems().get(found[1]!);
  return verb && verb.endsWith('ar') === (found[2] === 'e') ? verb : undefined;
}

/** "…, so copy it first", "; load the model once": after something else is said, with an object; what opens a text may tell. */
const isEnglish = (tokens: readonly Token[], i: number): boolean =>
  i > 0 &&
  ENGLISH.has(tokens[i]!.word) &&
  (tokens[i - 1]!.kind === 'mark' || ON.has(tokens[i - 1]!.word)) &&
  (tokens[i + 1]?.code === true || OBJECTS.has(tokens[i + 1]?.word ?? ''));

const ENGLISH = words('orders.english');
const ON = new Set('so then and just simply please'.split(' '));
const OBJECTS = new Set('it them the a an this that these those all each every only both self from to with'.split(' '));

/** After nothing, a mark, or a little word that goes on with another order. */
function opensClause(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return before === undefined || before.kind === 'mark' || GOES_ON.has(before.word);
}

const GOES_ON = new Set('y e o luego despues tambien mejor'.split(' '));

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
