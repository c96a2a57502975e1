/** A fenced block as its author meant it. Line numbers count from 0; `contentEnd` is exclusive. */
export interface Fence {
  readonly open: number;
  readonly contentEnd: number;
  /** First line after the block. */
  readonly next: number;
  readonly info: string;
  readonly closed: boolean;
}

interface Marker {
  readonly line: number;
  readonly char: string;
  readonly length: number;
  readonly info: string;
  readonly indent: number;
}

/**
 * Finds the fenced blocks of a document. Beyond CommonMark it reads what people write: blocks nested in a `markdown` block with fences of
 * the same length, and fences that were never closed (they end where the text is plainly no code any more).
 */
export function findFences(lines: readonly string[]): Map<number, Fence> {
  const fences = new Map<number, Fence>();
  const markers = findMarkers(lines);
  let i = 0;
  while (i < markers.length) {
    const opener = markers[i] as Marker;
    const fence = isDocument(opener.info) ? documentFence(markers, i, lines) : codeFence(markers, i, lines);
    fences.set(opener.line, fence);
    i++;
    while (i < markers.length && (markers[i] as Marker).line < fence.next) i++;
  }
  return fences;
}

/** The language of an info string: its first word, lower-case, without braces and dots (`{.python}`). */
export const infoLanguage = (info: string): string => (/^[{\s.]*([\w+#-]*)/.exec(info)?.[1] ?? '').toLowerCase();

const isDocument = (info: string): boolean => /^(markdown|md|mdx|mkd|commonmark|gfm|rmd|qmd)$/.test(infoLanguage(info));

const MARKER = /^((?:[ \t]{0,12}(?:>|[-*+]|\d{1,9}[.)])(?=[ \t]|$|>)){0,8}[ \t]*>?[ \t]*)(`{3,}|~{3,})([^`]*)$/;

function findMarkers(lines: readonly string[]): Marker[] {
  const markers: Marker[] = [];
  let comment = false;
  for (const [line, text] of lines.entries()) {
    if (comment) {
      if (text.includes('-->')) comment = false;
      continue;
    }
    if (!text.includes('```') && !text.includes('~~~')) {
      const opened = text.lastIndexOf('<!--');
      if (opened >= 0 && /^\s{0,3}<!--/.test(text) && !text.includes('-->', opened)) comment = true;
      continue;
    }
    const found = text.length > 2000 ? null : MARKER.exec(text);
    if (!found) continue;
    const run = found[2] ?? '';
    if (isUnderline(run, text, lines[line - 1] ?? '', lines[line - 2] ?? '')) continue;
    markers.push({
      line,
      char: run.charAt(0),
      length: run.length,
      info: (found[3] ?? '').trim(),
      indent: (found[1] ?? '').length,
    });
  }
  return markers;
}

/** A line of tildes right under a title of about its length: reStructuredText's way, which opens no block. */
function isUnderline(run: string, line: string, title: string, above: string): boolean {
  const length = title.trim().length;
  return (
    run.charAt(0) === '~' &&
    run.length > 3 &&
    line.trim() === run &&
    length > 2 &&
    Math.abs(length - run.length) <= Math.max(4, length * 0.3) &&
    !/[:;{}()]$/.test(title.trim()) &&
    (above.trim() === '' || above.trim() === run)
  );
}

/** Whether `marker` could end a block that `opener` began. */
const closes = (marker: Marker, opener: Marker): boolean =>
  marker.info === '' && marker.char === opener.char && marker.length >= opener.length;

/** A fence that could be mistaken for one of the outer block's own. */
const rivals = (marker: Marker, opener: Marker): boolean =>
  marker.char === opener.char && marker.length >= opener.length;

/** A block of code: it ends at its closing fence, or, unclosed, before the next opening one. */
function codeFence(markers: readonly Marker[], at: number, lines: readonly string[]): Fence {
  const opener = markers[at] as Marker;
  const after = markers.slice(at + 1, at + 400);
  const end = after.find((marker) => closes(marker, opener) || (rivals(marker, opener) && marker.info !== ''));
  const limit = end?.line ?? lines.length;
  const cut = findCut(lines, opener, limit, end !== undefined && end.info === '');
  if (cut !== undefined) return fenceTo(opener, lines, cut, cut, false);
  if (end && end.info === '')
    return { open: opener.line, contentEnd: end.line, next: end.line + 1, info: opener.info, closed: true };
  return fenceTo(opener, lines, limit, limit, false);
}

function fenceTo(opener: Marker, lines: readonly string[], limit: number, next: number, closed: boolean): Fence {
  let contentEnd = Math.min(limit, lines.length);
  while (contentEnd > opener.line + 1 && (lines[contentEnd - 1] ?? '').trim() === '') contentEnd--;
  return { open: opener.line, contentEnd, next, info: opener.info, closed };
}

/**
 * A block that is itself a document: fences inside it nest. With info strings the nesting is plain; bare fences are paired by what stands
 * between them.
 */
function documentFence(markers: readonly Marker[], at: number, lines: readonly string[]): Fence {
  const opener = markers[at] as Marker;
  const end = findDocumentEnd(markers, at, lines);
  const limit = end?.line ?? lines.length;
  const cut = findSection(lines, opener.line + 1, limit);
  if (cut !== undefined) return fenceTo(opener, lines, cut, cut, false);
  if (end) return { open: opener.line, contentEnd: end.line, next: end.line + 1, info: opener.info, closed: true };
  return fenceTo(opener, lines, limit, limit, false);
}

function findDocumentEnd(markers: readonly Marker[], at: number, lines: readonly string[]): Marker | undefined {
  const opener = markers[at] as Marker;
  let inner: Marker | undefined;
  for (let i = at + 1; i < markers.length; i++) {
    const marker = markers[i] as Marker;
    if (inner) {
      if (closes(marker, inner)) {
        // A nested block that was never closed: the bare fence is the outer one's when no other follows within the same section.
        if (marker.indent < inner.indent && opener.indent <= marker.indent && !hasBareNext(markers, i, lines))
          return marker;
        inner = undefined;
      } else if (marker.info !== '' && rivals(marker, inner)) inner = marker;
      continue;
    }
    if (!rivals(marker, opener)) {
      continue;
    }
    if (marker.info !== '') {
      if (isDocument(marker.info) && findSection(lines, opener.line + 1, marker.line) !== undefined) return undefined;
      inner = marker;
    } else if (opensNested(markers, i, lines)) inner = marker;
    else return marker;
  }
  return undefined;
}

function hasBareNext(markers: readonly Marker[], i: number, lines: readonly string[]): boolean {
  const next = markers[i + 1];
  const here = markers[i] as Marker;
  return next !== undefined && next.info === '' && findSection(lines, here.line + 1, next.line) === undefined;
}

/**
 * Whether a bare fence inside a document opens a block there: the line before it belongs to the document, a short stretch that looks like
 * code follows up to the next bare fence, and one more bare fence is left to close the document.
 */
function opensNested(markers: readonly Marker[], i: number, lines: readonly string[]): boolean {
  const here = markers[i] as Marker;
  const second = markers[i + 1];
  const third = markers[i + 2];
  if (!second || !third || second.info !== '' || third.info !== '') return false;
  if (findSection(lines, here.line + 1, third.line) !== undefined) return false;
  const inside = lines.slice(here.line + 1, second.line);
  const between = lines.slice(second.line + 1, third.line);
  const prose = (part: readonly string[]): number =>
    part.filter(
      (line) => /^\s{0,3}(#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\|)/.test(line) || /^[A-ZÁÉÍÓÚÑ¿][^=()]{20,}$/.test(line),
    ).length;
  if (inside.length === 0 || inside.length > 40) return false;
  return (
    prose(inside) === 0 && (between.length === 0 || prose(between) > 0 || between.every((line) => line.trim() === ''))
  );
}

/** The first line of a new section of the hand-in: an exercise's heading, the answer's heading, a fold. */
function findSection(lines: readonly string[], from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) if (isSection(lines[i] ?? '')) return backOverRule(lines, i, from);
  return undefined;
}

const SECTION =
  /^\s{0,3}#{1,6}\s+(?:[^\p{L}\p{N}\s]+\s*)?(?:(?:ejercicio|exercise|ej|ex|pregunta|question|problema|problem|parte|part|tarea|task)\.?\s*[#nº]{0,2}\s*\d|(?:tu|mi|your|my)\s+(?:respuesta|answer|soluci|solution))/iu;

const isSection = (line: string): boolean =>
  line.length < 300 && (SECTION.test(line) || /^\s{0,3}<\/?details\b/i.test(line));

/** A rule (`---`) and blank lines above a section's heading belong to that section. */
function backOverRule(lines: readonly string[], at: number, from: number): number {
  let i = at;
  while (i > from && /^\s*(?:-{3,}|\*{3,}|_{3,})?\s*$/.test(lines[i - 1] ?? '')) i--;
  return i;
}

/** Where an unclosed block of code ends: at the first line that no code of its kind has. */
function findCut(lines: readonly string[], opener: Marker, limit: number, closed: boolean): number | undefined {
  const language = infoLanguage(opener.info);
  for (let i = opener.line + 1; i < limit; i++) {
    const line = lines[i] ?? '';
    if (line.length > 2000) continue;
    if (isSection(line) && isBetweenBlanks(lines, i, opener.line)) return backOverRule(lines, i, opener.line + 1);
    if (!closed && isProse(line, lines[i - 1] ?? '', language)) return backOverRule(lines, i, opener.line + 1);
  }
  return undefined;
}

/** A comment `## Exercise 2` at the head of code is no heading: a heading stands apart and no code follows it. */
function isBetweenBlanks(lines: readonly string[], i: number, open: number): boolean {
  if (/^\s{0,3}<\/?details/i.test(lines[i] ?? '')) return true;
  if (i === open + 1 || !/^\s*(?:-{3,})?\s*$/.test(lines[i - 1] ?? '') || /^\s{0,3}#\s/.test(lines[i] ?? ''))
    return false;
  let next = i + 1;
  while (next < lines.length && next < i + 4 && (lines[next] ?? '').trim() === '') next++;
  return !/^\s*(?:import\s|from\s+\S+\s+import|def\s|class\s|@\w|with\s|\w[\w.]*\s*=[^=]|\w[\w.]*\()/.test(
    lines[next] ?? '',
  );
}

function isProse(line: string, before: string, language: string): boolean {
  const data = /^(ya?ml|toml|json|text|txt|console|bash|sh|shell|diff|)$/.test(language);
  if (before.trim() === '' && /^#{2,6}\s+\S/.test(line) && !/^#{2,}\s*[-=#]/.test(line)) return true;
  if (/^\|.*\|\s*$/.test(line)) return true;
  if (data) return false;
  return before.trim() === '' && /^(?:[-*+]\s+[\p{L}*`]+\s|\d+[.)]\s+[\p{L}*`]|>\s|\*\*\p{L}|---\s*$)/u.test(line);
}
