import { kindsByName, pathOf } from './code-kind.js';
import type { ExamIndex, IndexedKind } from './exam-index.js';
import { wordsOf } from './words.js';

/** A block of code with the words right above it. */
interface Labelled {
  readonly text: string;
  readonly info: string;
  readonly label: string;
}

/** The path that a block goes by: in its info string, in a comment of its first lines, or in the line right above it. */
export function nameOfBlock({ text, info, label }: Labelled, index: ExamIndex): string | undefined {
  return pathOf(text, info) ?? inInfo(info, index) ?? inComment(text, index) ?? above(label, text, index);
}

/** Names that say nothing of their notation (`.gitignore`, `Procfile`) are known by the exam that asks for them. */
const known = (name: string, index: ExamIndex): readonly IndexedKind[] =>
  /[\w-]/.test(name) ? kindsByName(name, index) : [];

const TOKEN = /[\w.-]+(?:\/[\w.-]+)*/g;

function inInfo(info: string, index: ExamIndex): string | undefined {
  return (info.slice(0, LONGEST).match(TOKEN) ?? []).find((name) => isPath(name) && known(name, index).length > 0);
}

/** A comment with nothing but a name in it. */
function inComment(text: string, index: ExamIndex): string | undefined {
  const lines = text
    .slice(0, 4 * LONGEST)
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const line of lines.slice(0, 2)) {
    const name = COMMENT.exec(line.slice(0, LONGEST))?.[1];
    if (name !== undefined && known(name, index).length > 0) return name;
  }
  return undefined;
}

const COMMENT =
  /^\s*(?:#|\/\/|<!--|--|;)[-=#\s]*(?:(?:archivo|file|fichero|path)\s*:\s*)?[`"']?([\w.-]+(?:\/[\w.-]+)*)[`"']?[-=#\s:]*(?:-->)?\s*$/i;

/** The one file that a short line names: "`requirements.txt`", "The new .gitignore:". A program below it is no configuration. */
function above(label: string, text: string, index: ExamIndex): string | undefined {
  const line = label.trimEnd().split('\n').at(-1) ?? '';
  if (wordsOf(line).length > SHORT || PROGRAM.test(text)) return undefined;
  const names = (line.match(TOKEN) ?? [])
    .map((name) => name.replace(/\.+$/, ''))
    .filter((name) => isPath(name) && known(name, index).length > 0);
  return new Set(names).size === 1 ? names[0] : undefined;
}

const isPath = (name: string): boolean => /\.[\w-]|\/|^[A-Z]\w*file$/.test(name);

const LONGEST = 300;
/** Words of a line that labels. */
const SHORT = 12;
const PROGRAM = /^[ \t]*(?:import \w|from [\w.]+ import|(?:async )?def \w+|class \w+)/m;
