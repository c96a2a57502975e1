import type { Const, G, Name } from './tree.js';
import { FIELDS } from './tree-walk.js';

/** What a metavariable stands for. `text` is what regexes see; a value that constants gave has no place (`start` is -1). */
export interface Bound {
  readonly kind: 'node' | 'id' | 'text' | 'nodes';
  readonly start: number;
  readonly end: number;
  readonly node?: G;
  readonly nodes?: readonly G[];
  readonly text: string;
}

/** Bindings of one match, newest first; undefined where there are none. */
export interface Env {
  readonly name: string;
  readonly bound: Bound;
  readonly next: Env | undefined;
}

export function lookup(env: Env | undefined, name: string): Bound | undefined {
  for (let at = env; at; at = at.next) if (at.name === name) return at.bound;
  return undefined;
}

export const bindTo = (env: Env | undefined, name: string, bound: Bound): Env => ({ name, bound, next: env });

/** Oldest first. */
export function entries(env: Env | undefined): [name: string, bound: Bound][] {
  const found: [string, Bound][] = [];
  for (let at = env; at; at = at.next) found.push([at.name, at.bound]);
  return found.reverse();
}

/** A key that two equal sets of bindings share, whatever the order in which they were made. */
export function keyOf(env: Env | undefined): string {
  if (!env) return '';
  if (!env.next) return part(env);
  const parts: string[] = [];
  for (let at: Env | undefined = env; at; at = at.next) parts.push(part(at));
  return parts.sort().join(';');
}
const part = ({ name, bound }: Env): string =>
  // Names of an import share its place.
  bound.start < 0 || bound.kind === 'id'
    ? `${name}=${bound.text}@${bound.start}`
    : `${name}@${bound.start}-${bound.end}`;

/** Whether two names of the same letters are one variable. */
type AreSame = (a: Name, b: Name) => boolean;

/** Whether two bindings stand for the same code, whatever its place and layout. */
export function sameBound(a: Bound, b: Bound, areSame?: AreSame): boolean {
  if (a.kind === 'nodes' || b.kind === 'nodes') return sameList(nodesOf(a), nodesOf(b), areSame);
  if (a.kind === 'text' || b.kind === 'text') return plain(a) === plain(b);
  if (a.node && b.node) return sameTree(a.node, b.node, areSame);
  return a.text === b.text;
}

/** What a string says, without its quotes; else the code. */
export function contentOf(bound: Bound): string {
  const { node } = bound;
  if (node?.kind === 'Const' && node.type === 'str') return writtenText(node);
  return bound.text;
}

/** What stands between a string's quotes, as it is written: escapes are not read, so that a regex sees what the author sees. */
export function writtenText({ text, value }: Const): string {
  const quote = text.includes('\\') && OPENING.exec(text);
  if (!quote) return String(value);
  const from = quote[0].length;
  const to = text.length - quote[1]!.length;
  for (let i = from; i < to; i++) {
    if (text[i] === '\\') i++;
    // Strings side by side are one value, and no one text.
    else if (text.startsWith(quote[1]!, i)) return String(value);
  }
  return text.slice(from, to);
}

const OPENING = /^[A-Za-z]{0,2}('''|"""|'|"|`)/;

const nodesOf = (bound: Bound): readonly G[] => bound.nodes ?? (bound.node ? [bound.node] : []);

/** The words inside a string, the name itself: `"$X"` and `$X` may meet. */
function plain(bound: Bound): string {
  const { node } = bound;
  return node?.kind === 'Const' && node.type === 'str' ? writtenText(node) : bound.text;
}

function sameList(a: readonly G[], b: readonly G[], areSame?: AreSame): boolean {
  return a.length === b.length && a.every((one, i) => sameTree(one, b[i]!, areSame));
}

/** Same code: kinds, words and values are equal; places, brackets, comments and quotes do not matter. */
export function sameTree(a: G, b: G, areSame?: AreSame): boolean {
  const left: (G | undefined)[] = [a];
  const right: (G | undefined)[] = [b];
  while (left.length > 0) {
    const one = left.pop();
    const two = right.pop();
    if (one === two) continue;
    if (!one || !two || one.kind !== two.kind || !sameHead(one, two)) return false;
    if (areSame && one.kind === 'Name' && !areSame(one, two as Name)) return false;
    if (!pushBoth(one, two, left, right)) return false;
  }
  return true;
}

function sameHead(a: G, b: G): boolean {
  if (a.kind === 'Const' && b.kind === 'Const')
    return a.type === b.type && (a.value === b.value || (a.value === null && a.text === b.text));
  const one = a as unknown as Record<string, unknown>;
  const two = b as unknown as Record<string, unknown>;
  return FIELDS[a.kind].every(([field, holds]) => holds !== 3 || one[field] === two[field]);
}

function pushBoth(a: G, b: G, left: (G | undefined)[], right: (G | undefined)[]): boolean {
  const push = (one: unknown, two: unknown): boolean => {
    if (Array.isArray(one) && Array.isArray(two)) {
      if (one.length !== two.length) return false;
      left.push(...(one as G[]));
      right.push(...(two as G[]));
      return true;
    }
    if (typeof one === 'string' || typeof two === 'string') return one === two;
    left.push(one as G | undefined);
    right.push(two as G | undefined);
    return true;
  };
  if (a.kind === 'Other' && b.kind === 'Other') {
    return a.type === b.type && a.parts.length === b.parts.length && a.parts.every((part, i) => push(part, b.parts[i]));
  }
  const one = a as unknown as Record<string, unknown>;
  const two = b as unknown as Record<string, unknown>;
  return FIELDS[a.kind].every(([field, holds]) => holds === 3 || push(one[field], two[field]));
}
