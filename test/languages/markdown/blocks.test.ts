import { describe, expect, test } from 'vitest';
import { outline, parse } from './show.js';

describe('tables', () => {
  const table: [name: string, text: string, expected: string[]][] = [
    ['a common one', '| a | b |\n|---|:-:|\n| 1 | 2 |', ['table a ¦ b', '  1 ¦ 2']],
    ['without outer pipes', 'a | b\n--|--\n1 | 2', ['table a ¦ b', '  1 ¦ 2']],
    ['a pipe in a code span', '| a | b |\n|---|---|\n| `x|y` | 2 |', ['table a ¦ b', '  x|y ¦ 2']],
    ['an escaped pipe', '| a | b |\n|---|---|\n| x \\| y | 2 |', ['table a ¦ b', '  x | y ¦ 2']],
    ['a missing column', '| a | b |\n|---|---|\n| 1 |', ['table a ¦ b', '  1']],
    [
      'a column too many belongs to the last',
      '| a | b |\n|---|---|\n| 1 | str | None |',
      ['table a ¦ b', '  1 ¦ str | None'],
    ],
    ['an empty cell at the end', '| a | b |\n|---|---|\n| 1 | 2 | |', ['table a ¦ b', '  1 ¦ 2']],
    [
      'no delimiter row',
      '| Problem | Fix |\n| no seed is set anywhere | set one |',
      ['table Problem ¦ Fix', '  no seed is set anywhere ¦ set one'],
    ],
    [
      'no delimiter row and no outer pipes',
      'n | Problem | Fix\n1 | no seed is set | set one',
      ['table n ¦ Problem ¦ Fix', '  1 ¦ no seed is set ¦ set one'],
    ],
    ['near miss: one line of prose with a pipe', 'use str | None here', ['p use str | None here']],
    ['a blank line inside', '| # | P |\n|---|---|\n| 1 | a |\n\n| 2 | b |', ['table # ¦ P', '  1 ¦ a', '  2 ¦ b']],
    ['a header that starts with a hash sign', '# | P | F\n--|--|--\n1 | a | b', ['table # ¦ P ¦ F', '  1 ¦ a ¦ b']],
    [
      'right under a paragraph',
      'Findings:\n| a | b |\n|---|---|\n| 1 | 2 |',
      ['p Findings:', 'table a ¦ b', '  1 ¦ 2'],
    ],
    [
      'a grid with cells of several lines',
      '+---+------+\n| # | P    |\n+===+======+\n| 1 | no   |\n|   | seed |\n+---+------+\n| 2 | b    |\n+---+------+',
      ['table # ¦ P', '  1 ¦ no seed', '  2 ¦ b'],
    ],
    [
      'a row that continues the one above',
      '| # | P | F |\n|---|---|---|\n| 1 | the seed is | |\n| | never set | set it |',
      ['table # ¦ P ¦ F', '  1 ¦ the seed is never set ¦ set it'],
    ],
    [
      'near miss: a row without a number is a row',
      '| # | P | F |\n|---|---|---|\n| 1 | a | b |\n| | Never seeded | set it |',
      ['table # ¦ P ¦ F', '  1 ¦ a ¦ b', '   ¦ Never seeded ¦ set it'],
    ],
    [
      'HTML',
      '<table>\n<tr><th>P</th><th>F</th></tr>\n\n<tr><td>no <b>seed</b></td><td>a &amp; `b`</td></tr>\n</table>',
      ['table P ¦ F', '  no seed ¦ a & b'],
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });
});

