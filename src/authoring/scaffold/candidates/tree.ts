import { drawnTree, rootOf } from '../../../checks/trees/drawing.js';
import { type Candidate, type FilePair, weighted } from './candidate.js';

/** Whether a text draws a project tree. */
export function looksLikeTree(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const drawn = lines.filter((line) => /[├└│]|^\s*[|+`][-─]{1,4}\s/u.test(line)).length;
  return lines.length > 2 && (drawn >= lines.length / 2 || lines.every((line) => /^\s*[\w.-]+\/[\w./-]*$/.test(line)));
}

/** Files and folders that came, went or moved, as `tree` checks. */
export function treeCandidates({ given, corrected }: FilePair): Candidate[] {
  const before = pathsOf(given ?? '');
  const after = pathsOf(corrected);
  const came = [...after].filter((path) => !before.has(path));
  const gone = [...before].filter((path) => !after.has(path));
  // What is only absent would be met by an empty drawing: something that stays, or comes, is asked for with it.
  const anchor =
    [...after].find((path) => before.has(path) && path.endsWith('/')) ??
    came.find((path) => path.endsWith('/')) ??
    came[0];
  const outermost = (path: string, all: readonly string[]) =>
    !all.some((other) => other !== path && other.endsWith('/') && path.startsWith(other));
  const make = (path: string, params: Record<string, unknown>): Candidate => ({
    words: weighted([path, 0.8], [last(path), 1], [ABOUT.find(([name]) => name.test(path))?.[1] ?? '', 0.9]),
    expression: { tree: params },
    nonsense: ['zzz/\n├── zzz.txt\n└── zz.txt\n'],
  });
  return [
    ...came.map((path) => make(path, { present: [path] })),
    ...gone
      .filter((path) => outermost(path, gone) && anchor !== undefined)
      .map((path) => ({
        ...make(path, { present: [anchor], absent: [`**/${path.replace(/\/$/, '')}`] }),
        removes: true,
      })),
  ];
}

const last = (path: string): string => path.replace(/\/$/, '').split('/').at(-1) ?? path;

const ABOUT: readonly (readonly [RegExp, string])[] = [
  [/readme/i, 'readme documentation documentación'],
  [
    /requirements|pyproject|package\.json|environment\.ya?ml|lock/i,
    'dependencies dependencias requirements versions versiones',
  ],
  [/^tests?\/|\/tests?\/|test_/i, 'test tests pruebas'],
  [/\.env$/, 'env secret secretos password environment'],
  [/venv/, 'entorno virtual environment venv'],
  [/\.csv|\.parquet|^data\//, 'data datos dataset'],
  [/\.pkl|\.onnx|\.joblib|^models?\//, 'model modelo binary binario'],
  [/\.ipynb|^notebooks?\//, 'notebook notebooks cuaderno'],
  [/\.github|\.gitlab/, 'workflow pipeline integration integración'],
  [/licen[sc]e/i, 'licence license licencia'],
  [/^src\//, 'src structure estructura package paquete scripts source código'],
];

/** Paths without the project's own folder; a folder ends in `/`. */
function pathsOf(text: string): Set<string> {
  const entries = drawnTree(text);
  const root = rootOf(entries);
  const own = (path: string) => (root === undefined ? path : path === root ? '' : path.slice(root.length + 1));
  return new Set(
    entries
      .map((entry) => `${own(entry.path)}${entry.folder ? '/' : ''}`)
      .filter((path) => path !== '/' && path !== ''),
  );
}
