import { type Check, type Documents, ParamsError } from '../checks/check.js';
import type { Expression, Path } from '../model/rubric.js';
import { type Evidence, evidenceOf, fractionOf, unmet, type Verdict, verdictOf } from '../model/verdict.js';
import type { AuthorFile } from './author-file.js';

export type CheckTable = ReadonlyMap<string, Check>;

/**
 * Compiles an author's expression: named expressions put in place, each check's parameters prepared, `now` or, where they are known to be right,
 * when a document first asks for it.
 * @throws RubricError
 */
export function compileExpression(
  file: AuthorFile,
  raw: unknown,
  path: Path,
  checks: CheckTable,
  define: Readonly<Record<string, unknown>>,
  when: 'now' | 'when-needed' = 'now',
): Expression {
  const compile = (value: unknown, at: Path, using: readonly string[]): Expression => {
    const [op, params] = Object.entries(value as Record<string, unknown>)[0] ?? ['', undefined];
    const here = [...at, op];
    const list = (items: unknown, where: Path) =>
      (items as unknown[]).map((item, i) => compile(item, [...where, i], using));
    switch (op) {
      case 'all':
      case 'any':
        return { op, of: list(params, here) };
      case 'not':
        return { op, of: compile(params, here, using) };
      case 'at-least': {
        const { count, of } = params as { count: number; of: unknown[] };
        return { op, count, of: list(of, [...here, 'of']) };
      }
      case 'proportion': {
        const { 'out-of': outOf, of } = params as { 'out-of': number; of: unknown[] };
        return { op, outOf, of: list(of, [...here, 'of']) };
      }
      case 'levels':
        return {
          op,
          levels: (params as Level[]).map((level, i) => ({
            ...level,
            when: compile(level.when, [...here, i, 'when'], using),
          })),
        };
      case 'use':
        return useOf(String(params), here, using);
      default:
        return checkOf(op, params, here);
    }
  };
  const useOf = (name: string, at: Path, using: readonly string[]): Expression => {
    if (!Object.hasOwn(define, name)) {
      throw file.error(`Unknown name \`${name}\``, at, {
        hint: `\`define\` holds: ${Object.keys(define).join(', ') || 'nothing'}.`,
      });
    }
    if (using.includes(name)) throw file.error(`\`${name}\` uses itself: ${[...using, name].join(' → ')}`, at);
    return compile(define[name], ['define', name], [...using, name]);
  };
  const checkOf = (kind: string, params: unknown, at: Path): Expression => {
    const check = checks.get(kind);
    if (!check) throw file.error(`Unknown check \`${kind}\``, at, { atKey: true });
    const prepare = (): unknown => {
      try {
        return check.prepare(params);
      } catch (error) {
        if (!(error instanceof ParamsError)) throw error;
        throw file.error(error.message, [...at, ...error.path]);
      }
    };
    if (when === 'now') return { op: 'check', kind, ready: prepare(), path: at };
    let made: { ready: unknown } | undefined;
    return {
      op: 'check',
      kind,
      get ready() {
        return (made ??= { ready: prepare() }).ready;
      },
      path: at,
    };
  };
  return compile(raw, path, []);
}

/** Prepares every check of an expression now. @throws RubricError */
export function makeReady(expression: Expression): void {
  if (expression.op === 'check') void expression.ready;
  else if (expression.op === 'not') makeReady(expression.of);
  else if (expression.op === 'levels') for (const { when } of expression.levels) makeReady(when);
  else for (const one of expression.of) makeReady(one);
}

type Level = { fraction: number; when: unknown; note?: { es: string; en: string } };

/** Judges an expression on a student's documents. A check that throws is our fault: its verdict is `failed`. */
export function evaluate(expression: Expression, documents: Documents, checks: CheckTable): Verdict {
  switch (expression.op) {
    case 'all':
      return worstOf(expression.of.map((one) => evaluate(one, documents, checks)));
    case 'any':
      return bestOf(expression.of, documents, checks);
    case 'not':
      return negate(evaluate(expression.of, documents, checks));
    case 'at-least': {
      const verdicts = expression.of.map((one) => evaluate(one, documents, checks));
      const metOnes = verdicts.filter((verdict) => verdict.status === 'met');
      if (metOnes.length >= expression.count) return { status: 'met', evidence: metOnes.flatMap(evidenceOf) };
      return verdicts.find(troubled) ?? unmet(metOnes.flatMap(evidenceOf));
    }
    case 'proportion': {
      const verdicts = expression.of.map((one) => evaluate(one, documents, checks));
      const sum = verdicts.reduce((total, verdict) => total + fractionOf(verdict), 0);
      const failure = verdicts.find((verdict) => verdict.status === 'failed');
      return failure ?? verdictOf(Math.min(1, sum / expression.outOf), verdicts.flatMap(evidenceOf));
    }
    case 'levels':
      return levelOf(expression, documents, checks);
    case 'check':
      return judge(expression, documents, checks);
  }
}

const troubled = (verdict: Verdict): boolean => verdict.status === 'failed' || verdict.status === 'blocked';

function worstOf(verdicts: readonly Verdict[]): Verdict {
  const trouble = verdicts.find((verdict) => verdict.status === 'failed');
  if (trouble) return trouble;
  const worst = verdicts.reduce((low, verdict) => (fractionOf(verdict) < fractionOf(low) ? verdict : low));
  if (fractionOf(worst) === 0) return verdicts.find((verdict) => verdict.status === 'blocked') ?? worst;
  return withEvidence(verdictOf(fractionOf(worst)), verdicts);
}

/** Stops at the first member that is wholly met, so that authors put the likely ones first. */
function bestOf(members: readonly Expression[], documents: Documents, checks: CheckTable): Verdict {
  let best: Verdict | undefined;
  let trouble: Verdict | undefined;
  for (const member of members) {
    const verdict = evaluate(member, documents, checks);
    if (verdict.status === 'met') return verdict;
    if (troubled(verdict)) trouble ??= verdict;
    else if (!best || fractionOf(verdict) > fractionOf(best)) best = verdict;
  }
  if (best && fractionOf(best) > 0) return best;
  return trouble ?? best ?? unmet();
}

function levelOf(expression: Extract<Expression, { op: 'levels' }>, documents: Documents, checks: CheckTable): Verdict {
  let trouble: Verdict | undefined;
  let last: Verdict | undefined;
  for (const { fraction, when } of expression.levels) {
    const verdict = evaluate(when, documents, checks);
    if (verdict.status === 'met') return verdictOf(fraction, verdict.evidence);
    if (troubled(verdict)) trouble ??= verdict;
    else last = verdict;
  }
  return trouble ?? unmet(last ? evidenceOf(last) : []);
}

function negate(verdict: Verdict): Verdict {
  if (troubled(verdict)) return verdict;
  return fractionOf(verdict) > 0 ? unmet(evidenceOf(verdict)) : { status: 'met', evidence: [] };
}

function judge(expression: Extract<Expression, { op: 'check' }>, documents: Documents, checks: CheckTable): Verdict {
  const check = checks.get(expression.kind);
  if (!check) return { status: 'failed', reason: `no check \`${expression.kind}\`` };
  try {
    return check.judge(expression.ready, documents);
  } catch (error) {
    return {
      status: 'failed',
      reason: `\`${expression.kind}\`: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function withEvidence(verdict: Verdict, from: readonly Verdict[]): Verdict {
  const evidence: Evidence[] = from.flatMap(evidenceOf);
  return 'evidence' in verdict ? { ...verdict, evidence } : verdict;
}
