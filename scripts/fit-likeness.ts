// Fits the weights by which a remark is taken for a defect that only examples tell, each exam left out in turn.
// usage: npx tsx scripts/fit-likeness.ts FOLDER…   each with exams: NAME/remarks.jsonl ({text, found}) and NAME/rubric/exams/NAME/exam.yaml
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aspectsOf } from '../src/review/naming/alike.js';
import { nearestExamples } from '../src/review/naming/examples.js';
import { likenesses } from '../src/review/naming/likeness.js';
import { readParts } from '../src/review/naming/reading.js';
import { readRemarks } from '../src/review/remarks/remarks.js';
import { loadExam } from '../src/rubric/load.js';
import { submissionOf } from '../src/submission/submission.js';

/** One remark against one defect: what speaks for it, and whether it was meant. */
interface Pair {
  readonly exam: string;
  readonly aspects: readonly number[];
  readonly meant: boolean;
}

const THRESHOLD = -0.8;
/** Keeps weights small where a few remarks would say much. */
const RIDGE = 1;

const pairs = process.argv.slice(2).flatMap(pairsIn);
const exams = [...new Set(pairs.map(({ exam }) => exam))];
let [right, noisy, missed] = [0, 0, 0];
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
for (const exam of exams) {
  const weights = weightsFor(pairs.filter((one) => one.exam !== exam));
  const before = [right, noisy, missed];
  for (const { aspects, meant } of pairs.filter((one) => one.exam === exam)) {
    const taken = dot(weights, aspects) > THRESHOLD;
    if (taken && meant) right++;
    else if (taken) noisy++;
    else if (meant) missed++;
  }
  const own = [right, noisy, missed].map((count, i) => count - before[i]!) as [number, number, number];
  print(`${exam}: P ${ratio(own[0], own[1])} R ${ratio(own[0], own[2])}`);
}
print(`${exams.length} exams, single remarks, each exam left out: P ${ratio(right, noisy)} R ${ratio(right, missed)}`);
print(
  `weights of all: ${weightsFor(pairs)
    .map((weight) => weight.toFixed(2))
    .join(' ')}`,
);

function pairsIn(folder: string): Pair[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'remarks.jsonl')))
    .flatMap((name) => {
      const exam = loadExam(join(folder, name, 'rubric', 'exams', name));
      const lines = readFileSync(join(folder, name, 'remarks.jsonl'), 'utf8')
        .split('\n')
        .filter(Boolean);
      return lines.flatMap((line) => pairsOf(exam, name, JSON.parse(line) as { text: string; found: string[] }));
    });
}

function pairsOf(
  exam: ReturnType<typeof loadExam>,
  name: string,
  { text, found }: { text: string; found: string[] },
): Pair[] {
  const table = text.split(' | ').length === 3;
  const page = table ? `| Problema | Severidad | Corrección |\n|---|---|---|\n| ${text} |\n` : `- ${text}\n`;
  const bytes = new TextEncoder().encode(`## Ejercicio 1\n\n${page}`);
  const submission = submissionOf({ name: 'x', files: [{ name: 'answers.md', bytes }] }, exam);
  return submission.answers.flatMap(({ exercise, prose }) => {
    const form = exam.readings.get(exercise);
    if (!form?.profiles) return [];
    return readRemarks(prose, []).flatMap((remark): Pair[] => {
      const reading = readParts(form, remark);
      const { problem, fix, detail } = reading;
      const near = nearestExamples(form.book, problem.features(), problem.signs());
      const parts = [problem, fix, detail].filter((part) => part !== undefined);
      return likenesses(form.profiles!, parts).map((like) => ({
        exam: name,
        aspects: aspectsOf(like, near.find(({ defect }) => defect === like.defect)?.coverage ?? 0, reading),
        meant: found.includes(like.defect),
      }));
    });
  });
}

/** Logistic regression by Newton's method; the first aspect is constant and not held back. */
function weightsFor(all: readonly Pair[]): number[] {
  const size = all[0]?.aspects.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 30; round++) {
    const slope = weights.map((weight, i) => (i === 0 ? 0 : RIDGE * weight));
    const bend = weights.map((_, i) => weights.map((_, k) => (i === k ? (i === 0 ? 1e-6 : RIDGE) : 0)));
    for (const { aspects, meant } of all) {
      const chance = 1 / (1 + Math.exp(-dot(weights, aspects)));
      for (let i = 0; i < size; i++) {
        slope[i]! += aspects[i]! * (chance - Number(meant));
        for (let k = 0; k < size; k++) bend[i]![k]! += aspects[i]! * aspects[k]! * chance * (1 - chance);
      }
    }
    const step = solved(bend, slope);
    weights = weights.map((weight, i) => weight - step[i]!);
  }
  return weights;
}

/** Gauss and Jordan; the matrix is positive definite. */
function solved(matrix: readonly (readonly number[])[], side: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, side[i]!]);
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i]![i]!;
    for (let j = 0; j < rows.length; j++) {
      if (j === i) continue;
      const factor = rows[j]![i]! / pivot;
      for (let k = i; k <= rows.length; k++) rows[j]![k]! -= factor * rows[i]![k]!;
    }
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function ratio(good: number, bad: number): string {
  return (good / Math.max(1, good + bad)).toFixed(3);
}
