import { isMarkdown } from '../model/document.js';
import type { Source } from '../model/text.js';
import { type Evidence, evidenceAt, met, unmet } from '../model/verdict.js';
import { type Check, type Documents, ParamsError } from './check.js';
import { everyBlock } from './text/blocks.js';
import { type Regex, regexOf } from './text/regex.js';
import { drawnTree, rootOf, type TreeEntry } from './trees/drawing.js';

interface Params {
  present?: string[];
  absent?: string[];
  moved?: { from: string; to: string };
  artefacts?: string[];
}

interface Glob {
  readonly regex: Regex;
  readonly folder: boolean;
}

interface Ready {
  readonly present: readonly Glob[];
  readonly absent: readonly Glob[];
  readonly artefacts: ReadonlySet<string> | undefined;
}

const globs = { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 } as const;

/** A project tree, drawn or listed. */
export const tree: Check<Params, Ready> = {
  kind: 'tree',
  summary: 'A project tree, drawn in ASCII or listed as paths, holds some files and folders and does not hold others.',
  schema: {
    type: 'object',
    description:
      'Met where one tree holds all of `present` and none of `absent`. Trees are read from text artefacts, code blocks of markdown artefacts and of the review.',
    properties: {
      present: {
        ...globs,
        description:
          'Globs from the root of the tree, whose own name may be left out: `src/**/train.py`, `tests/`, `{pyproject.toml,setup.py}`. A `/` at the end asks for a folder.',
        examples: [['src/**/*.py', 'tests/']],
      },
      absent: { ...globs, description: 'Globs that nothing fits.' },
      moved: {
        type: 'object',
        description: 'Nothing fits `from`, something fits `to`.',
        properties: { from: { type: 'string' }, to: { type: 'string' } },
        required: ['from', 'to'],
        additionalProperties: false,
      },
      artefacts: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of artefacts. Default: those in text or markdown, and the review.',
      },
    },
    anyOf: [{ required: ['present'] }, { required: ['absent'] }, { required: ['moved'] }],
    additionalProperties: false,
  },
  prepare({ present = [], absent = [], moved, artefacts }) {
    if (present.length === 0 && absent.length === 0 && !moved)
      throw new ParamsError('Unexpected check that asks for nothing, expected `present`, `absent` or `moved`');
    return {
      present: [
        ...present.map((glob, i) => globOf(glob, ['present', i])),
        ...(moved ? [globOf(moved.to, ['moved', 'to'])] : []),
      ],
      absent: [
        ...absent.map((glob, i) => globOf(glob, ['absent', i])),
        ...(moved ? [globOf(moved.from, ['moved', 'from'])] : []),
      ],
      artefacts: artefacts && new Set(artefacts),
    };
  },
  judge(ready, documents) {
    let wrong: Evidence[] = [];
    for (const { source, entries } of treesOf(documents, ready.artefacts)) {
      const root = rootOf(entries);
      const place = (entry: TreeEntry) => evidenceAt(source, entry.start, entry.end);
      const found = ready.present.map((glob) => entries.find((entry) => fits(entry, glob, root)));
      const unwanted = ready.absent.flatMap((glob) => entries.find((entry) => fits(entry, glob, root)) ?? []);
      const evidence = found.flatMap((entry) => (entry ? [place(entry)] : []));
      if (evidence.length === found.length && unwanted.length === 0) return met(evidence);
      wrong = unwanted.map(place);
    }
    return unmet(wrong);
  },
};

const LEAST = 2;

/** Every drawing with its entries; several drawings are judged one by one. */
function treesOf(
  documents: Documents,
  ids: ReadonlySet<string> | undefined,
): { source: Source; entries: readonly TreeEntry[] }[] {
  return documents.derive(`trees ${ids ? [...ids].sort().join() : ''}`, () => {
    const artefacts = documents.artefacts.filter((artefact) => !ids || ids.has(artefact.id));
    const drawings = artefacts.flatMap(({ document, source, language }) => {
      if (isMarkdown(document))
        return [...everyBlock(document.blocks)].flatMap((block) => (block.kind === 'code' ? [block.source] : []));
      return language === 'text' || ids ? [source] : [];
    });
    const review = ids
      ? []
      : documents.prose.flatMap(({ blocks }) =>
          [...everyBlock(blocks)].flatMap((block) => (block.kind === 'code' ? [block.source] : [])),
        );
    return [...drawings, ...review]
      .map((source) => ({ source, entries: drawnTree(source.text) }))
      .filter(({ entries }) => entries.length >= LEAST);
  });
}

function fits(entry: TreeEntry, { regex, folder }: Glob, root: string | undefined): boolean {
  if (folder && !entry.folder) return false;
  return regex.test(entry.path) || (root !== undefined && regex.test(entry.path.slice(root.length + 1)));
}

/** `*` and `?` stay within a name, `**` spans folders, `{a,b}` is either. */
function globOf(glob: string, path: readonly (string | number)[]): Glob {
  const bare = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  let depth = 0;
  const pattern = bare.replace(/\*\*\/?|[*?{},]|[^*?{},]+/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token === '{') return depth++ >= 0 ? '(?:' : '';
    if (token === '}') return depth-- > 0 ? ')' : '\\}';
    if (token === ',') return depth > 0 ? '|' : ',';
    return token.replace(/[.+^$()|[\]\\]/g, '\\$&');
  });
  if (depth > 0) throw new ParamsError(`Unexpected glob \`${glob}\`, a \`{\` is not closed`, path);
  return { regex: regexOf(`^${pattern}$`, path), folder: glob.endsWith('/') };
}
