import { describe, expect, it } from 'vitest';
import { type DataDocument, nodeAt, valuesOf } from '../../src/languages/data.js';
import { childrenOf, walkTree } from '../../src/languages/generic.js';
import { json } from '../../src/languages/json/index.js';
import { toml } from '../../src/languages/toml/index.js';
import { yaml } from '../../src/languages/yaml/index.js';
import { sourceOf } from '../../src/model/text.js';
import { dump, told } from './dump.js';

const read = { yaml, json, toml };
const parse = (language: keyof typeof read, text: string): DataDocument =>
  read[language].parse(sourceOf(`a.${language}`, text)) as DataDocument;

describe('values', () => {
  it.each([
    [
      'yaml',
      'a: 1\nb: [x, "2", ~, 3.5, true]\nc: |\n  d\n  e\n',
      [{ a: 1, b: ['x', '2', null, 3.5, true], c: 'd\ne\n' }],
    ],
    ['yaml', 'a: no\n---\n- b\n', [{ a: 'no' }, ['b']]],
    ['yaml', 'a: &x {b: 1}\nc: *x\n', [{ a: { b: 1 }, c: { b: 1 } }]],
    ['yaml', 'a: *none\n', [{ a: null }]],
    ['yaml', '<<: &x {b: 1}\n', [{ '<<': { b: 1 } }]],
    ['yaml', '', []],
    [
      'json',
      '{"a": [1, -2.5e3, true, null], "b": {"c": "x\\n\\u0041"}}',
      [{ a: [1, -2500, true, null], b: { c: 'x\nA' } }],
    ],
    ['json', '  ', []],
    ['toml', 'a = 1\n[b]\nc = ["x", 2024-01-02]\n', [{ a: 1, b: { c: ['x', '2024-01-02'] } }]],
  ] as const)('%s: %s', (language, text, expected) => {
    const document = parse(language, text);
    expect({ values: valuesOf(document), problems: told(document.problems) }).toEqual({
      values: expected,
      problems: [],
    });
  });

  it('keeps keys of an object as keys', () => {
    const [value] = valuesOf(parse('yaml', '__proto__: {polluted: 1}\n'));
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect((Object.prototype as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('places', () => {
  const text = 'groups:\n- name: x\n  rules:\n  - expr: |\n      a > 1\n    labels: {severity: page}\n';

  it.each([
    [['groups', 0, 'name'], 'x'],
    [['groups', 0, 'rules', 0, 'labels', 'severity'], 'page'],
    [['groups', 0, 'rules', 0, 'labels'], '{severity: page}'],
  ])('%j', (path, expected) => {
    const node = nodeAt(parse('yaml', text), path);
    expect(node && text.slice(node.start, node.end)).toBe(expected);
  });

  it.each([[['groups', 1]], [['groups', 'name']], [['name']]])('%j leads nowhere', (path) => {
    expect(nodeAt(parse('yaml', text), path)).toBeUndefined();
  });

  it('keeps anchors, tags and aliases in the tree', () => {
    expect(dump(parse('yaml', 'a: &x !t [1]\nb: *x\n').tree)).toBe(
      'Stream(documents=[Mapping(pairs=[Pair(key="a" value=Sequence(anchor="x" tag="!t" items=[1])), Pair(key="b" value=Alias(name="x"))])])',
    );
  });

  it('is walked in source order', () => {
    const { tree } = parse('json', '{"a": [1, {"b": 2}]}');
    const kinds: string[] = [];
    walkTree(tree, (node) => {
      kinds.push(node.kind);
      return node.kind !== 'Sequence';
    });
    expect(kinds).toEqual(['Stream', 'Mapping', 'Pair', 'Scalar', 'Sequence']);
    expect(childrenOf(tree).map((node) => node.kind)).toEqual(['Mapping']);
  });
});

describe('problems', () => {
  it.each([
    ['yaml', 'a: 1\na: 2\n', ['2:1 Unexpected second key `a`'], [{ a: 2 }]],
    ['json', '{"a": 1,}', ['1:8 Unexpected comma before the end'], [{ a: 1 }]],
    ['json', '{"a": 1 "b": 2}', ['1:9 Unexpected `"`, expected `,`'], [{ a: 1, b: 2 }]],
    ['json', '{"a": [1', ['1:7 Expected `]`', '1:1 Expected `}`'], [{ a: [1] }]],
    ['json', '// c\n[tru]', ['1:1 Unexpected comment', '2:2 Unexpected `tru`, expected a value'], [['tru']]],
    ['json', '[1] x', ['1:5 Unexpected `x`, expected the end'], [[1]]],
    ['toml', 'a = \n', ['1:5 Invalid TOML document: invalid value'], []],
  ] as const)('%s: %s', (language, text, problems, values) => {
    const document = parse(language, text);
    expect({ problems: told(document.problems), values: valuesOf(document) }).toEqual({ problems, values });
  });
});

describe('limits', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x]',
    ...[...'bcdefghi'].map((c, i) => `${c}: &${c} [${Array(8).fill(`*${'abcdefgh'[i]}`).join()}]`),
  ].join('\n');

  it.each([
    ['yaml', '['.repeat(100_000), '1:64 Nested deeper than 64'],
    ['yaml', '- '.repeat(5000), '1:129 Nested deeper than 64'],
    ['yaml', Array.from({ length: 80 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), '65:65 Nested deeper than 64'],
    ['yaml', 'a: 1\n'.repeat(6000), '5001:2 More than 5000 keys'],
    ['yaml', 'x'.repeat(300_000), '1:262145 More than 256 KiB of YAML'],
    ['json', '['.repeat(100_000), '1:202 Nested deeper than 200'],
  ] as const)('%s %#', (language, text, problem) => {
    expect(told(parse(language, text).problems)[0]).toBe(problem);
  });

  it('copies no more through aliases than a cap', () => {
    let nodes = 0;
    const pending = valuesOf(parse('yaml', bomb));
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      nodes++;
      if (typeof value === 'object' && value !== null) pending.push(...Object.values(value));
    }
    expect(nodes).toBeLessThan(200_000);
  });

  it.each(['a: &a {b: *a}', 'a: &a [*a, *a, *a]'])('ends on the cycle %s', (text) => {
    expect(valuesOf(parse('yaml', text))).toHaveLength(1);
  });

  it('brackets in quotes, comments and block scalars do not count', () => {
    const text = `a: "${'['.repeat(100)}" # ${'['.repeat(100)}\nb: |\n  ${'['.repeat(100)}\nc: 1\n`;
    expect(told(parse('yaml', text).problems)).toEqual([]);
  });
});
