import type { Exam } from '../model/rubric.js';
import type { Source } from '../model/text.js';
import { scanCode } from './code-shape.js';

/** Code that counts, or why it does not: it runs beside a service and not in it. */
export interface Counted {
  readonly source: Source;
  readonly why?: string;
}

const asking = new WeakMap<Exam, boolean>();

/** Whether an exam asks for tests: then they are answers like any other. */
export function asksForTests(exam: Exam): boolean {
  const known = asking.get(exam);
  if (known !== undefined) return known;
  const kinds = exam.exercises.flatMap(({ rubric }) => rubric.artefacts);
  const titles = exam.exercises.flatMap(({ rubric }) => [rubric.title, ...rubric.criteria.map(({ title }) => title)]);
  const asks =
    titles.some(({ es, en }) => /\b(?:py)?tests?\b|\bpruebas?\b/i.test(`${es} ${en}`)) ||
    kinds.some(({ id, files, looksLike }) => [id, ...files, ...looksLike].some((text) => /test|prueba/i.test(text))) ||
    exam.given.some(({ text }) => TESTING.test(text));
  asking.set(exam, asks);
  return asks;
}

const TESTING =
  /\b(?:pytest|unittest|test_\w+\.py|def test_|(?:unit|integration|smoke|regression) tests?|(?:tests?|pruebas?) (?:unitari|de integraci|de regresi)|(?:write|add|escrib\w+|a[ñn]ad\w+|crea\w*) (?:\w+ ){0,3}(?:tests?|pruebas)\b)/i;

/** Python without its tests: they are blanked out, so that places stay true. A file of nothing but tests, or kept among them, does not count. */
export function withoutTests(source: Source): Counted {
  if (!/^(?:async[ \t]+)?def[ \t]+test_|^class[ \t]+\w*Test|\bTestCase\b/m.test(source.text)) return { source };
  const chunks = chunksOf(source.text);
  const tests = new Set(chunks.filter((one) => isTest(one, source.text)));
  if (tests.size === 0) return { source };
  if (AMONG_TESTS.test(source.file) || chunks.every((one) => tests.has(one) || SUPPORT.test(one.head)))
    return { source, why: 'a test: it runs beside the service, not in it' };
  let { text } = source;
  for (const { start, end } of tests)
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
  return { source: { ...source, text } };
}

/** A test is called by whoever runs the tests; what the code itself calls `test_…` is a step of its own. */
function isTest({ head }: Chunk, text: string): boolean {
  const [, name] = /^(?:async )?def (test_\w+)/.exec(head) ?? [];
  if (name !== undefined) return text.split(name).length === 2;
  return /^class (?:Test[A-Z_]?\w* |\w+ \( (?:unittest \. )?TestCase )/.test(head);
}

/** What a file of tests holds besides: imports, texts, constants, fixtures, helpers of its own. */
const SUPPORT =
  /^(?:(?:import|from) |@ pytest \. fixture |(?:async )?def (?:_|(?:set|tear)_?(?:up|down))|\w+ (?:: [^=]*)?= |if __name__ == \S+ : (?:pytest|unittest) \. main |["'])/i;

const AMONG_TESTS = /(?:^|\/)(?:tests?|pruebas)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/i;

interface Chunk {
  readonly start: number;
  readonly end: number;
  /** Its first words and marks; those of the definition below a decorator, unless that makes a fixture. */
  readonly head: string;
}

const HEAD = 10;

/** The statements of a module, decorators with what they decorate. */
function chunksOf(text: string): Chunk[] {
  const tokens = scanCode(text).tokens;
  const lines = text.split('\n');
  const starts: { readonly at: number; readonly head: string }[] = [];
  let offset = 0;
  let next = 0;
  for (const [i, line] of lines.entries()) {
    while ((tokens[next]?.line ?? i) < i) next++;
    const first = tokens[next];
    // A line inside a string or a bracket starts no statement.
    if (first?.line === i && /^[\w@"']/.test(line) && (first.kind === 'string' || line.startsWith(first.text)))
      starts.push({
        at: offset,
        head: `${tokens
          .slice(next, next + HEAD)
          .map((token) => token.text)
          .join(' ')} `,
      });
    offset += line.length + 1;
  }
  const chunks: Chunk[] = [];
  let decorators: { at: number; head: string } | undefined;
  for (const [i, { at, head }] of starts.entries()) {
    const end = starts[i + 1]?.at ?? text.length;
    if (head.startsWith('@')) {
      decorators ??= { at, head };
      continue;
    }
    const fixture = decorators?.head.startsWith('@ pytest . fixture');
    chunks.push({ start: decorators?.at ?? at, end, head: fixture ? (decorators?.head ?? head) : head });
    decorators = undefined;
  }
  return chunks;
}

/** Folders and files in which people try things out. */
const TRIAL =
  /(?:^|[/_.-])(?:sandbox|scratch|playground|toy|kata|borrador(?:es)?|juguete|garabatos?|aprendiendo|learning)(?=$|[/_.-])/i;

/** Whether a file is a trial that neither uses the rest of the hand-in nor is used by it. */
export function isTrial(source: Source, others: readonly Source[]): boolean {
  if (!TRIAL.test(source.file) && !AMONG_TESTS.test(source.file)) return false;
  return !others.some(
    (other) => other.file !== source.file && (imports(source, other.file) || imports(other, source.file)),
  );
}

function imports(source: Source, file: string): boolean {
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return /^\w+$/.test(stem) && new RegExp(`^[ \\t]*(?:from|import)\\b[^\\n]*\\b${stem}\\b`, 'm').test(source.text);
}