describe('the other blocks', () => {
  const table: [name: string, text: string, expected: string[]][] = [
    ['headings of both kinds', '# One #\n\nTwo\n---\n\n##Three', ['h1 One', 'h2 Two', 'h2 Three']],
    ['a bold line stays a paragraph', '**Title**\n\ntext', ['p Title', 'p text']],
    [
      'tasks and nested lists',
      '- [x] done\n- [ ] open\n  1. inner\n  2. more\n',
      ['ul0 [x] done', 'ul0 [ ] open', '  ol1 inner', '  ol1 more'],
    ],
    ['a quote with a list', '> said\n>\n> - a', ['quote', '  p said', '  ul0 a']],
    ['short lines keep their breaks', 'no run\nno params', ['p no run\nno params']],
    ['a wrapped line does not', `${'word '.repeat(14)}end\ngoes on`, [`p ${'word '.repeat(14)}end goes on`]],
    [
      'a fold',
      '<details><summary>Mine</summary>\n\ntext\n\n- a\n\n</details>\n\nafter',
      ['details Mine', '  p text', '  ul0 a', 'p after'],
    ],
    ['a fold in one line', '<details><summary>S</summary>text</details>', ['details S', '  p text']],
    [
      'a fold that nobody closed',
      '<details>\n<summary>S</summary>\n\ntext\n\n## Exercise 2\n\nmine',
      ['details S', '  p text', 'h2 Exercise 2', 'p mine'],
    ],
    ['a wrapper holds markdown', '<div align="center">\n\n- a\n\n</div>', ['ul0 a']],
    [
      'HTML blocks',
      '<h2>T</h2>\n<ul><li>a <em>b</em></li><li>c<ul><li>d</li></ul></li></ul>\n<p>x<br>y</p>',
      ['h2 T', 'ul0 a b', 'ul0 c', '  ul1 d', 'p x\ny'],
    ],
    ['preformatted HTML', '<pre><code>x &lt; 1\ny</code></pre>', ['code  "x < 1\\ny"']],
    [
      'inline markup',
      '*a* __b__ ~~c~~ `d_e` f_g_h [l](http://x) <http://y> \\* &eacute;',
      ['p a b  d_e f_g_h l http://y * é'],
    ],
    ['a tag nobody knows is text', 'fill <your name> in, x<y', ['p fill <your name> in, x<y']],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test('front matter is data', () => {
    const document = parse('---\ntitle: a\nscore: 100\n---\n# Body');
    expect(document.frontMatter?.value).toEqual({ title: 'a', score: 100 });
    expect(outline('---\ntitle: a\n---\n# Body')).toEqual(['h1 Body']);
    expect(document.blocks[0]?.start).toBe(document.source.text.indexOf('# Body'));
  });

  test('a rule at the top is no front matter', () => {
    expect(outline('---\n\ntext: a\n\n---\n\nmore')).toEqual(['p text: a', 'p more']);
  });

  test('an alias bomb in front matter does not blow up', () => {
    const bomb = `---\na: &a [x,x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`},*${i === 0 ? 'a' : `b${i - 1}`}]`).join('\n')}\n---\nbody`;
    expect(parse(bomb).problems.map(({ message }) => message)).toEqual(['front matter: does not parse']);
  });
});

describe('every character of a text knows its place', () => {
  const texts = [
    'a **b** `c`',
    '| x **y** | `p|q` |\n|---|---|\n| *1* \\| 2 | &amp; |',
    '> - one\n>   two',
    '1. a\n\n   b <b>c</b>',
    '<p>a <b>b</b></p>',
    'a\r\nb\r\n\r\n- c\r\n',
    'Title\n=====\n\n\tcode\n',
  ];
  test.each(texts)('%j', (text) => {
    const source = parse(text).source.text;
    const check = (rich: { text: string; offsets: readonly number[] }) => {
      expect(rich.offsets).toHaveLength(rich.text.length + 1);
      for (const [i, c] of [...rich.text].entries())
        if (/[a-z0-9]/.test(c)) expect(source.charAt(rich.offsets[i] ?? -1)).toBe(c);
    };
    const queue = [...parse(text).blocks];
    let seen = 0;
    for (let block = queue.pop(); block; block = queue.pop()) {
      if ('text' in block) check(block.text);
      if (block.kind === 'table')
        for (const cell of [...block.header, ...block.rows.flatMap((row) => row.cells)]) check(cell);
      if ('children' in block) queue.push(...block.children);
      seen++;
    }
    expect(seen).toBeGreaterThan(0);
  });
});
