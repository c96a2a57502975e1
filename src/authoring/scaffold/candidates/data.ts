import { type DataNode, type DataScalar, readData, textAt } from '../../../checks/data/node.js';
import { pathOf, reach } from '../../../checks/data/path.js';
import { languageOf } from '../../../languages/index.js';
import { sourceOf } from '../../../model/text.js';
import {
  type Candidate,
  type Expression,
  escapeRegex,
  type FilePair,
  NONSENSE,
  replaced,
  weighted,
} from './candidate.js';
import { type Change, changesOf, keyStep, leavesOf } from './data-changes.js';
import { type Condition, conditionsOf } from './values.js';

/** What came, went or changed in YAML, JSON, TOML or HCL, each as a `data` check on a path and a value. */
export function dataCandidates({ language, given, corrected }: FilePair): Candidate[] {
  const after = documentsOf(language, corrected);
  const before = given === undefined ? [] : documentsOf(language, given);
  const found: Candidate[] = [];
  for (const [i, root] of after.entries()) {
    const where = after.length > 1 ? identity(root) : undefined;
    const old = where ? before.find((one) => same(identity(one), where)) : before[i];
    const lengthOf = (path: string) =>
      reach(root, pathOf(path, [])).reduce((n, { node }) => n + (node.kind === 'list' ? node.items.length : 0), 0);
    const anchor = anchorOf(root);
    const timesGiven = (key: string, value: DataScalar) =>
      before
        .flatMap((one) => reach(one, pathOf(`**.${key}`, [])))
        .filter(({ node }) => node.kind === 'scalar' && node.text === value.text).length;
    const text = { language, given: given ?? '', corrected, where, lengthOf, anchor, timesGiven };
    for (const change of changesOf(old, root)) found.push(...candidatesOf(change, text));
  }
  return found;
}

/** A key of the whole document that every answer has: one that holds more than a name. */
function anchorOf(root: DataNode): string {
  if (root.kind !== 'map') return '*';
  const entry = root.entries.find(({ value }) => value.kind !== 'scalar') ?? root.entries[0];
  return keyStep(entry?.key ?? '*').slice(1);
}

interface Texts {
  readonly language: string;
  readonly given: string;
  readonly corrected: string;
  readonly where: Readonly<Record<string, string>> | undefined;
  /** How many items the corrected list at a path has. */
  lengthOf(path: string): number;
  /** A key of the whole document. */
  readonly anchor: string;
  /** How often the given file says so. */
  timesGiven(key: string, value: DataScalar): number;
}

function documentsOf(language: string, text: string): readonly DataNode[] {
  const document = languageOf(language)?.parse(sourceOf('data', text));
  return document ? readData(document).nodes : [];
}

/** What tells a document from its neighbours in one file. */
function identity(root: DataNode): Record<string, string> | undefined {
  const kind = textAt(root, 'kind');
  return kind === undefined ? undefined : { kind };
}

const same = (a: Record<string, string> | undefined, b: Record<string, string>): boolean => a?.kind === b.kind;

function candidatesOf({ path, parent, before, after, inside }: Change, texts: Texts): Candidate[] {
  const of = (conditions: Condition) => ({
    data: { ...(texts.where ? { where: texts.where } : {}), path, ...conditions },
  });
  const words = wordsFor(path, before, after, texts);
  if (!after) return before ? [goneCandidate(path, parent, before, texts, words)] : [];
  const nonsense = [replaced(texts.corrected, after.start, after.end, nonsenseFor(texts))];
  const key = keyAt(path);
  if (after.kind !== 'scalar') return [{ words, key, expression: of({ type: after.kind, empty: false }), nonsense }];
  const old = before?.kind === 'scalar' ? before : undefined;
  const removes = before !== undefined && before.kind !== 'scalar';
  const inList = path.includes('[*]') && old;
  return conditionsOf(after, old, path.split('.').at(-1) ?? path).flatMap((conditions): Candidate[] => {
    const expression = of(conditions);
    const without = {
      data: { ...(texts.where ? { where: texts.where } : {}), path, equals: old?.value, absent: true },
    };
    // Where several items stand on the path, the given value must be gone from all of them.
    const both = inList ? [{ words, key, expression: { all: [expression, without] }, nonsense }] : [];
    const everywhere =
      old && key && !path.includes('=') && texts.timesGiven(key, old) > 1
        ? [{ words, key, nonsense, expression: { all: [expression, nowhere(key, old)] } }]
        : [];
    const secret = old && SECRET.test(keyAt(path) ?? '') && ELSEWHERE.test(after.text) && !ELSEWHERE.test(old.text);
    if (secret) {
      const words = weighted([keyAt(path) ?? '', 2], ['secret secreto literal hardcoded plain claro code código', 1]);
      const told = { data: { ...(texts.where ? { where: texts.where } : {}), path, matches: ELSEWHERE.source } };
      return [
        {
          words,
          key,
          expression: told,
          nonsense,
          parent: parent === '' ? texts.anchor : parent,
          texts: [after.text, old.text],
        },
      ];
    }
    const exact = inside === true && typeof after.value === 'string';
    const free = conditions.empty === false || conditions.type !== undefined;
    const made = { words, key, expression, nonsense: free ? [] : nonsense, removes, exact, free };
    const ways = [...everywhere, ...both, made];
    const place = parent === '' ? texts.anchor : parent;
    return ways.map((one) => ({ ...one, parent: place, texts: [after.text, ...(old ? [old.text] : [])] }));
  });
}

