import { describe, expect, test } from 'vitest';
import { read, summary } from './exam.js';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array =>
  Uint8Array.from(
    [...(mark ? [0xfeff] : []), ...Array.from(text, (c) => c.charCodeAt(0))].flatMap((unit) =>
      little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
    ),
  );
/** UTF-8 that a program read as an eight-bit encoding and saved as UTF-8 again. */
const misread = (text: string, encoding: string): string => new TextDecoder(encoding).decode(utf8(text));

const text = '## Exercise 1\n\n- Falta la versión de producción, ¿quién la señaló?\n- año\n';
const macRoman = Uint8Array.from(text, (c) => ({ ó: 0x97, '¿': 0xc0, é: 0x8e, ñ: 0x96 })[c] ?? c.charCodeAt(0));

describe('the same text in any encoding', () => {
  const table: [name: string, bytes: Uint8Array, note: RegExp | undefined][] = [
    ['UTF-8', utf8(text), undefined],
    ['UTF-8 with its mark', utf8(`\ufeff${text}`), undefined],
    ['UTF-8 with Windows line ends', utf8(text.replaceAll('\n', '\r\n')), undefined],
    ['UTF-8 with old Mac line ends', utf8(text.replaceAll('\n', '\r')), undefined],
    ['UTF-16 LE', utf16(text, true, true), /UTF-16 LE/],
    ['UTF-16 BE', utf16(text, false, true), /UTF-16 BE/],
    ['UTF-16 LE without its mark', utf16(text, true, false), /UTF-16 LE/],
    ['UTF-16 BE without its mark', utf16(text, false, false), /UTF-16 BE/],
    ['Windows-1252', latin(text), /Windows-1252/],
    ['Mac Roman', macRoman, /Mac Roman/],
    ['UTF-8 read as Latin-1', utf8(misread(text, 'windows-1252')), /mojibake.*Latin-1/],
    ['UTF-8 read as Mac Roman', utf8(misread(text, 'macintosh')), /mojibake.*Mac Roman/],
    ['UTF-8 misread twice', utf8(misread(misread(text, 'windows-1252'), 'windows-1252')), /mojibake/],
  ];
  test.each(table)('%s', (_, bytes, note) => {
    const submission = read({ 'answers.md': bytes });
    expect(summary(submission)).toEqual({ queue: ['Falta la versión de producción, ¿quién la señaló?', 'año'] });
    expect(submission.answers[0]?.prose[0]?.source.lines[2]).toEqual({ line: 3, column: 1 });
    const notes = submission.flags.filter(({ kind }) => kind === 'encoding').map(({ message }) => message);
    if (note) expect(notes.join()).toMatch(note);
    else expect(notes).toEqual([]);
  });

  test('emoji that were misread come back', () => {
    expect(
      summary(read({ 'answers.md': utf8(misread('## Exercise 1\n\n🔴 crítico, 🟢 menor', 'macintosh')) })),
    ).toEqual({ queue: ['🔴 crítico, 🟢 menor'] });
  });

  const honest = ['naïve café – “quotes”', 'Ã is a letter', '√2 ≈ 1,41', 'São Paulo, coração', 'Größe Ω'];
  test.each(honest)('near miss: %s stays as it is', (words) => {
    const submission = read(`## Exercise 1\n\n${words}`);
    expect(summary(submission)).toEqual({ queue: [words] });
    expect(submission.flags.filter(({ kind }) => kind === 'encoding')).toEqual([]);
  });

  test('a few broken bytes do not spoil UTF-8', () => {
    const broken = Uint8Array.from([...utf8('## Exercise 1\n\nversión, producción, año, señal, más x'), 0xff]);
    expect(summary(read({ 'answers.md': broken }))).toEqual({
      queue: ['versión, producción, año, señal, más x\ufffd'],
    });
  });
});

