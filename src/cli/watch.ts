import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { printTrouble, say } from './trouble.js';

const QUIET = 150;

/** Runs again after each burst of changes; ends with the process (Ctrl-C). */
export function watchPaths(
  paths: readonly string[],
  out: string | undefined,
  run: () => Promise<unknown>,
): Promise<never> {
  const written = out === undefined ? undefined : basename(out);
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const again = (name: string | null): void => {
    // Our own report, and the temporary file it is made of, may lie in the watched folder.
    if (name !== null && written !== undefined && basename(name).includes(written)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => attempt(run));
    }, QUIET);
  };
  for (const path of paths) watchOne(path, again);
  say('watching for changes, Ctrl-C ends it');
  return new Promise(() => {});
}

/** A file is watched through its folder: editors replace a file rather than write into it. */
function watchOne(path: string, again: (name: string | null) => void): FSWatcher {
  const whole = resolve(path);
  if (statSync(whole).isDirectory()) return watch(whole, { recursive: true }, (_, name) => again(name));
  return watch(dirname(whole), (_, name) => {
    if (name === basename(whole)) again(name);
  });
}

/** A hand-in that is half saved must not end the watch. */
async function attempt(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    printTrouble(error);
  }
}
