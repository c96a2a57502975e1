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
    const add = (kind: Probe['kind'], text: string, expected: boolean) =>
      probes.push({ kind, criterion: one.id, text, expected });
    for (const text of one.mentions.examples) {
      add('example', text, true);
      add('no-accents', withoutAccents(text), true);
      add('shouted', shouted(text), true);
      const typo = withTypo(text);
      if (typo !== text) add('typo', typo, true);
    }
    for (const text of one.mentions.not_examples) add('not-example', text, false);
    const [first] = one.mentions.examples;
    if (first) {
      add('denial', `No es verdad que pase esto: «${first}». Está todo correcto.`, false);
      add('denial', `It is not a problem that "${first}"; everything is fine there.`, false);
      add('keyword-salad', salad(one.mentions.examples), false);
    }
  }
  return probes;
}

/** Runs the probes; what is left unsaid by them is that all is well. */
export function runProbes(rubric: Rubric, reading: CompiledReview, probes = probesOf(rubric)): ProbeFailure[] {
  return probes.flatMap((probe): ProbeFailure[] => {
    const named = namedBy(tryText(reading, probe.text));
    const hit = named.includes(probe.criterion);
    const others = named.filter((id) => id !== probe.criterion);
    if (probe.expected && !hit) return [{ ...probe, word: 'missing', named }];
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

/** Swaps two letters inside the longest word that is not code. */
function withTypo(text: string): string {
  const words = text.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length)).match(/\p{Ll}{8,}/gu) ?? [];
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  if (!longest) return text;
  const middle = Math.floor(longest.length / 2);
  const swapped = longest.slice(0, middle) + longest[middle + 1] + longest[middle] + longest.slice(middle + 2);
  return text.replace(longest, swapped);
}

/** The words of all examples, once each, with no statement left. */
function salad(examples: readonly string[]): string {
  const words = examples.flatMap((text) => text.toLowerCase().match(/[\p{L}_][\p{L}\d_.]{3,}/gu) ?? []);
  return [...new Set(words)].sort().join(', ');
}
