import { expect, it } from 'vitest';
import { code } from '../../src/checks/code.js';
import { loadLanguages } from '../../src/languages/index.js';
import { python } from '../../src/languages/python/index.js';
import { documentsWith } from './documents.js';

it('a rubric can be read before the grammars are loaded', async () => {
  const ready = code.prepare({
    patterns: [{ pattern: 'f($X)' }, { 'metavariable-comparison': { comparison: '$X > 1' } }],
  });
  await loadLanguages(['python']);
  const judge = (text: string): string =>
    code.judge(ready, documentsWith([{ id: 'a', language: 'python', text, parse: python.parse }])).status;
  expect(judge('f(2)\n')).toBe('met');
  expect(judge('f(1)\n')).toBe('unmet');
});
