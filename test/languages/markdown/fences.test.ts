import { describe, expect, test } from 'vitest';
import { outline, parse } from './show.js';

const F = '```';

describe('fences as their authors meant them', () => {
  const table: [name: string, text: string, expected: string[]][] = [
    ['a plain fence', `${F}py\nx = 1\n${F}\nafter`, ['code py "x = 1"', 'p after']],
    [
      'a document that holds a fence with an info string',
      `${F}markdown\n# Card\n${F}python\nuse()\n${F}\n${F}\n\n## Next`,
      [`code markdown ${JSON.stringify(`# Card\n${F}python\nuse()\n${F}`)}`, 'h2 Next'],
    ],
    [
      'a document that holds a bare fence and goes on',
      `${F}markdown\n# Card\n## Usage\n${F}\nuse(x)\n${F}\n## Metrics\n- F1 0.7\n${F}\n\nafter`,
      [`code markdown ${JSON.stringify(`# Card\n## Usage\n${F}\nuse(x)\n${F}\n## Metrics\n- F1 0.7`)}`, 'p after'],
    ],
    [
      'near miss: two bare fences after a document are a block of their own',
      `${F}markdown\n# Card\ntext\n${F}\n\nSome prose about it, long enough.\n\n${F}\nx = 1\n${F}`,
      ['code markdown "# Card\\ntext"', 'p Some prose about it, long enough.', 'code  "x = 1"'],
    ],
    [
      'a longer outer fence needs no repair',
      `${F}\`md\n${F}py\nx\n${F}\n${F}\`\nafter`,
      [`code md ${JSON.stringify(`${F}py\nx\n${F}`)}`, 'p after'],
    ],
    ['tildes hold backticks', `~~~py\nprint("${F}")\n~~~`, [`code py ${JSON.stringify(`print("${F}")`)}`]],
    [
      'an unclosed fence ends at a heading',
      `${F}python\nx = 1\n\n## Exercise 2\n\ntext`,
      ['code python (open) "x = 1"', 'h2 Exercise 2', 'p text'],
    ],
    [
      'an unclosed fence ends before the next one opens',
      `${F}python\nx = 1\n\n**Rules**\n\n${F}yaml\na: 1\n${F}`,
      ['code python (open) "x = 1"', 'p Rules', 'code yaml "a: 1"'],
    ],
    [
      'an unclosed fence before a table',
      `${F}python\nx = 1\n| a | b |\n|---|---|\n| 1 | 2 |`,
      ['code python (open) "x = 1"', 'table a ¦ b', '  1 ¦ 2'],
    ],
    [
      'near miss: a comment about an exercise is code',
      `${F}python\n## Exercise 2: fixed\nimport os\n\n## Exercise 2 again\nimport sys\n${F}`,
      ['code python "## Exercise 2: fixed\\nimport os\\n\\n## Exercise 2 again\\nimport sys"'],
    ],
    ['a fence left open to the end', `${F}python\nx = 1\ny = 2\n`, ['code python (open) "x = 1\\ny = 2"']],
    [
      'an unclosed document ends before the next exercise',
      `${F}markdown\n# Card\n## Usage\n\n---\n\n## Ejercicio 4\n\ntext`,
      ['code markdown (open) "# Card\\n## Usage"', 'h2 Ejercicio 4', 'p text'],
    ],
    [
      'a fence in a list item',
      `1. item\n   ${F}py\n   x = 1\n     y = 2\n   ${F}\n2. two`,
      ['ol0 item', '  code py "x = 1\\n  y = 2"', 'ol0 two'],
    ],
    [
      'a fence in a list item that closes at the margin',
      `- item\n  ${F}py\n  x = 1\n${F}\n\nafter`,
      ['ul0 item', '  code py "x = 1"', 'p after'],
    ],
    ['a fence in a quote', `> ${F}py\n> x = 1\n> ${F}`, ['quote', '  code py "x = 1"']],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test('code knows where its lines stand, in a list too', () => {
    const [item] = parse(`text\n\n- item\n  ${F}py\n  x = 1\n  y = 2\n  ${F}`).blocks.slice(1);
    const code = item?.kind === 'item' ? item.children[0] : undefined;
    expect(code?.kind === 'code' && code.source.lines).toEqual([
      { line: 5, column: 3 },
      { line: 6, column: 3 },
    ]);
  });

  test('a fence that its author hides is no code', () => {
    const { blocks, hidden } = parse(`${F}python hidden\nsecret()\n${F}`);
    expect(blocks).toEqual([]);
    expect(hidden.map(({ how, text }) => [how, text])).toEqual([['html', 'secret()']]);
  });
});
