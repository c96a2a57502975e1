import { describe, expect, test } from 'vitest';
import { type DataDocument, valuesOf } from '../../src/languages/data.js';
import { hcl } from '../../src/languages/hcl/index.js';
import { sourceOf } from '../../src/model/text.js';

await hcl.load();
const read = (text: string) => hcl.parse(sourceOf('main.tf', text)) as DataDocument;
const value = (text: string) => JSON.parse(JSON.stringify(valuesOf(read(text))[0]));

const DOLLAR = '$';

describe('HCL as data', () => {
  test.each([
    ['an attribute', 'a = "x"', { a: 'x' }],
    ['numbers, truth values, null', 'a = 1\nb = -2.5\nc = true\nd = null\n', { a: 1, b: -2.5, c: true, d: null }],
    ['a block with labels', 'resource "t" "n" {\n  a = 1\n}\n', { resource: { t: { n: { a: 1 } } } }],
    ['an empty block', 'lifecycle {}\n', { lifecycle: {} }],
    [
      'blocks in blocks',
      'terraform {\n  backend "s3" { bucket = "b" }\n}\n',
      { terraform: { backend: { s3: { bucket: 'b' } } } },
    ],
    [
      'lists and objects',
      'a = [1, "b", [true]]\nt = { Name = "x", "k-2" : 2 }\n',
      { a: [1, 'b', [true]], t: { Name: 'x', 'k-2': 2 } },
    ],
    [
      'what is no plain value stays text',
      `a = var.x\nb = file("y")\nc = "p-${DOLLAR}{var.z}"\n`,
      { a: 'var.x', b: 'file("y")', c: `p-${DOLLAR}{var.z}` },
    ],
    ['a heredoc', 'a = <<-EOF\n  hello\n  EOF\n', { a: '  hello' }],
    ['comments are none', '# a = 1\n// b = 2\n/* c = 3 */\nd = 4 # e = 5\n', { d: 4 }],
    ['nothing', '', {}],
  ])('%s', (_, text, expected) => {
    expect(read(text).problems).toEqual([]);
    expect(value(text)).toEqual(expected);
  });

  test('blocks of one type are pairs of one key, each with its place', () => {
    const text = 'ingress {\n  from_port = 22\n}\ningress {\n  from_port = 80\n}\n';
    const [root] = read(text).tree.documents;
    const pairs = root?.kind === 'Mapping' ? root.pairs : [];
    expect(pairs.map((pair) => text.slice(pair.start, pair.end).split('\n')[1])).toEqual([
      '  from_port = 22',
      '  from_port = 80',
    ]);
  });

  test('what cannot be read is a problem with its place, and the rest is read', () => {
    const { problems } = read('a = 1\nb = = 2\nc = 3\n');
    expect(problems[0]?.span.start.line).toBe(2);
    expect(value('a = 1\nb = = 2\nc = 3\n')).toMatchObject({ a: 1 });
  });

  test.each([
    ['deep', `a = ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['open', 'resource "a" {\n'.repeat(3000)],
    ['long', 'a = 1\n'.repeat(60_000)],
    ['quotes', '"'.repeat(20_000)],
    ['dollars', `a = "${'${'.repeat(3000)}`],
  ])('hostile text ends: %s', (_, text) => {
    expect(read(text).language).toBe('hcl');
  });
});
