import type { Rule } from './rules/model.js';

/** Whether a rule's `paths` let it look at a file: in none of `exclude`, and in one of `include` where there is any. */
export function looksAt({ include, exclude }: Rule['paths'], file: string): boolean {
  const path = file.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  return (include.length === 0 || include.some((one) => hits(one, path))) && !exclude.some((one) => hits(one, path));
}

/** `*.py` and `tests` are names of a file or a folder anywhere; with a slash inside, a path from where the search began or below. */
function hits(glob: string, path: string): boolean {
  const plain = glob.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  if (!plain.includes('/')) return path.split('/').some((part) => matches(plain, part));
  const parts = path.split('/');
  // A folder stands for all that is in it.
  return parts.some((_, from) =>
    parts.some((__, to) => to >= from && matches(plain, parts.slice(from, to + 1).join('/'))),
  );
}

function matches(glob: string, path: string): boolean {
  const [first = '', ...rest] = glob.split('/');
  const [head = '', ...tail] = path.split('/');
  if (first === '**') {
    if (rest.length === 0) return true;
    const inner = rest.join('/');
    return matches(inner, path) || (tail.length > 0 && matches(glob, tail.join('/')));
  }
  if (!nameMatches(first, head)) return false;
  return rest.length === 0 ? tail.length === 0 : tail.length > 0 && matches(rest.join('/'), tail.join('/'));
}

const nameMatches = (glob: string, name: string): boolean =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  ).test(name);
