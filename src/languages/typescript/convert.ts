import type { ts as TS } from 'ts-morph';
import type { GenericNode } from '../generic.js';
import type { Compiler } from './compiler.js';
import type { Context, Handler, Span, Syntax } from './context.js';
import { expressionHandlers } from './expressions.js';
import { statementHandlers } from './statements.js';

const MOST_DEPTH = 600;

/** The whole file as a tree with the names of Python's, where the concept is the same. */
export function moduleOf(
  ts: Compiler,
  file: TS.SourceFile,
  report: (message: string, start: number) => void,
): GenericNode {
  const handlers = tableOf(ts);
  let depth = 0;
  let cut = false;
  const many = (syntax: Syntax): readonly GenericNode[] => {
    const span = { start: syntax.getStart(file), end: syntax.end };
    if (depth >= MOST_DEPTH) {
      if (!cut) report('Nested too deeply to be read', span.start);
      cut = true;
      return [{ kind: 'Error', ...span, body: [] }];
    }
    depth++;
    const handler = handlers.get(syntax.kind);
    const made = handler ? handler(cx, syntax as never, span) : otherOf(cx, syntax, span);
    depth--;
    return Array.isArray(made) ? (made as readonly GenericNode[]) : [made as GenericNode];
  };
  const node = (syntax: Syntax): GenericNode => {
    const [first, ...more] = many(syntax);
    const span = { start: syntax.getStart(file), end: syntax.end };
    return first && more.length === 0 ? first : { kind: 'Block', ...span, body: first ? [first, ...more] : [] };
  };
  const cx: Context = {
    ts,
    file,
    text: file.text,
    node,
    nodes: (list) => (list ?? []).map(node),
    optional: (field, syntax) => (syntax ? ({ [field]: node(syntax) } as never) : {}),
    block: (syntax) => {
      if (!syntax) return [];
      if (Array.isArray(syntax)) return (syntax as readonly Syntax[]).flatMap(many);
      const one = syntax as Syntax;
      return ts.isBlock(one) || ts.isModuleBlock(one) ? one.statements.flatMap(many) : [...many(one)];
    },
  };
  return { kind: 'Module', start: 0, end: file.text.length, body: cx.block(file.statements) };
}

/** A construct without a name of its own here: the compiler's name, and its parts. */
function otherOf(cx: Context, syntax: Syntax, span: Span): GenericNode {
  const children: GenericNode[] = [];
  cx.ts.forEachChild(syntax, (child) => {
    children.push(cx.node(child));
  });
  const kind = cx.ts.SyntaxKind[syntax.kind];
  return children.length === 0
    ? { kind, ...span, text: cx.text.slice(span.start, span.end) }
    : { kind, ...span, children };
}

function tableOf(ts: Compiler): ReadonlyMap<number, Handler> {
  const table = new Map<number, Handler>();
  for (const [name, handler] of Object.entries({ ...expressionHandlers, ...statementHandlers })) {
    table.set(ts.SyntaxKind[name as keyof typeof ts.SyntaxKind], handler as Handler);
  }
  return table;
}
