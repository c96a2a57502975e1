/** A file or folder of a drawn or listed project tree; offsets are in the text of the drawing. */
export interface TreeEntry {
  /** From the root of the drawing, joined by `/`, without a leading `./`. */
  readonly path: string;
  readonly folder: boolean;
  readonly start: number;
  readonly end: number;
}

/** What draws a tree in front of a name: box drawing, ASCII branches, bullets, indentation. */
const BRANCH = /^(?:[\s│┃|¦:]|├|└|┌|┬|┣|┗|╰|╠|╚|─|━|═|[+`\\](?=[-─=\s])|[-*•](?=[-─\s>])|-+>?(?=\s)|>\s){0,400}/u;
const MOST = 2000;

/**
 * Reads a project tree drawn in any of the usual ways (`tree`, `ls -R` like lists of paths, plain indentation, nested bullets).
 * Comments after a name are left out.
 */
export function drawnTree(text: string): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const open: { column: number; name: string }[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const column = BRANCH.exec(line)?.[0].length ?? 0;
    const name = nameIn(line.slice(column));
    if (name === undefined || entries.length >= MOST) continue;
    while ((open.at(-1)?.column ?? -1) >= column) open.pop();
    const clean = name.replace(/^\.\//, '').replace(/\/{1,4}$/, '');
    const parents = open.map((one) => one.name).filter((one) => one !== '.' && one !== '');
    const path = clean.startsWith('/')
      ? clean.slice(1)
      : [...parents, clean].filter((part) => part !== '.' && part !== '').join('/');
    open.push({ column, name: clean });
    if (path)
      entries.push({ path, folder: name.endsWith('/'), start: start + column, end: start + column + name.length });
  }
  return withFolders(entries);
}

/** The name at the start of a line's rest: a comment, an arrow or a remark ends it. A line of prose is no name. */
function nameIn(rest: string): string | undefined {
  const words = rest
    .replace(/\s{1,40}(?:#|<-|←|->|→|\/\/|--|—|–|\(|⇐|\*|✅|❌|🆕|:\s).{0,500}$/u, '')
    .replace(/[`*"']/g, '')
    .trim();
  const bare = words.replace(/\s{2,}.{0,300}$/, '').replace(/[:,;]$/, '');
  if (!/^[.\w@~{}$<>[\]()+-][^\s:]{0,200}$/u.test(bare) || /^\d+$/.test(bare)) return undefined;
  return /[./_\w]/.test(bare) ? bare : undefined;
}

/** Folders that are only named in the paths of what they hold are entries as well. */
function withFolders(entries: readonly TreeEntry[]): TreeEntry[] {
  const known = new Set(entries.map((entry) => entry.path));
  const parents = new Map<string, TreeEntry>();
  for (const entry of entries) {
    const parts = entry.path.split('/');
    for (let i = 1; i < parts.length; i++) {
      const path = parts.slice(0, i).join('/');
      if (!parents.has(path)) parents.set(path, { path, folder: true, start: entry.start, end: entry.end });
    }
  }
  const own = entries.map((entry) => (parents.has(entry.path) ? { ...entry, folder: true } : entry));
  return [...own, ...[...parents.values()].filter((parent) => !known.has(parent.path))];
}

/** The name of the project's own folder, where all else is inside it. */
export function rootOf(entries: readonly TreeEntry[]): string | undefined {
  const [first] = entries;
  const root = first?.path.split('/')[0];
  return root !== undefined &&
    first?.path === root &&
    entries.every(({ path }) => path === root || path.startsWith(`${root}/`))
    ? root
    : undefined;
}
