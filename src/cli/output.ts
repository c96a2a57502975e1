import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { foldLines } from '../reporters/layout.js';

/** Prints on standard output and waits until it is taken, so that a large report reaches a slow pipe whole. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** Prints text for people, folded to their terminal. */
export const printFolded = (text: string): Promise<void> => print(foldLines(text, columnsOf(process.stdout)));

/** Writes a file whole or not at all: beside its place first, then moved there. */
export function writeAtomically(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = openSync(temporary, 'w', 0o644);
    try {
      writeWhole(file, Buffer.from(text, 'utf8'));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renamePatiently(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeWhole(file: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** A virus scanner or an editor may hold the file for a moment; a plain write instead would tear it. */
function renamePatiently(from: string, to: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (attempt >= 9 || !BUSY.has(code) || process.platform !== 'win32') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Colours only where a person looks at a terminal, unless the environment says otherwise (NO_COLOR, FORCE_COLOR). */
export function colourLevel(stream: Terminal, env: NodeJS.ProcessEnv): 0 | 1 | 2 | 3 {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 0;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) {
    if (forced === '0' || forced === 'false') return 0;
    return forced === '2' || forced === '3' ? (Number(forced) as 2 | 3) : 1;
  }
  if (!stream.isTTY || env.TERM === 'dumb') return 0;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 3;
  return env.TERM?.includes('256') ? 2 : 1;
}

export function columnsOf(stream: Terminal): number {
  return stream.isTTY && stream.columns ? Math.min(Math.max(stream.columns, 40), 110) : 80;
}
