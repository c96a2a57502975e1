import type { Rubric } from '../model/rubric.js';
import type { CompiledReview } from '../review/index.js';
import { namedBy, tryText } from './try-text.js';

/** A text made from an author's examples, and whether it should name the criterion. */
export interface Probe {
  readonly kind:
    | 'example'
    | 'not-example'
    | 'typo'
    | 'no-accents'
    | 'shouted'
    | 'denial'
    | 'affirmation'
    | 'keyword-salad'
    | 'echo';
  readonly criterion: string;
  readonly text: string;
  readonly expected: boolean;
  /** The example that it is a variant of. */
  readonly variantOf?: string;
}

export interface ProbeFailure extends Probe {
  readonly word: 'noisy' | 'missing';
  /** Criteria that it named. */
  readonly named: readonly string[];
}

/** The author's examples and what is generated from them. */
export function probesOf(rubric: Rubric): Probe[] {
  const probes: Probe[] = [];
  for (const one of rubric.criteria) {
    const add = (kind: Probe['kind'], text: string, expected: boolean, variantOf?: string) =>
      probes.push({ kind, criterion: one.id, text, expected, ...(variantOf === undefined ? {} : { variantOf }) });
    for (const text of one.mentions.examples) {
      add('example', text, true);
      add('no-accents', withoutAccents(text), true, text);
      add('shouted', shouted(text), true, text);
      const typo = withTypo(text);
      if (typo !== text) add('typo', typo, true, text);
    }
    for (const text of one.mentions.not_examples) add('not-example', text, false);
    const [first] = one.mentions.examples;
    if (first) {
      add('denial', `No es verdad que pase esto: «${first}». Está todo correcto.`, false);
      add('denial', `It is not a problem that "${first}"; everything is fine there.`, false);
      // A few words in a row are nearly a statement; a list is longer.
      const list = salad(one.mentions.examples);
      if (list.split(', ').length >= FEWEST_IN_LIST) add('keyword-salad', list, false);
    }
  }
  return probes;
}

/** Runs the probes; what is left unsaid by them is that all is well. Of an example that fails its variants are not told as well. */
export function runProbes(rubric: Rubric, reading: CompiledReview, probes = probesOf(rubric)): ProbeFailure[] {
  const failed = new Set<string>();
  return probes.flatMap((probe): ProbeFailure[] => {
    if (probe.variantOf !== undefined && failed.has(probe.variantOf)) return [];
    const named = namedBy(tryText(reading, probe.text));
    const hit = named.includes(probe.criterion);
    const others = named.filter((id) => id !== probe.criterion);
    if (probe.expected && !hit) {
      failed.add(probe.text);
      return [{ ...probe, word: 'missing', named }];
    }
    if (!probe.expected && hit) return [{ ...probe, word: 'noisy', named }];
    return probe.kind === 'example' && others.length > 0 ? [{ ...probe, word: 'noisy', named: others }] : [];
  });
}

/** How often the examples of one criterion name each criterion: rows are whose example it is. */
export function confusionOf(rubric: Rubric, reading: CompiledReview): Map<string, Map<string, number>> {
  return new Map(
    rubric.criteria.map((one) => {
      const row = new Map<string, number>();
      for (const text of one.mentions.examples) {
        for (const id of namedBy(tryText(reading, text))) row.set(id, (row.get(id) ?? 0) + 1);
      }
      return [one.id, row];
    }),
  );
}

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

/** Capitals for everything but code and names that live by their capitals. */
const shouted = (text: string): string =>
  text.replace(/`[^`]*`|\S+/g, (word) => (/^`|\p{Ll}\p{Lu}|[_.(]/u.test(word) ? word : word.toUpperCase()));

const FEWEST_IN_LIST = 6;

/** Letters that a word must have to be told in spite of a slip. */
const LONG = 8;
const FEWEST_WORDS = 4;

/**
 * One slip in one word, as a hurried hand makes it: two letters swapped in the longest plain word. Code, names and short words are left alone, and so is
 * a sentence in which that word is all that it says: nobody could read it then.
 */
function withTypo(text: string): string {
  const prose = text.replace(/`[^`]*`|\S*[\d_./(){}=<>:$@#-]\S*(?=\s|$)/g, (code) => ' '.repeat(code.length));
  const words = prose.match(/(?<!\p{L})\p{Lu}?\p{Ll}+(?!\p{L})/gu) ?? [];
  const content = words.filter((word) => word.length > 3);
  const longest = content.reduce((best, word) => (word.length > best.length ? word : best), '');
  if (longest.length < LONG || content.length < FEWEST_WORDS) return text;
  const middle = Math.floor(longest.length / 2);
  // Letters that are the same are no slip.
  const at = [middle, middle - 1, middle + 1].find((i) => longest[i] !== longest[i + 1]);
  if (at === undefined) return text;
  const swapped = longest.slice(0, at) + longest[at + 1] + longest[at] + longest.slice(at + 2);
  const start = prose.search(new RegExp(`(?<!\\p{L})${longest}(?!\\p{L})`, 'u'));
  return text.slice(0, start) + swapped + text.slice(start + longest.length);
}

/** The words of all examples, once each, with no statement left. */
function salad(examples: readonly string[]): string {
  const words = examples.flatMap((text) => text.toLowerCase().match(/[\p{L}_][\p{L}\d_.]{3,}/gu) ?? []);
  return [...new Set(words)].sort().join(', ');
}
