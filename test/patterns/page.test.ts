import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { compilePattern, matchPrepared, prepareText } from '../../src/patterns/index.js';

beforeAll(() => loadLanguages(['python']));

const page = readFileSync(new URL('../../rubrics/patterns.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `') && line.split(' | ').length === 3)
  .map((line) => line.split(' | ').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)))
  .flatMap(([pattern, yes = [], no = []]) => [
    ...yes.map((code) => [pattern![0]!, code, true] as const),
    ...no.map((code) => [pattern![0]!, code, false] as const),
  ]);

describe("the authors' page of patterns", () => {
  it('has its tables', () => expect(rows.length).toBeGreaterThan(45));

  it.each(rows)('%s on %s: %s', (pattern, code, matches) => {
    const found = matchPrepared(compilePattern(pattern, 'python'), prepareText('a.py', code, 'python'));
    expect(found.length > 0).toBe(matches);
  });
});
