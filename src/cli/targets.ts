import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { UsageError } from './trouble.js';

/** Files in which a whole exam can be answered. */
const DOCUMENTS = new Set(['.md', '.markdown', '.mdown', '.ipynb', '.txt', '.rst', '.html', '.htm']);
const CODE = new Set(['.py', '.yml', '.yaml', '.ts', '.tsx', '.js', '.json', '.toml', '.tf', '.rules', '.promql']);

/** Names that people give to an answer, whatever the exam; the exam adds its own. With a number behind them they are hand-ins of a cohort. */
const ANSWER_NAMES =
  /^(answers?|respuestas?|review|revisi[oó]n|ex[aá]mene?s?|exams?|soluci[oó]n|solution|entrega|submission|hand-?in|notebook|notas|notes|main|index)(?![\p{L}\p{N}])(?![\s_.-]*\d)/iu;
const EXERCISE_NAMES =
  /^(ej|ejercicio|exercise|ex|task|tarea|pregunta|question|parte?|problema?|problem|q)[\s_.-]*\d{1,2}(?!\d)/iu;
const FOLDER_OF_ONE =
  /^(src|docs?|code|c[oó]digo|app|lib|tests?|monitoring|monitoreo|config|notebooks?|alerts?|rules|images?|assets|files|archivos)$/iu;
const NOT_AN_ANSWER =
  /^(readme|license|licence|changelog|contributing|labels?|results?|grades?|roster|package(-lock)?|tsconfig)\b/iu;
const SKIPPED = /^(\.|__pycache__$|__MACOSX$|node_modules$|venv$)/;

/** What tells the parts of one hand-in from the hand-ins of a cohort. */
export interface Parts {
  /** Words of the exam's own files and exercises. */
  readonly known?: readonly string[];
  /** How many exercises the exam has. */
  readonly exercises?: number;
  readonly singleExercise?: boolean;
}

/** The hand-ins behind the paths of the command line, in the order given and then by name. */
export function findHandIns(paths: readonly string[], parts: Parts = {}): string[] {
  const found = new Map<string, string>();
  for (const path of paths) {
    for (const one of handInsAt(path, parts)) if (!found.has(resolve(one))) found.set(resolve(one), one);
  }
  return Array.from(found.values());
}

function handInsAt(path: string, parts: Parts): string[] {
  if (path === '-') return ['-'];
  if (!existsSync(path)) throw new UsageError(`there is no \`${path}\``);
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true })
    .filter((entry) => !SKIPPED.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const cohort = membersOf(path, entries, parts);
  return cohort.length > 0 ? cohort.map((name) => join(path, name)) : [path];
}

/** The names of the hand-ins that a folder holds; none where the folder is one hand-in itself. */
function membersOf(
  path: string,
  entries: readonly Dirent[],
  { known = [], exercises = 0, singleExercise = false }: Parts,
): string[] {
  const folders = entries.filter((entry) => isFolder(path, entry)).map((entry) => entry.name);
  const files = entries
    .filter((entry) => !folders.includes(entry.name) && isAnswerFile(entry.name))
    .map((entry) => entry.name);
  const named = files.some((name) => isAnswerName(name, known));
  if (named || isCount(files, exercises)) return [];
  const parts = folders.filter((name) => FOLDER_OF_ONE.test(name) || isExerciseName(name, known));
  // One student of a cohort may be called like an exercise; the folders of one hand-in mostly are.
  if (parts.length * 3 >= folders.length && parts.length > 0) return [];
  const documents = files.filter((name) => DOCUMENTS.has(extname(name).toLowerCase()));
  const perStudent =
    documents.length === files.length || (singleExercise && new Set(files.map((name) => extname(name))).size === 1);
  if (folders.length > 0) return perStudent ? [...folders, ...files].sort() : [];
  return perStudent && files.length > 1 ? files : [];
}

/** `1.md`, `2.md`, …: as many as there are exercises, or fewer. */
function isCount(files: readonly string[], exercises: number): boolean {
  const numbers = files.map((name) => Number(/^\d{1,2}(?=\.\w+$)/.exec(name)?.[0] ?? 0)).sort((a, b) => a - b);
  return files.length > 1 && files.length <= exercises && numbers.every((number, i) => number === i + 1);
}

function isFolder(path: string, entry: Dirent): boolean {
  // A link to a folder is followed only here, at the top, where the person at the keyboard put it.
  return (
    entry.isDirectory() ||
    (entry.isSymbolicLink() && Boolean(statSync(join(path, entry.name), { throwIfNoEntry: false })?.isDirectory()))
  );
}

function isAnswerFile(name: string): boolean {
  const extension = extname(name).toLowerCase();
  return (DOCUMENTS.has(extension) || CODE.has(extension)) && !NOT_AN_ANSWER.test(name);
}

function isAnswerName(name: string, known: readonly string[]): boolean {
  return ANSWER_NAMES.test(name) || isExerciseName(name, known);
}

function isExerciseName(name: string, known: readonly string[]): boolean {
  const stem = words(basename(name, extname(name)));
  return EXERCISE_NAMES.test(name) || known.some((word) => ` ${stem} `.includes(` ${words(word)} `));
}

/** `train_mlflow.py` and `Train MLflow` hold the same words. */
function words(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
