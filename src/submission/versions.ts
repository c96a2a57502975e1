import { lineStarts, type Position, type Source } from '../model/text.js';
import { pathOf } from './code-kind.js';
import { apiNames, scanCode } from './code-shape.js';
import { wordsOf } from './words.js';

/** One block of code that is taken for a kind of artefact. */
export interface Part {
  readonly source: Source;
  /** The words right above it. */
  readonly label: string;
  /** Parts of one group may be joined: blocks of one document, cells of one notebook. */
  readonly group: string;
  /** Whether it is the given code with nothing of a fix in it. */
  readonly unfixed: boolean;
}

export interface Settled {
  readonly source: Source;
  readonly superseded?: string;
}

/** Decides among several blocks of one file: corrected over flawed, later versions over earlier ones; parts are joined. */
export function settleParts(parts: readonly Part[]): Settled[] {
  const cut = parts.map((part) => ({ ...part, source: withoutBefore(part.source) }));
  const shapes = cut.map(
    (part): Shape => ({
      part,
      side: sideOf(part),
      names: apiNames(part.source.text),
      defines: definitionsOf(part.source.text),
      size: part.source.text.length,
    }),
  );
  const flawed = shapes.filter(({ side }) => side === 'before').length;
  const settled: Settled[] = [];
  const live: Part[] = [];
  for (const [i, shape] of shapes.entries()) {
    const before = shape.side === 'before' && (shape.part.unfixed || flawed < shapes.length);
    const reason = before
      ? 'the code before the correction'
      : replacedBy(shape, shapes.slice(i + 1, i + 1 + NEAR), shapes.slice(Math.max(0, i - NEAR), i));
    if (reason !== undefined) settled.push({ source: shape.part.source, superseded: reason });
    else live.push(shape.part);
  }
  return [...joinGroups(live), ...settled];
}

/** How many blocks before and after one are compared with it: more than anyone writes, and few enough for a hostile file. */
const NEAR = 60;

interface Shape {
  readonly part: Part;
  readonly side: 'before' | 'after' | undefined;
  readonly names: ReadonlySet<string>;
  readonly defines: ReadonlySet<string>;
  readonly size: number;
}

function replacedBy(shape: Shape, later: readonly Shape[], earlier: readonly Shape[]): string | undefined {
  for (const other of later) {
    if (other.side === 'before') continue;
    const cover = shareOf(shape.names, other.names);
    const same = shape.defines.size > 0 ? shareOf(shape.defines, other.defines) : 0;
    const whole = other.size >= shape.size * 0.5;
    if (whole && ((shape.defines.size === 0 && shape.names.size > 1 && cover >= 0.75) || (same >= 0.5 && cover >= 0.5)))
      return 'a later version replaces it';
  }
  for (const other of earlier) {
    const excerpt = shape.size < other.size * 0.4 && shape.names.size > 0 && shareOf(shape.names, other.names) >= 0.99;
    if (excerpt && (shape.defines.size === 0 || shareOf(shape.defines, other.defines) === 1) && other.side !== 'before')
      return 'an excerpt of the block above';
  }
  return undefined;
}

function shareOf(of: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (of.size === 0) return 0;
  let both = 0;
  for (const name of of) if (others.has(name)) both++;
  return both / of.size;
}

function definitionsOf(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(/^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)/gm), (found) => found[1] ?? ''));
}

const BEFORE =
  /^(?:\d+ )?(?:(?:el |the |la )?(?:codigo|code|version|snippet|script) )?(?:antes|before|original|incorrect[oa]|mal|malo|bad|wrong|old|viej[oa]|anterior|actual|current|flawed|buggy|erroneo|con errores|con problemas|dado|given|problem[ao]tico|no hacer|dont|avoid|evitar)\b/;
const AFTER =
  /\b(?:despues|after|corregid[oa]s?|corrected|corrige|fixed|fix|nuev[oa]|new|propuest[oa]|propongo|solucion|solution|mejorad[oa]|improved|good|bien|correct[oa]|arreglad[oa]|ahora|now|final|refactor\w*|mi version|my version|queda\w*|should be)\b/;

/** Which side of a comparison a label puts its block on. */
export function labelSide(label: string): 'before' | 'after' | undefined {
  const last =
    label
      .split(/\n|(?<=[.!?])\s/)
      .filter((part) => part.trim() !== '')
      .at(-1) ?? '';
  const words = wordsOf(last);
  if (words.length > 14) return undefined;
  const text = words.join(' ');
  if (/[✅✔☑👍🟢]/u.test(last) || AFTER.test(text)) return 'after';
  return /[❌✗✘🚫👎🔴]/u.test(last) || (words.length <= 8 && BEFORE.test(text)) ? 'before' : undefined;
}

function sideOf(part: Part): 'before' | 'after' | undefined {
  const comment = /^\s*#+([^\n]*)/.exec(part.source.text)?.[1] ?? '';
  return (isLabel(comment) ? labelSide(comment) : undefined) ?? labelSide(part.label);
}

