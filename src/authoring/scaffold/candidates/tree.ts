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
  const anchor = anchorOf(before, after, [...came, ...gone]);
  const outermost = (path: string, all: readonly string[]) =>
    !all.some((other) => other !== path && other.endsWith('/') && path.startsWith(other));
  const make = (path: string, params: Record<string, unknown>): Candidate => ({
    words: weighted([path, 0.8], [last(path), 1], [ABOUT.find(([name]) => name.test(path))?.[1] ?? '', 0.9]),
    expression: { tree: params },
    nonsense: ['zzz/\n├── zzz.txt\n└── zz.txt\n'],
    texts: [path, path.replace(/\/$/, '')],
  });
  const goneCandidates = (path: string): Candidate[] => {
    const moved = path.endsWith('/') ? undefined : came.find((other) => last(other) === last(path));
    // What should stand elsewhere is not mended by taking it away.
    if (moved) return [make(path, { moved: { from: path, to: `**/${last(path)}` } })];
    const kind = /\.[a-z]\w*$/i.exec(path)?.[0];
    const ofKind = kind !== undefined && ![...after].some((other) => other.endsWith(kind));
    // Another name for the same file mends nothing.
    const names = [...(ofKind && !last(path).startsWith('.') ? [`**/*${kind}`] : []), `**/${path.replace(/\/$/, '')}`];
    return names.map((name) => ({ ...make(path, { present: [anchor], absent: [name] }), removes: true }));
  };
  return [
    ...came.map((path) => make(path, { present: [path] })),
    ...(anchor === undefined ? [] : gone.filter((path) => outermost(path, gone)).flatMap(goneCandidates)),
  ];
}

/** A path that both drawings have and under which nothing is planted, so that an answer of any kind has it; else one that came. */
function anchorOf(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  changed: readonly string[],
): string | undefined {
  const stays = [...after].filter((path) => before.has(path));
  const calm = stays.filter((path) => !changed.some((other) => other.startsWith(path)));
  return calm.find((path) => /^readme/i.test(path)) ?? calm[0] ?? stays[0] ?? changed.find((path) => after.has(path));
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
