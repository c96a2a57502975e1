import { forTerminal } from '../model/safe-text.js';

/** Something the person at the keyboard can mend; printed without a stack. */
export class UsageError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}

/** Errors of an author's file carry where they are and the lines around it; they are told by what they carry, so that no heavy module is loaded here. */
interface PlacedError extends Error {
  readonly file: string;
  readonly position: { readonly line: number; readonly column: number };
  readonly frame: string;
  readonly hint?: string;
}

/** Says what went wrong on stderr and returns the exit code: 2 for what a person can mend, 3 for a fault of ours, with its stack. */
export function printTrouble(error: unknown): number {
  if (error instanceof UsageError) {
    say(`error: ${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`);
    return 2;
  }
  if (isPlaced(error)) {
    const { line, column } = error.position;
    say(
      `error: ${error.file}:${line}:${column} ${error.message}\n${error.frame}${error.hint === undefined ? '' : `\n${error.hint}`}`,
    );
    return 2;
  }
  if (error instanceof Error && error.name === 'UnknownExam') {
    say(`error: ${error.message}\n${(error as { hint?: string }).hint ?? ''}`);
    return 2;
  }
  const trouble = describeTrouble(error);
  say(trouble.ours ? `dictamen failed; please report this:\n${trouble.stack}` : `error: ${trouble.message}`);
  return trouble.ours ? 3 : 2;
}

export interface Trouble {
  readonly message: string;
  readonly stack: string;
  /** A fault of dictamen itself, rather than of a file or a disk. */
  readonly ours: boolean;
}

/** An error in plain words. */
export function describeTrouble(error: unknown): Trouble {
  const system = systemMessage(error);
  const message = system ?? (error instanceof Error ? error.message : String(error));
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message, stack, ours: system === undefined };
}

/** Warnings and errors go to stderr, line by line, with nothing in them that a terminal would obey. */
export function say(message: string): void {
  process.stderr.write(`${message.split('\n').map(forTerminal).join('\n')}\n`);
}

export function isPlaced(error: unknown): error is PlacedError {
  return error instanceof Error && 'file' in error && 'position' in error && 'frame' in error;
}

/** Trouble of the file system, in plain words. */
function systemMessage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const path = 'path' in error ? ` \`${String(error.path)}\`` : '';
  const words: Record<string, string> = {
    ENOENT: `there is no${path}`,
    EACCES: `no permission for${path}`,
    EPERM: `no permission for${path}`,
    EISDIR: `${path.trim()} is a folder`,
    ENOTDIR: `a part of${path} is not a folder`,
    ENOSPC: `the disk is full, writing${path}`,
    EROFS: `${path.trim()} is on a read-only disk`,
    EMFILE: 'too many files are open',
    ELOOP: `too many links at${path}`,
    ENAMETOOLONG: `the name is too long:${path}`,
  };
  return words[String(error.code)] ?? `${String(error.code)}${path}`;
}