const keyAt = (path: string): string | undefined => /([\w-]+)"?(?:\[\*\])?$/.exec(path)?.[1];

/** The given value stands under that key in no place of any document. */
const nowhere = (key: string, { value }: DataScalar): Expression => ({
  data: { path: `**.${key}`, equals: value, absent: true },
});

/** What must go: a switch may also be turned; a list must have lost the item, not got another in its place. */
function goneCandidate(
  path: string,
  parent: string,
  before: DataNode,
  texts: Texts,
  words: Map<string, number>,
): Candidate {
  const where = texts.where ? { where: texts.where } : {};
  const key = keyAt(path);
  const nonsense = [replaced(texts.given, before.start, before.end, nonsenseFor(texts))];
  const without = (condition: Condition) => ({ data: { ...where, path, ...condition, absent: true } });
  const nowhere =
    itemPath(path) && key !== undefined && !hasKey(texts.corrected, key) ? `**${keyStep(key)}` : undefined;
  const said = before.kind === 'scalar' ? [before.text] : [];
  const item = /\[\*\]/.test(path) && !path.endsWith('[*]') ? tellingWord(said.join(), texts.corrected) : undefined;
  if (item !== undefined)
    return {
      words: weighted([item, 1.5], [path, 0.3]),
      expression: {
        all: [{ data: { ...where, path: parent } }, without({ matches: `(^|\\s)${escapeRegex(item)}(\\s|$)` })],
      },
      nonsense: [],
      removes: true,
      texts: said,
    };
  if (path.endsWith('[*]') && before.kind === 'scalar') {
    const shorter = { data: { ...where, path: parent, length: { max: texts.lengthOf(parent) } } };
    return { words, key, expression: { all: [shorter, without({ equals: before.value })] }, nonsense, removes: true };
  }
  const turned = before.kind === 'scalar' && typeof before.value === 'boolean' ? (before.value ? OFF : ON) : undefined;
  // An item that is told by its value may be another one in an answer.
  const kept = { data: { ...where, path: parent === '' || nowhere !== undefined ? texts.anchor : parent } };
  const gone = without(turned ? { 'not-matches': turned } : {});
  return {
    words,
    key,
    expression: { all: [kept, nowhere === undefined ? gone : { data: { ...gone.data, path: nowhere } }] },
    nonsense: before.kind === 'scalar' && before.value !== null ? nonsense : [],
    removes: true,
    parent: parent === '' ? texts.anchor : parent,
    texts: said,
  };
}

const itemPath = (path: string): boolean => /\[[^\]]*=/.test(path);
const hasKey = (text: string, key: string): boolean =>
  new RegExp(`(?<![\\w-])${escapeRegex(key)}(?![\\w-])`).test(text);

/** The first word of a text that the corrected file has nowhere. */
const tellingWord = (text: string, corrected: string): string | undefined =>
  text.split(/\s+/).find((word) => /\w{2}/.test(word) && !corrected.includes(word));

const SECRET = /passw|secret|token|api_?key|credential|clave|contrase/i;
/** A value that is taken from elsewhere: a variable, a secret of the runner, a parameter. */
const ELSEWHERE = /^\s*(\$\{|\$[A-Za-z]|(var|local|data|module|random_password)\.)/;

const OFF = '^(false|no|off)$';
const ON = '^(true|yes|on)$';

const nonsenseFor = ({ language }: Texts): string => (language === 'yaml' ? NONSENSE : `"${NONSENSE}"`);

function wordsFor(
  path: string,
  before: DataNode | undefined,
  after: DataNode | undefined,
  { where }: Texts,
): Map<string, number> {
  const steps = path.split(/\.|\[\*\]/).filter((step) => step !== '');
  const text = (node: DataNode | undefined) => (node?.kind === 'scalar' ? node.text : '');
  return weighted(
    [Object.values(where ?? {}).join(' '), 0.4],
    [steps.slice(0, -1).join(' '), 0.4],
    [keysBelow(after), 0.3],
    [keysBelow(before), after ? 0.6 : 0.3],
    [text(before), 0.9],
    [text(after), 0.9],
    [steps.at(-1) ?? '', 1],
  );
}

function keysBelow(node: DataNode | undefined): string {
  if (!node || node.kind === 'scalar') return '';
  return leavesOf([node], '')
    .map(({ path, node: leaf }) => `${path} ${leaf.text}`)
    .slice(0, 12)
    .join(' ');
}
