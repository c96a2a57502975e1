import type { Fence } from './fences.js';
import { normaliseLabel } from './inline.js';

/** A line that begins a footnote, by its label. */
export function footnoteLabel(line: string): string | undefined {
  const found = /^ {0,3}\[\^([^\]\s]{1,100})\]:/.exec(line);
  return found ? normaliseLabel(found[1] ?? '') : undefined;
}

/** Labels of footnotes that the text refers to, directly or from another note that it refers to. The others are never shown. */
export function footnotesUsed(lines: readonly string[], fences: ReadonlyMap<number, Fence>): ReadonlySet<string> {
  const inNotes = new Map<string, string[]>();
  const used: string[] = [];
  let into: string[] = used;
  let comment = false;
  for (let i = 0; i < lines.length; i++) {
    const fence = fences.get(i);
    if (fence) {
      i = Math.max(i, fence.next - 1);
      continue;
    }
    const line = lines[i] ?? '';
    const label = footnoteLabel(line);
    if (label !== undefined) inNotes.set(label, (into = inNotes.get(label) ?? []));
    else if (line.trim() !== '' && !/^\s/.test(line) && (lines[i - 1] ?? '').trim() === '') into = used;
    const { text, open } = withoutComments(line, comment);
    comment = open;
    for (const found of text.replace(/`[^`]*`/g, '').matchAll(/\[\^([^\]\s[]{1,100})\](?!:)/g))
      into.push(normaliseLabel(found[1] ?? ''));
  }
  const reached = new Set<string>();
  for (let label = used.pop(); label !== undefined; label = used.pop()) {
    if (reached.has(label)) continue;
    reached.add(label);
    used.push(...(inNotes.get(label) ?? []));
  }
  return reached;
}

function withoutComments(line: string, inside: boolean): { text: string; open: boolean } {
  let text = '';
  let open = inside;
  for (let at = 0; at < line.length; ) {
    const next = line.indexOf(open ? '-->' : '<!--', at);
    if (!open) text += line.slice(at, next < 0 ? line.length : next);
    if (next < 0) break;
    at = next + (open ? 3 : 4);
    open = !open;
  }
  return { text, open };
}
