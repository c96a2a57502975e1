import { gradeSubmission } from '../grading/index.js';
import { childrenOf } from '../languages/python/walk.js';
import type { TreeNode } from '../model/document.js';
import type { CriterionResult } from '../model/report.js';
import type { Expression } from '../model/rubric.js';
import type { Evidence } from '../model/verdict.js';
import { applyEdits, type Edit, offsetOf, rangeOf, shortDiff } from './edits.js';
import {
  codeOperators,
  flipStance,
  noise,
  type Operator,
  type Place,
  remarkOperators,
  textOperators,
} from './mutants.js';
import {
  CHANNELS,
  type Channel,
  type Files,
  type Lab,
  labOf,
  type Marks,
  type MutateInput,
  type Tree,
} from './mutation-lab.js';

export interface Mutant {
  readonly criterion: string;
  readonly operator: string;
  readonly channel: Channel;
  /** Criteria whose evidence the edit touches, besides its own. */
  readonly shared: readonly string[];
  readonly lowered: readonly string[];
  /** `equivalent`: its rubric says that a right remedy is left, and nobody noticed. */
  readonly outcome: 'killed' | 'survived' | 'spills' | 'equivalent';
  readonly diff: string;
}

export interface MutationTest {
  readonly mutants: readonly Mutant[];
  /** Noise that changed a score: what, and by how much, in points. */
  readonly disturbed: readonly { readonly noise: string; readonly change: number }[];
  readonly score: number;
  /** Criteria that no artefact can show: they have no `fixed`, or the model answer does not meet it by a file. */
  readonly unshown: readonly { readonly criterion: string; readonly why: 'no-check' | 'not-met' }[];
  /** Pairs of criteria that one mutant lowered together because they share their evidence. */
  readonly together: readonly (readonly [string, string, number])[];
}

/** Breaks each remedy of a model answer, one at a time and channel by channel, and looks which criteria notice. Deterministic. */
export function mutate(input: MutateInput): MutationTest {
  const lab = labOf(input);
  const mutants = CHANNELS.flatMap((channel) => mutantsOf(lab, channel));
  const judged = mutants.filter(isJudged);
  const killed = judged.filter((mutant) => mutant.outcome === 'killed').length;
  return {
    mutants,
    disturbed: disturbedBy(lab),
    unshown: unshownBy(lab),
    score: killed / Math.max(1, judged.length),
    together: togetherOf(mutants),
  };
}

/** Whether a mutant counts: one whose edit another criterion shares, or that breaks nothing, does not. */
export const isJudged = (mutant: Mutant): boolean => mutant.shared.length === 0 && mutant.outcome !== 'equivalent';

/** Criteria about whose remedy the mutants of artefacts say nothing. */
function unshownBy(input: Lab): MutationTest['unshown'] {
  const { criteria } = input.marks(input.files, 'artefact');
  const exercises = input.exam.exercises.filter((one) => !input.exercise || one.id === input.exercise);
  return exercises.flatMap(({ id, rubric }) =>
    rubric.criteria.flatMap((one): MutationTest['unshown'] => {
      if (!rubric.shares.fixed || rubric.artefacts.length === 0) return [];
      const criterion = `${id}/${one.id}`;
      if (one.fixed === undefined) return [{ criterion, why: 'no-check' }];
      return (criteria.get(criterion)?.score.earned ?? 0) > 0 ? [] : [{ criterion, why: 'not-met' }];
    }),
  );
}

function mutantsOf(input: Lab, channel: Channel): Mutant[] {
  const base = input.marks(input.files, channel);
  const seen = new Set<string>();
  const out: Mutant[] = [];
  for (const [name, one] of base.criteria) {
    if (one.score.earned === 0) continue;
    for (const operator of operatorsFor(channel)) {
      if (operator === flipStance && !readsStance(input, name)) continue;
      const broken = breakRemedy(input, channel, name, operator, base);
      const key = `${name} ${broken ? [...broken.files.values()].join('\0') : ''}`;
      if (!broken || seen.has(key)) continue;
      seen.add(key);
      out.push(judgeMutant(input, channel, name, operator, broken, base));
    }
  }
  return out;
}

/** A remark and a short answer are read for what is said of a thing; `text` and its like find words, whatever is said of them. */
function readsStance({ exam }: Lab, name: string): boolean {
  const [exercise, id] = name.split('/');
  const rubric = exam.exercises.find((one) => one.id === exercise)?.rubric;
  const fixed = rubric?.criteria.find((one) => one.id === id)?.fixed;
  return (rubric?.shares.found ?? 0) > 0 || fixed === undefined || kindsOf(fixed).includes('answer');
}

function kindsOf(expression: Expression): string[] {
  if (expression.op === 'check') return [expression.kind];
  const parts = expression.op === 'levels' ? expression.levels.map(({ when }) => when) : [expression.of].flat();
  return parts.flatMap(kindsOf);
}

const ROUNDS = 6;

/** Breaks a remedy at its evidence, and again where another place then shows it; undefined where the operator does not apply. */
function breakRemedy(
  input: Lab,
  channel: Channel,
  name: string,
  operator: Operator,
  base: Marks,
): (Marks & { touched: string[] }) | undefined {
  let marks = base;
  const touched = new Set<string>();
  for (let round = 0; round < ROUNDS && !isLower(marks, base, name); round++) {
    const evidence = evidenceOfCriterion(marks.criteria.get(name), channel);
    const edits = editsOf(marks.files, evidence, operator, marks.trees());
    if (edits.size === 0) break;
    for (const [other, one] of marks.criteria) {
      if (other !== name && evidenceOfCriterion(one, channel).some((some) => touches(marks.files, some, edits)))
        touched.add(other);
    }
    marks = input.marks(
      new Map([...marks.files].map(([file, text]) => [file, applyEdits(text, edits.get(file) ?? [])])),
      channel,
    );
  }
  return marks === base ? undefined : { ...marks, touched: [...touched] };
}

