import type { Subject } from './context.js';
import type { Range } from './operators.js';
import type { G } from './tree.js';
import { walkTree } from './tree-walk.js';

/** The ranges, and the bodies of the functions that they call, directly or through others. Own key `inside-calls`. */
export function callRanges(subject: Subject, found: readonly Range[]): readonly Range[] {
  const functions = functionsOf(subject);
  const all: Range[] = [];
  for (const range of found) {
    const seen = new Set<G>();
    const queue: Range[] = [{ ...range, kind: 'inside' }];
    for (let at = queue.shift(); at; at = queue.shift()) {
      all.push(at);
      for (const name of calledIn(subject, at)) {
        for (const one of functions.get(name) ?? []) {
          if (seen.has(one)) continue;
          seen.add(one);
          queue.push({ start: one.start, end: one.end, env: range.env, kind: 'inside' });
        }
      }
    }
  }
  return all;
}

function functionsOf(subject: Subject): Map<string, G[]> {
  const found = new Map<string, G[]>();
  for (const one of subject.program.of('Func')) {
    if (one.kind !== 'Func') continue;
    const list = found.get(one.name);
    if (list) list.push(one);
    else found.set(one.name, [one]);
  }
  return found;
}

/** Names of functions called or handed on within a stretch. */
function calledIn(subject: Subject, range: Range): Set<string> {
  const found = new Set<string>();
  for (const one of subject.program.of('Call')) {
    if (one.kind !== 'Call' || one.start < range.start || one.end > range.end) continue;
    if (one.func.kind === 'Name') found.add(one.func.id);
    if (
      one.func.kind === 'Attr' &&
      one.func.value.kind === 'Name' &&
      ['self', 'cls', 'this'].includes(one.func.value.id)
    )
      found.add(one.func.attr);
    for (const arg of one.args) if (arg.kind === 'Name') found.add(arg.id);
  }
  return found;
}

/**
 * Whether code can run: it does not come after a `return`, `raise`, `break` or `continue` of its block, nor under `if False`, and a function around it is
 * used by its name somewhere, decorated, or a member of a class. Own key `live`.
 */
export function isLive(subject: Subject, range: { readonly start: number; readonly end: number }): boolean {
  return !deadStretches(subject).some((dead) => dead.start <= range.start && range.end <= dead.end);
}

const memo = new WeakMap<Subject, { start: number; end: number }[]>();

function deadStretches(subject: Subject): { start: number; end: number }[] {
  let found = memo.get(subject);
  if (found) return found;
  found = [];
  memo.set(subject, found);
  for (const block of subject.program.blocks) {
    const stop = block.findIndex(
      (one) => one.kind === 'Return' || one.kind === 'Raise' || (one.kind === 'Word' && one.word !== 'Pass'),
    );
    if (stop >= 0 && stop + 1 < block.length) found.push({ start: block[stop + 1]!.start, end: block.at(-1)!.end });
  }
  for (const kind of ['If', 'While'] as const) {
    for (const one of subject.program.of(kind)) {
      if (one.kind !== kind || one.body.length === 0) continue;
      const truth = truthOf(one.test);
      if (truth === false) found.push({ start: one.body[0]!.start, end: one.body.at(-1)!.end });
      if (truth === true && one.kind === 'If' && one.orelse.length > 0)
        found.push({ start: one.orelse[0]!.start, end: one.orelse.at(-1)!.end });
    }
  }
  found.push(...uncalled(subject, found));
  return found;
}

function truthOf(test: G): boolean | undefined {
  if (test.kind === 'Const' && (test.type === 'bool' || test.type === 'number' || test.type === 'none'))
    return Boolean(test.value);
  return test.kind === 'Name' && test.id === 'TYPE_CHECKING' ? false : undefined;
}

/** Functions that nothing reaches: their names stand nowhere but in themselves and in others of their kind. */
function uncalled(subject: Subject, dead: readonly { start: number; end: number }[]): G[] {
  const methods = new Set(subject.program.of('Class').flatMap((one) => (one.kind === 'Class' ? one.body : [])));
  let open = subject.program
    .of('Func')
    .filter(
      (one) =>
        one.kind === 'Func' &&
        one.decorators.length === 0 &&
        !methods.has(one) &&
        !/^(main|handler|lambda_handler|test_.*|setup.*)$/.test(one.name),
    );
  const uses: { name: string; at: number }[] = [];
  walkTree(subject.program.body, (node) => {
    if (node.kind === 'Name') uses.push({ name: node.id, at: node.start });
    else if (node.kind === 'Attr') uses.push({ name: node.attr, at: node.start });
  });
  const unreachable = (at: number): boolean => dead.some((one) => one.start <= at && at < one.end);
  for (;;) {
    const reached = open.filter((one) =>
      uses.some(
        (use) =>
          one.kind === 'Func' &&
          use.name === one.name &&
          !unreachable(use.at) &&
          !open.some((other) => other.start <= use.at && use.at < other.end),
      ),
    );
    if (reached.length === 0) return open;
    const gone = new Set(reached);
    open = open.filter((one) => !gone.has(one));
  }
}
