import { PatternError } from './error.js';

/** Whether a set of labels meets `requires`, an expression such as `A and not (B or C)`. */
export type Requirement = (labels: ReadonlySet<string>) => boolean;

export function requirementOf(text: string): Requirement {
  const tokens = text.match(/\(|\)|[\w.-]+|\S/g) ?? [];
  let at = 0;
  const either = (): Requirement => {
    let left = both();
    while (tokens[at] === 'or') {
      at++;
      const [a, b] = [left, both()];
      left = (labels) => a(labels) || b(labels);
    }
    return left;
  };
  const both = (): Requirement => {
    let left = single();
    while (tokens[at] === 'and') {
      at++;
      const [a, b] = [left, single()];
      left = (labels) => a(labels) && b(labels);
    }
    return left;
  };
  const single = (): Requirement => {
    const token = tokens[at++];
    if (token === 'not') {
      const inner = single();
      return (labels) => !inner(labels);
    }
    if (token === '(') {
      const inner = either();
      if (tokens[at++] !== ')') throw new PatternError(`Unexpected \`requires: ${text}\`, expected \`)\``);
      return inner;
    }
    if (token === undefined || !/^[\w.-]+$/.test(token))
      throw new PatternError(`Unexpected \`requires: ${text}\`, expected labels joined by and, or, not`);
    if (token === 'True' || token === 'true') return () => true;
    return (labels) => labels.has(token);
  };
  const found = either();
  if (at < tokens.length) throw new PatternError(`Unexpected \`${tokens[at]}\` in \`requires: ${text}\``);
  return found;
}
