import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Exam } from '../model/rubric.js';
import type { Submission } from '../model/submission.js';
import type { HandIn, InputFile, ReadOptions } from './hand-in.js';
import { ignoredByName } from './ignored.js';
import { CAPS, submissionOf } from './submission.js';

export type { HandIn, InputFile, ReadOptions } from './hand-in.js';
export { submissionOf } from './submission.js';

/**
 * Reads what a student handed in: the path of a file or a folder, or files that are in memory already.
 * @throws when the path itself cannot be read.
 */
export function readSubmission(input: string | HandIn, exam: Exam, options: ReadOptions = {}): Submission {
  return submissionOf(typeof input === 'string' ? readHandIn(input) : input, exam, options);
}

/** A hand-in that came through standard input. `kind` is its extension; markdown by default. */
export const handInOf = (bytes: Uint8Array, kind = 'md'): HandIn => ({
  name: 'stdin',
  files: [{ name: `stdin.${kind}`, bytes }],
});

/** Reads a file, or a folder and what lies in it. Links are not followed, devices not opened, junk not read. */
export function readHandIn(path: string): HandIn {
  const name = basename(resolve(path));
  const stat = lstatSync(path);
  const target = stat.isSymbolicLink() ? statOfLink(path) : stat;
  if (target.isFile())
    return {
      name: name.replace(/\.(?:md|markdown|txt|ipynb|py|ya?ml)$/i, ''),
      files: [{ name, bytes: readBytes(path) }],
    };
  if (!target.isDirectory()) return { name, files: [], skipped: [{ name, why: 'neither a file nor a folder' }] };
  const files: InputFile[] = [];
  const skipped: { name: string; why: string }[] = [];
  walk(path, files, skipped);
  return { name, files, skipped };
}

/** The path that a person typed may be a link itself; what lies in the folder may not. */
const statOfLink = (path: string): ReturnType<typeof fstatSync> => {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return fstatSync(handle);
  } finally {
    closeSync(handle);
  }
};

const DEEPEST = 32;

function walk(root: string, files: InputFile[], skipped: { name: string; why: string }[]): void {
  const queue: { path: string; name: string; depth: number }[] = [{ path: root, name: '', depth: 0 }];
  let total = 0;
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    const { path, name: prefix, depth } = entry;
    for (const child of readdirSync(path, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
    )) {
      const name = prefix === '' ? child.name : `${prefix}/${child.name}`;
      const why = whySkipped(name, child, depth, files.length, total);
      if (why !== undefined) {
        if (skipped.length < 500) skipped.push({ name, why });
      } else if (child.isDirectory()) queue.push({ path: join(path, child.name), name, depth: depth + 1 });
      else {
        const bytes = readBytes(join(path, child.name));
        total += bytes.length;
        files.push({ name, bytes });
      }
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

interface Entry {
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}

function whySkipped(name: string, entry: Entry, depth: number, count: number, total: number): string | undefined {
  if (entry.isSymbolicLink()) return 'a link; links are not followed';
  if (entry.isDirectory()) {
    if (depth >= DEEPEST) return `more than ${DEEPEST} folders deep`;
    // Whether the exam asks for a file in a project's own folder (`.github`) is told file by file.
    return ignoredByName(`${name}/x.md`, true);
  }
  if (!entry.isFile()) return 'no regular file';
  if (count >= CAPS.files || total > CAPS.total) return 'over the limit of files or bytes';
  return undefined;
}

/** At most one byte more than the largest cap, so that a huge file is told and not loaded; a folder's file that became a link is not opened. */
function readBytes(path: string): Uint8Array {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const size = Math.min(fstatSync(handle).size, CAPS.notebook + 1);
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const read = readSync(handle, bytes, at, size - at, null);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  } finally {
    closeSync(handle);
  }
}
