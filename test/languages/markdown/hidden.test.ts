import { describe, expect, test } from 'vitest';
import { outline, parse } from './show.js';

const ZERO = '\u200b';

describe('what a reader does not see is reported and gone', () => {
  const table: [name: string, text: string, how: string, secret: string][] = [
    ['a comment', 'seen <!-- secret --> text', 'comment', 'secret'],
    ['a comment over several lines', '<!--\nsecret\n\nmore\n-->\n\nseen', 'comment', 'secret'],
    ['a comment that never ends', 'seen\n\n<!-- secret\n\n# more', 'comment', 'secret'],
    ['a link definition used as a comment', 'seen\n\n[//]: # (secret)', 'link-definition', 'secret'],
    ['an unused link definition', 'seen\n\n[x]: http://a.b "secret"', 'link-definition', 'secret'],
    ['an image', '![secret](a.png) seen', 'alt-text', 'secret'],
    ['an image by tag', '<img src="a" alt="secret"> seen', 'alt-text', 'secret'],
    ['a link title', '[seen](http://a.b "secret")', 'title', 'secret'],
    ['display:none', 'seen <span style="color:red; display: none">secret</span>', 'html', 'secret'],
    ['visibility', "seen <b style='visibility:hidden'>secret</b>", 'html', 'secret'],
    ['font size', 'seen <span style="font-size:0">secret</span>', 'html', 'secret'],
    ['white on white', 'seen <span style="color:#FFFFFF">secret</span>', 'html', 'secret'],
    ['white font', 'seen <font color="white">secret</font>', 'html', 'secret'],
    ['opacity', 'seen <span style="opacity:0.0">secret</span>', 'html', 'secret'],
    ['one colour on itself', 'seen <span style="color:#fff;background:white">secret</span>', 'html', 'secret'],
    [
      'one colour on nearly itself',
      'seen <span style="color: rgb(250, 250, 250); background-color: #fffefe">secret</span>',
      'html',
      'secret',
    ],
    ['the hidden attribute', 'seen <span hidden>secret</span>', 'html', 'secret'],
    ['a hidden block of markdown', '<div style="display:none">\n\n- secret\n\n</div>\n\nseen', 'html', 'secret'],
    ['a hidden fold', '<details hidden><summary>secret</summary>secret</details>\n\nseen', 'html', 'secret'],
    ['a fold hidden by style', '<details style="display:none">\n\nsecret\n\n</details>\n\nseen', 'html', 'secret'],
    ['a template', '<template>\nsecret\n</template>\n\nseen', 'html', 'secret'],
    ['a script', '<script>\nsecret\n</script>\n\nseen', 'html', 'secret'],
    ['a style sheet', '<style>\n.a { content: "secret" }\n</style>\n\nseen', 'html', 'secret'],
    [
      'a class that a style sheet hides',
      '<style>\n.x { display: none }\n</style>\n\n<p class="a x">secret</p>\n\nseen',
      'html',
      'secret',
    ],
    [
      'one of several selectors',
      '<style>p.y, #z{opacity:0}</style>\n\nseen <span id="z">secret</span>',
      'html',
      'secret',
    ],
    [
      'an element that a style sheet hides',
      '<style>aside { font-size: 0 }</style>\n\n<aside>\n\nsecret\n\n</aside>\n\nseen',
      'html',
      'secret',
    ],
    ['a dialog that is not open', '<dialog>secret</dialog>\n\nseen', 'html', 'secret'],
    ['scaled to nothing', 'seen <span style="transform: scale(0)">secret</span>', 'html', 'secret'],
    ['filtered to nothing', 'seen <span style="filter: opacity(0%)">secret</span>', 'html', 'secret'],
    ['clipped to nothing', 'seen <span style="clip-path: circle(0)">secret</span>', 'html', 'secret'],
    ['lines of no height', '<p style="line-height:0;overflow:hidden">secret</p>\n\nseen', 'html', 'secret'],
    ['nearly white', 'seen <font color="#fefefe">secret</font>', 'html', 'secret'],
    ['a processing instruction', 'seen\n\n<?php secret ?>', 'html', 'secret'],
    ['character data', 'seen\n\n<![CDATA[ secret ]]>', 'html', 'secret'],
    ['a definition with its title below', 'seen\n\n[x]: http://a.b\n  "secret"', 'link-definition', 'secret'],
    ['a comment that begins where one ends', 'seen\n\n<!-- a --><!--\nsecret\n-->', '', 'secret'],
    ['a note that nothing refers to', 'seen\n\n[^a]: secret', 'footnote', 'secret'],
    ['all of such a note', 'seen\n\n[^a]: one\ntwo\n\n    - secret\n\nand seen', 'footnote', 'secret'],
    ['a note that only such a note refers to', 'seen\n\n[^a]: see [^b]\n\n[^b]: secret', 'footnote', 'secret'],
    ['a note that code seems to refer to', 'seen `x[^a]`\n\n[^a]: secret', 'footnote', 'secret'],
    ['a note that a comment refers to', 'seen <!-- [^a] -->\n\n[^a]: secret', 'footnote', 'secret'],
    ['a hidden table row', '<table><tr><td>seen</td></tr><tr hidden><td>secret</td></tr></table>', '', 'secret'],
    ['tag characters', 'seen\u{e0073}\u{e0065}', 'tag-characters', '\u{e0073}'],
    ['bidi overrides', 'seen\u202e text', 'bidi', '\u202e'],
  ];
  test.each(table)('%s', (_, text, how, secret) => {
    const { hidden } = parse(text);
    expect(outline(text).join('\n')).toContain('seen');
    expect(outline(text).join('\n')).not.toContain(secret);
    if (how !== '') expect(hidden.some((one) => one.how === how && one.text.includes(secret))).toBe(true);
  });

  test('zero-width characters leave the word whole', () => {
    expect(outline(`ml${ZERO}flow`)).toEqual(['p mlflow']);
    expect(parse(`ml${ZERO}flow`).hidden.map(({ how }) => how)).toEqual(['zero-width']);
  });

  const seen: [name: string, text: string, expected: string][] = [
    ['entities are what they stand for', '&#109;lflow &#x6d;', 'p mlflow m'],
    ['a badge: white on colour', '<span style="color:white;background:red">seen</span>', 'p seen'],
    ['black on white', '<span style="color:#000;background:#fff">seen</span>', 'p seen'],
    ['an attribute value that says hidden', '<span class="hidden">seen</span>', 'p seen'],
    ['a used definition', '[seen][x]\n\n[x]: http://a.b', 'p seen'],
    ['an emoji of several parts', 'ok 👨‍👩‍👧', 'p ok 👨👩👧'],
    ['Arabic with its marks', 'النص\u200fالعربي', 'p النصالعربي'],
    ['an open dialog', '<dialog open>seen</dialog>', 'p seen'],
    ['a scale of its own', '<span style="transform: scale(0.9)">seen</span>', 'p seen'],
    ['light grey', '<span style="color:#bbb">seen</span>', 'p seen'],
    ['a definition and a quotation', '[seen][x]\n\n[x]: http://a.b\n\n"seen too"', 'p seen|p "seen too"'],
    ['a class of another name', 'a <b class="xy">seen</b>', 'p a seen'],
    ['a note of a note', 'a[^1]\n\n[^1]: see [^2]\n\n[^2]: seen', 'p a[^1]|p [^1]: see [^2]|p [^2]: seen'],
    ['a footnote is text', 'a[^1]\n\n[^1]: seen', 'p a[^1]|p [^1]: seen'],
  ];
  test.each([
    ['a style that hides nothing', '.x { color: #333; display: block }'],
    ['a state', '.x:hover { display: none }'],
    ['what is added', '.x::before { display: none }'],
    ['another class', '.x.y { display: none }'],
    ['inside something', 'main p { display: none }'],
  ])('a style sheet leaves text: %s', (_, sheet) => {
    expect(outline(`<style>${sheet}</style>\n\n<p class="x">seen</p>`)).toEqual(['p seen']);
  });

  test.each(seen)('visible: %s', (_, text, expected) => {
    expect(outline(text).join('|')).toBe(expected);
    expect(parse(text).hidden).toEqual([]);
  });
});
