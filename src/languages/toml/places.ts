/** Where tables and keys stand in a text of TOML, by their path: its parser tells no offsets. What is not found stands where its parent does. */
export function placesIn(text: string): ReadonlyMap<string, readonly [start: number, end: number]> {
  const places = new Map<string, readonly [number, number]>();
  let table = '';
  let opened: { path: string; start: number } | undefined;
  let key: { path: string; start: number } | undefined;
  let depth = 0;
  let quoted = '';
  const close = (one: typeof key, end: number) => {
    if (one && !places.has(one.path))
      places.set(one.path, [one.start, one.start + text.slice(one.start, end).trimEnd().length]);
  };
  let at = 0;
  for (const line of text.split('\n')) {
    const free = depth === 0 && quoted === '';
    const header = free ? HEADER.exec(line) : null;
    const setting = free && !header ? SETTING.exec(line) : null;
    const many = free && /^[ \t]*\[\[/.test(line);
    if (header || setting || many) close(key, at);
    if (many) {
      close(opened, at);
      [key, opened, table] = [undefined, undefined, MANY];
    }
    if (header) {
      close(opened, at);
      key = undefined;
      table = plainPath(header[1] ?? '');
      opened = { path: table, start: at };
    } else if (setting) key = { path: `${table === '' ? '' : `${table}.`}${plainPath(setting[1] ?? '')}`, start: at };
    [depth, quoted] = stateAfter(header || many ? '' : line, depth, quoted);
    at += line.length + 1;
  }
  close(key, text.length);
  close(opened, text.length);
  return places;
}

/** Tables of one name have no path of their own. */
const MANY = '[[]]';

const KEY = String.raw`(?:[\w-]+|"[^"\n]*"|'[^'\n]*')`;
const HEADER = new RegExp(String.raw`^[ \t]*\[[ \t]*(${KEY}(?:[ \t]*\.[ \t]*${KEY})*)[ \t]*\][ \t]*(?:#.*)?\r?$`);
const SETTING = new RegExp(String.raw`^[ \t]*(${KEY}(?:[ \t]*\.[ \t]*${KEY})*)[ \t]*=`);

const plainPath = (written: string): string => written.replace(/["']|[ \t]/g, '');

/** How deep in brackets, and in which long string, the next line starts. */
function stateAfter(line: string, depth: number, quoted: string): [number, string] {
  let [inside, level] = [quoted, depth];
  for (const [sign] of line.matchAll(SIGNS)) {
    if (inside !== '') inside = sign === inside ? '' : inside;
    else if (sign === '"""' || sign === "'''") inside = sign;
    else if (sign.startsWith('#')) break;
    else if (sign === '[' || sign === '{') level++;
    else if (sign === ']' || sign === '}') level = Math.max(0, level - 1);
  }
  return [level, inside];
}

const SIGNS = /"""|'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[[\]{}]|#.*/g;