/** A comment that only labels: `# ANTES`, `# ✅ after`, `# ---- before ----`. */
const isLabel = (comment: string): boolean =>
  wordsOf(comment).length <= 3 &&
  !/[(=[]/.test(comment.replace(/\s\([^()]*\)\s*$/, '')) &&
  labelSide(comment) !== undefined;

/** A block that holds both sides under label comments keeps the corrected one. */
function withoutBefore(source: Source): Source {
  const lines = source.text.split('\n');
  const sides = lines.map((line, i) => {
    const comment = /^\s*#+(.*)$/.exec(line)?.[1];
    const side = comment !== undefined && isLabel(comment) ? labelSide(comment) : undefined;
    // Old code that is commented out is labelled for the reader, and gone already.
    return side === 'before' && /^\s*#/.test(lines[i + 1] ?? '') ? undefined : side;
  });
  if (!sides.includes('before') || !sides.includes('after')) return source;
  let keep = true;
  const kept: number[] = [];
  for (const [i, side] of sides.entries()) {
    if (side !== undefined) keep = side === 'after';
    if (keep) kept.push(i);
  }
  return pickLines(source, kept);
}

function pickLines(source: Source, numbers: readonly number[]): Source {
  const starts = lineStarts(source.text);
  const texts = numbers.map((i) => source.text.slice(starts[i] ?? 0, (starts[i + 1] ?? source.text.length + 1) - 1));
  return {
    file: source.file,
    text: texts.join('\n'),
    lines: numbers.map((i) => source.lines[i] ?? { line: i + 1, column: 1 }),
  };
}

/** Joins what stands on its own; a fragment that starts in the middle of a statement stays apart, so that it spoils no other. */
function joinGroups(parts: readonly Part[]): Settled[] {
  const groups = new Map<string, Part[]>();
  const apart: Settled[] = [];
  for (const part of parts) {
    if (standsAlone(part.source.text)) groups.set(part.group, [...(groups.get(part.group) ?? []), part]);
    else apart.push({ source: part.source });
  }
  return [
    ...Array.from(groups.values(), (group) => ({ source: joinModules(group.map(({ source }) => source)) })),
    ...apart,
  ];
}

/** Blocks that say which file they are may import each other; joined, the imported one comes first and its import is blanked. */
function joinModules(sources: readonly Source[]): Source {
  if (sources.length < 2) return joinSources(sources);
  const stems = sources.map(({ text }) => /^([\w-]+)\.py$/.exec(pathOf(text)?.split('/').at(-1) ?? '')?.[1]);
  const importing = (source: Source, stem: string | undefined): boolean =>
    stem !== undefined && importOf(stem).test(source.text);
  const first = sources.filter((_, i) => sources.some((other, j) => j < i && importing(other, stems[i])));
  const ordered = [...first, ...sources.filter((source) => !first.includes(source))];
  const blanked = ordered.map((source) => {
    const text = stems.reduce<string>(
      (now, stem) =>
        stem === undefined ? now : now.replace(importOf(stem, 'gm'), (line) => line.replace(/[^\n]/g, ' ')),
      source.text,
    );
    return { ...source, text };
  });
  return joinSources(blanked);
}

const importOf = (stem: string, flags = 'm'): RegExp =>
  new RegExp(`^from[ \\t]+(?:\\.|[\\w.]+\\.)?${stem}[ \\t]+import[ \\t]+(?:\\([^)]*\\)|[^\\n(]*)$`, flags);

function standsAlone(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.trimStart().startsWith('#')) ?? '';
  if (/^\s*(?:except\b|else\b|elif\b|finally\b|return\b|raise\s*$|[)\]}])/.test(first)) return false;
  let depth = 0;
  for (const token of scanCode(text).tokens) {
    if (token.kind !== 'mark') continue;
    if ('([{'.includes(token.text)) depth++;
    else if (')]}'.includes(token.text)) depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Several sources of one file as one, in order; each line keeps its place. */
export function joinSources(sources: readonly Source[]): Source {
  const [first] = sources;
  if (!first || sources.length === 1) return first ?? { file: '', text: '', lines: [] };
  const texts: string[] = [];
  const lines: Position[] = [];
  for (const source of sources.map(dedent)) {
    texts.push(source.text);
    lines.push(...source.lines.slice(0, source.text.split('\n').length));
  }
  return { file: first.file, text: texts.join('\n'), lines };
}

function dedent(source: Source): Source {
  const lines = source.text.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : indents.reduce((least, one) => Math.min(least, one));
  if (indent === 0) return source;
  return {
    file: source.file,
    text: lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n'),
    lines: lines.map((line, i) => {
      const at = source.lines[i] ?? { line: i + 1, column: 1 };
      return { line: at.line, column: at.column + Math.min(indent, line.length) };
    }),
  };
}
