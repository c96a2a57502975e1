import { ParamsError } from '../check.js';

/** Globs on the dotted paths of a trace. */
export interface Paths {
  test(path: string): boolean;
}

/**
 * Compiles globs such as `mlflow.start_run`, `prometheus_client.Counter().inc`, `mlflow.*.log_model`, `**.predict`.
 * `*` stands for anything within a segment, `**` for any number of segments, `{a,b}` for either. A name that nothing in the answer binds (its import was left out)
 * matches where the glob ends in it: `log_params` is taken for `mlflow.log_params`.
 */
export function pathsOf(globs: readonly string[], at: readonly (string | number)[]): Paths {
  const compiled = globs.map((glob, i) => compile(glob, [...at, i]));
  const memo = new Map<string, boolean>();
  return {
    test(path) {
      const known = memo.get(path);
      if (known !== undefined) return known;
      const result = compiled.some((one) => one(path));
      if (memo.size < 5000) memo.set(path, result);
      return result;
    },
  };
}

function compile(glob: string, at: readonly (string | number)[]): (path: string) => boolean {
  const segments = glob.split('.');
  if (glob === '' || segments.some((segment) => segment === ''))
    throw new ParamsError(`Unexpected path \`${glob}\`, expected names joined by dots`, at);
  const whole = regex(segments);
  // A tail that starts with a wildcard would take any name for the library's.
  const tails = segments.map((_, i) =>
    /^\*+$/.test(segments[segments.length - 1 - i] ?? '') ? undefined : regex(segments.slice(segments.length - 1 - i)),
  );
  return (path) => {
    const unbound = path.startsWith('?');
    // A method of something that is not known.
    const method = path.startsWith('?.');
    const bare = method ? path.slice(2) : unbound || path.startsWith('$') ? path.slice(1) : path;
    if (whole.test(bare)) return true;
    if (!unbound || method) return false;
    const tail = tails[count(bare) - 1];
    return tail?.test(bare) ?? false;
  };
}

const count = (path: string): number => path.split('.').length;

/** The globs are the author's and the paths are short. A class of the answer's own (`!Name`) is never part of a library. */
function regex(segments: readonly string[]): RegExp {
  const parts = segments.map((segment, i) => {
    const last = i === segments.length - 1;
    if (segment === '**') return last ? '.*' : '(?:[^.!]+\\.)*';
    const one = segment
      .replace(/[()[\]?$+^|\\]/g, '\\$&')
      .replaceAll(/\*+/g, '[^.!]*')
      .replaceAll(/\{([^{}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`);
    return last ? one : `${one}\\.`;
  });
  return new RegExp(`^${parts.join('')}$`);
}
