import type { WorkFile } from './work.js';

/** Part of an id of the page. */
export function slug(text: string): string {
  return text.replace(/[^\w-]+/g, '_');
}

/** The id of a line of the hand-in, where the page shows it. */
export function lineId(files: readonly WorkFile[], prefix: string, file: string, line: number): string | undefined {
  const index = files.findIndex((one) => one.file === file);
  const shown = index >= 0 && files[index]?.lines.some((one) => one.number === line);
  return shown ? `${prefix}-f${index}-${line}` : undefined;
}