const isLower = (marks: Marks, base: Marks, name: string): boolean =>
  (marks.criteria.get(name)?.score.earned ?? 0) < (base.criteria.get(name)?.score.earned ?? 0) - 1e-6;

const operatorsFor = (channel: Channel): readonly Operator[] =>
  channel === 'words' ? remarkOperators : [...codeOperators, ...textOperators];

function evidenceOfCriterion(one: CriterionResult | undefined, channel: Channel): readonly Evidence[] {
  const share = channel === 'artefact' ? one?.shares.fixed : (one?.shares.found ?? one?.shares.fixed);
  return share?.evidence ?? [];
}

/** The operator's edits at every place of the evidence, by file: a remedy that is shown twice is broken twice. */
function editsOf(
  files: Files,
  evidence: readonly Evidence[],
  operator: Operator,
  trees: readonly Tree[],
): Map<string, Edit[]> {
  const edits = new Map<string, Edit[]>();
  for (const one of evidence) {
    const text = files.get(one.file);
    if (text === undefined) continue;
    const place = placeOf(text, one, trees);
    const inCode = place.chain.length > 0;
    if (inCode !== codeOperators.includes(operator) && !remarkOperators.includes(operator)) continue;
    const made = operator.edits(place);
    if (made.length > 0) edits.set(one.file, [...(edits.get(one.file) ?? []), ...made]);
  }
  return edits;
}

function placeOf(text: string, evidence: Evidence, trees: readonly Tree[]): Place {
  const { start, end } = rangeOf(text, evidence.span);
  for (const { artefact, document } of trees) {
    const { source } = artefact;
    const first = source.lines[0];
    const last = source.lines.at(-1);
    if (source.file !== evidence.file || !first || !last) continue;
    if (evidence.span.start.line < first.line || evidence.span.start.line > last.line) continue;
    const origin = offsetOf(text, first);
    const toFile = (offset: number) => origin + offset;
    // Blocks that are indented in their file have no single offset; their edits would be misplaced.
    if (text.slice(origin, origin + source.text.length) !== source.text) continue;
    return { text, start, end, toFile, chain: chainAt(document.tree, start - origin, end - origin) };
  }
  return { text, start, end, toFile: (offset) => offset, chain: [] };
}

function chainAt(root: TreeNode, start: number, end: number): TreeNode[] {
  const chain: TreeNode[] = [root];
  for (let node: TreeNode | undefined = root; node; ) {
    const inner: TreeNode | undefined = childrenOf(node as never).find(
      (child: TreeNode) => child.start <= start && child.end >= end,
    );
    if (inner) chain.push(inner);
    node = inner;
  }
  return chain;
}

function judgeMutant(
  input: MutateInput,
  channel: Channel,
  criterion: string,
  operator: Operator,
  broken: Marks & { readonly touched: readonly string[] },
  base: Marks,
): Mutant {
  const lowered = [...base.criteria.keys()].filter((name) => isLower(broken, base, name));
  const strangers = lowered.filter((name) => name !== criterion && !broken.touched.includes(name));
  const unnoticed = isEquivalent(input, criterion, operator.name) ? 'equivalent' : 'survived';
  const outcome = !lowered.includes(criterion) ? unnoticed : strangers.length > 0 ? 'spills' : 'killed';
  const diffs = [...broken.files].flatMap(([file, after]) => {
    const before = input.files.get(file) ?? '';
    return before === after ? [] : [`--- ${file}\n${shortDiff(before, after)}`];
  });
  return {
    criterion,
    operator: operator.name,
    channel,
    shared: broken.touched,
    lowered,
    outcome,
    diff: diffs.join('\n'),
  };
}

function isEquivalent({ exam }: MutateInput, name: string, operator: string): boolean {
  const [exercise, id] = name.split('/');
  const rubric = exam.exercises.find((one) => one.id === exercise)?.rubric;
  return rubric?.criteria.find((one) => one.id === id)?.equivalentMutants?.includes(operator) === true;
}

function touches(files: Files, evidence: Evidence, edits: ReadonlyMap<string, readonly Edit[]>): boolean {
  const text = files.get(evidence.file);
  const some = edits.get(evidence.file);
  if (text === undefined || !some) return false;
  const { start, end } = rangeOf(text, evidence.span);
  return some.some((edit) => edit.start < end && (edit.reach ?? edit.end) > start);
}

function disturbedBy(input: Lab): { noise: string; change: number }[] {
  const options = input.exercise ? { exercise: input.exercise } : {};
  const earned = (files: Files) => gradeSubmission(input.exam, input.read(files), options).score.earned;
  const before = earned(input.files);
  return noise.flatMap((one) => {
    const files = new Map([...input.files].map(([name, text]) => [name, one.apply(name, text) ?? text]));
    const change = Math.round(earned(files) - before) / 100;
    return change === 0 ? [] : [{ noise: one.name, change }];
  });
}

function togetherOf(mutants: readonly Mutant[]): (readonly [string, string, number])[] {
  const counts = new Map<string, number>();
  for (const mutant of mutants) {
    for (const other of mutant.lowered) {
      if (other === mutant.criterion || !mutant.shared.includes(other)) continue;
      const key = [mutant.criterion, other].sort().join('\0');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => {
      const [a = '', b = ''] = key.split('\0');
      return [a, b, count] as const;
    });
}