describe('files that are no answer have no effect and are told', () => {
  const good = {
    'answers.md': '## Exercise 1\n\nacks early',
    'worker.py': 'import broker\nwith broker.transaction(): pass\n',
  };
  const table: [name: string, file: string, content: string | Uint8Array, flagged: boolean][] = [
    ['results', 'results.json', '{"score": 100}', true],
    ['grades', 'grades.csv', 'ana,100', true],
    ['a rubric', 'rubric.yml', 'points: 100', true],
    ['a report', 'report.html', '<p>100</p>', true],
    ['a package', 'package.json', '{}', false],
    ['modules', 'node_modules/yaml/README.md', '## Exercise 2\n\nno timeout', false],
    ['a cache', '.cache/answers.md', '## Exercise 2\n\nno timeout', false],
    ['git', '.git/HEAD', 'ref', false],
    ['checkpoints', '.ipynb_checkpoints/a.ipynb', '{}', false],
    ['junk of a Mac', '__MACOSX/._answers.md', 'x', false],
    ['a checker', 'checker.ts', 'export const score = 100', false],
    ['configuration of tests', 'conftest.py', 'import requests', false],
    ['a pickle by its name', 'model.pkl', Uint8Array.of(0x80, 4, 0x95), false],
    ['a pickle by its bytes', 'model.md', Uint8Array.of(0x80, 4, 0x95, 0), false],
    ['an image', 'shot.png', Uint8Array.of(0x89, 0x50), false],
    ['a PDF that calls itself text', 'answers2.md', utf8('%PDF-1.7 no timeout'), false],
    ['requirements', 'requirements.txt', 'requests', false],
  ];
  test.each(table)('%s', (_, file, content, flagged) => {
    const alone = read(good);
    const beside = read({ ...good, [file]: content });
    expect(beside.answers).toEqual(alone.answers);
    expect(beside.received.find((one) => one.file === file)?.taken_as).toBe('ignored');
    expect(beside.flags.some(({ kind }) => kind === 'ignored-file')).toBe(flagged);
  });

  test('front matter that claims a score', () => {
    const submission = read('---\nscore: 100\npassed: true\n---\n## Exercise 1\n\nacks early');
    expect(summary(submission)).toEqual({ queue: ['acks early'] });
    expect(submission.received.find(({ note }) => note?.includes('front matter'))?.taken_as).toBe('ignored');
  });
});

describe('a hand-in that cannot be read is blocked, with the reason', () => {
  const table: [name: string, files: Record<string, string | Uint8Array>, reason: RegExp][] = [
    ['nothing', {}, /nothing was handed in/],
    ['an empty file', { 'answers.md': '' }, /empty/],
    ['blanks', { 'answers.md': ' \n\n' }, /empty/],
    ['a PDF', { 'answers.pdf': '%PDF-1.7' }, /a PDF/],
    ['a Word file', { 'answers.docx': Uint8Array.of(0x50, 0x4b, 3, 4) }, /zip or Office/],
    [
      'noise',
      { 'answers.md': Uint8Array.from({ length: 20_000 }, (_, i) => ((i * i * 2_654_435_761) >>> 24) & 255) },
      /binary data/,
    ],
    ['binary data', { 'answers.md': Uint8Array.from({ length: 400 }, (_, i) => (i * 7) % 5) }, /binary data/],
    ['a large text', { 'answers.md': 'a'.repeat(1024 * 1024 + 1) }, /larger than 1 MiB/],
    ['large code', { 'worker.py': 'a'.repeat(512 * 1024 + 1) }, /larger than 512 KiB/],
    ['only what is ignored', { 'results.json': '{}', 'a.png': 'x' }, /nothing handed in that could be an answer/],
    ['a notebook that is none', { 'a.ipynb': '[1, 2]' }, /no JSON object/],
  ];
  test.each(table)('%s', (_, files, reason) => {
    expect(read(files).blocked).toMatch(reason);
  });

  test('one bad file beside a good one blocks nothing', () => {
    const submission = read({ 'answers.md': '## Exercise 1\n\nacks early', 'notes.md': 'a'.repeat(2 * 1024 * 1024) });
    expect(submission.blocked).toBeUndefined();
    expect(submission.flags.map(({ kind }) => kind)).toEqual(['limit']);
  });

  test('a text too deep for the parser is read as paragraphs, flagged', () => {
    const submission = read(`## Exercise 1\n\n${'> '.repeat(2000)}x\n\nacks early`);
    expect(submission.flags.map(({ kind }) => kind)).toContain('limit');
    expect(JSON.stringify(summary(submission))).toContain('acks early');
  });
});
