import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadLanguages } from '../../src/languages/index.js';
import { positionAt, sourceOf } from '../../src/model/text.js';
import { compilePattern, compileRules, matchPrepared, PatternError, prepareText } from '../../src/patterns/index.js';

interface Case {
  readonly pattern?: string;
  readonly rule?: Record<string, unknown>;
  readonly code: string;
  readonly options?: unknown;
  /** Where a comment in the code cannot say it. */
  readonly lines?: readonly number[];
  /** The pattern or the rule is refused. */
  readonly error?: boolean;
}
interface Feature {
  readonly feature: string;
  readonly language?: string;
  readonly cases: readonly Case[];
}

const folder = new URL('cases/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();

beforeAll(() => loadLanguages());

for (const file of files) {
  describe(file, () => {
    for (const { feature, language = 'python', cases } of parse(
      readFileSync(new URL(file, folder), 'utf8'),
    ) as Feature[]) {
      describe(feature, () => {
        cases.forEach((one, i) => {
          it(`${i + 1}: ${(one.pattern ?? String(one.rule?.id ?? '')).trim().split('\n').join(' ⏎ ')}`, () => {
            if (one.error) expect(() => linesOf(one, language)).toThrow(PatternError);
            else expect(linesOf(one, language)).toEqual(one.lines ?? expectedLines(one.code));
          });
        });
      });
    }
  });
}

function linesOf(one: Case, language: string): number[] {
  const set =
    one.pattern === undefined
      ? compileRules({ id: 'r', languages: [language], ...one.rule })
      : compilePattern(one.pattern, language, one.options);
  const source = sourceOf('code', one.code);
  const lines = matchPrepared(set, prepareText('code', one.code, language)).map(
    (match) => positionAt(source, match.start).line,
  );
  return [...new Set(lines)].sort((a, b) => a - b);
}

/** Lines that end in a comment that says `match`. */
function expectedLines(code: string): number[] {
  return code.split('\n').flatMap((line, i) => (/(#|\/\/) match\s*$/.test(line) ? [i + 1] : []));
}
