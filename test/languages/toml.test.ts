import { describe, expect, test } from 'vitest';
import type { DataNode } from '../../src/languages/data.js';
import { toml } from '../../src/languages/toml/index.js';
import { sourceOf } from '../../src/model/text.js';

const TEXT = `title = "x"
[project]
deps = [
  "pandas==2",
  'sk==1',
]
"odd.key" = 1

[tool.ruff.lint] # a comment
select = ["E", "F"]
[tool.ruff]
long = """
[project]
deps = 1
"""
[[stage]]
name = "a"
`;

/** The text of the pair at a path, and of its value. */
function shown(...path: string[]): string[] {
  const { tree } = toml.parse(sourceOf('a.toml', TEXT)) as unknown as { tree: { documents: DataNode[] } };
  let node = tree.documents[0] as DataNode;
  let pair = '';
  for (const step of path) {
    if (node.kind === 'Sequence') node = node.items[Number(step)] as DataNode;
    else if (node.kind === 'Mapping') {
      const found = node.pairs.find((one) => one.key.kind === 'Scalar' && one.key.text === step);
      pair = TEXT.slice(found?.start, found?.end);
      node = found?.value as DataNode;
    }
  }
  return [pair, TEXT.slice(node.start, node.end)];
}

describe('places in TOML', () => {
  test.each([
    ['a key above all tables', ['title'], 'title = "x"', '"x"'],
    [
      'a list over several lines',
      ['project', 'deps'],
      'deps = [\n  "pandas==2",\n  \'sk==1\',\n]',
      '[\n  "pandas==2",\n  \'sk==1\',\n]',
    ],
    ['an item of a list', ['project', 'deps', '1'], 'deps = [\n  "pandas==2",\n  \'sk==1\',\n]', "'sk==1'"],
    ['a quoted key', ['project', 'odd.key'], '"odd.key" = 1', '1'],
    ['a table with a comment behind it', ['tool', 'ruff', 'lint', 'select'], 'select = ["E", "F"]', '["E", "F"]'],
    [
      'what only looks like a table',
      ['tool', 'ruff', 'long'],
      'long = """\n[project]\ndeps = 1\n"""',
      '"""\n[project]\ndeps = 1\n"""',
    ],
  ])('%s', (_, path, pair, value) => {
    expect(shown(...path)).toEqual([pair, value]);
  });

  test('what is not found stands where its parent does', () => {
    expect(shown('stage', '0', 'name')[1]).toContain('name = "a"');
  });
});
