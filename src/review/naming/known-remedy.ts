import type { Analysis } from '../stance/analyse.js';
import { type Word, wordsOf } from './about.js';
import type { Findings } from './findings.js';
import { curesOf } from './known-cures.js';
import type { Profiles } from './likeness.js';

/** How like an advice is to what is known to mend a defect, and to what is known not to: 0 to 1 each. */
export interface Known {
  readonly right: number;
  readonly wrong: number;
}

/** Compares an advice with the known cures of the matters that a defect seems to be about. */
export function knownRemedy({ topics: { findings }, about }: Profiles, defect: string, advice: Advice): Known {
  const words = wordsOf(findings, advice);
  const matters = [...(about.of.get(defect) ?? [])].sort((a, b) => b[1] - a[1]).slice(0, MOST);
  const most = matters[0]?.[1] ?? 1;
  let [right, wrong] = [0, 0];
  for (const [finding, weight] of matters) {
    const trust = Math.sqrt(weight / most);
    for (const cure of curesOf(findings.cures, finding)) {
      const like = trust * likenessOf(findings, cure.words, words);
      if (cure.mends) right = Math.max(right, like);
      else wrong = Math.max(wrong, like);
    }
  }
  return { right, wrong };
}

type Advice = Pick<Analysis, 'tokens' | 'mended'>;

/** The last clause of a text, where it asks for something: "…, use port 8080 instead". */
export function askedLast({ tokens, signs }: Analysis): Advice | undefined {
  const { words } = signs();
  const last = words.at(-1);
  if (!last?.asked || last.clause === words[0]?.clause) return undefined;
  return { tokens: tokens.slice(last.clause), mended: new Map() };
}

/** What is known to mend nothing is not believed, though some word of it stands in the examples too. */
export const isKnownWrong = ({ right, wrong }: Known): boolean => wrong >= PLAINLY && wrong > right * 1.2;

const PLAINLY = 0.45;

/** A defect is of a few matters. */
const MOST = 8;

/** How much of the cure the advice says, and how much of the advice is of the cure. */
function likenessOf(findings: Findings, cure: readonly number[], advice: readonly Word[]): number {
  const names = new Set(cure);
  let [said, all] = [0, 0];
  const met = new Set<number>();
  for (const { names: of, own } of advice) {
    const weight = of[0]![1] * rarity(findings, own ?? of[0]![0]);
    all += weight;
    if (own !== undefined && names.has(own)) {
      met.add(own);
      said += weight;
    }
  }
  const whole = cure.reduce((sum, name) => sum + rarity(findings, name), 0);
  const covered = [...met].reduce((sum, name) => sum + rarity(findings, name), 0);
  return all > 0 && whole > 0 ? (covered / whole) ** 0.6 * (said / all) ** 0.4 : 0;
}

const rarity = ({ starts, count }: Findings, name: number): number =>
  Math.log(count / Math.max(1, starts[name + 1]! - starts[name]!));
