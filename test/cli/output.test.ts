import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { colourLevel, columnsOf, writeAtomically } from '../../src/cli/output.js';

describe('colourLevel', () => {
  it.each([
    ['not a terminal', {}, {}, 0],
    ['a terminal', { isTTY: true }, { TERM: 'xterm' }, 1],
    ['a terminal of 256 colours', { isTTY: true }, { TERM: 'xterm-256color' }, 2],
    ['a terminal of all colours', { isTTY: true }, { COLORTERM: 'truecolor' }, 3],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, 0],
    ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1', FORCE_COLOR: '3' }, 0],
    ['an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '', TERM: 'xterm' }, 1],
    ['FORCE_COLOR off a terminal', {}, { FORCE_COLOR: '2' }, 2],
    ['FORCE_COLOR=0', { isTTY: true }, { FORCE_COLOR: '0' }, 0],
  ] as const)('%s', (_, stream, env, expected) => {
    expect(colourLevel(stream, env)).toBe(expected);
  });
});

it.each([
  [{}, 80],
  [{ isTTY: true, columns: 100 }, 100],
  [{ isTTY: true, columns: 300 }, 110],
  [{ isTTY: true, columns: 10 }, 40],
  [{ columns: 100 }, 80],
])('columnsOf %j is %d', (stream, expected) => {
  expect(columnsOf(stream)).toBe(expected);
});

describe('writeAtomically', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dictamen-out-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('replaces a file and leaves nothing else behind', () => {
    const path = join(folder, 'r.txt');
    writeFileSync(path, 'old');
    writeAtomically(path, `ñ${'x'.repeat(3_000_000)}`);
    expect(readFileSync(path, 'utf8')).toBe(`ñ${'x'.repeat(3_000_000)}`);
    expect(readdirSync(folder)).toEqual(['r.txt']);
  });

  it('says so when it cannot, and leaves nothing behind', () => {
    expect(() => writeAtomically(join(folder, 'no', 'r.txt'), 'x')).toThrow(/ENOENT/);
    chmodSync(folder, 0o755);
    expect(() => writeAtomically(folder, 'x')).toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
