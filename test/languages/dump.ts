import type { Problem, TreeNode } from '../../src/model/document.js';

const SILENT = new Set(['kind', 'start', 'end', 'nameStart', 'attrStart', 'text', 'style', 'flow']);

/** A tree as one line: `Kind(field=…)`, names bare, constants as JSON, without what is empty. */
export function dump(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dump).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '-';
  const node = value as TreeNode & Record<string, unknown>;
  if (node.kind === 'Name') return String(node.id);
  if (node.kind === 'Constant' || node.kind === 'Scalar') return JSON.stringify(node.value);
  const fields = Object.entries(node).filter(
    ([name, field]) =>
      !SILENT.has(name) && field !== undefined && field !== false && !(Array.isArray(field) && field.length === 0),
  );
  return `${node.kind}(${fields.map(([name, field]) => `${name}=${dump(field)}`).join(' ')})`;
}

/** `line:column message`, one per problem. */
export const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ message, span }) => `${span.start.line}:${span.start.column} ${message}`);
