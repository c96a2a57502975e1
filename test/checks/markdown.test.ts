import { describe, expect, test } from 'vitest';
import { ParamsError } from '../../src/checks/check.js';
import { markdown } from '../../src/checks/markdown.js';
import { parseMarkdown } from '../../src/languages/markdown/index.js';
import { documentsWith } from './documents.js';

const runbook = `# Runbook

## Síntomas
The queue grows and \`lag_seconds\` passes 300.

## Steps
1. Look at the dashboard.
2. Scale to 4 replicas.

   \`\`\`bash
   kubectl scale deploy/scorer --replicas=4
   \`\`\`

## Contacts

## Thresholds
| Signal | Limit | Owner |
|---|---|---|
| lag | 300 s | ops |
| errors | 2 % | ml |

**Rollback**

- [x] image kept
- [ ] data checked
`;

const cases: readonly [name: string, params: object, met: boolean][] = [
  ['a section', { section: ['sintomas'] }, true],
  ['a section that is not there', { section: ['escalation'] }, false],
  ['an empty section', { section: ['contacts'] }, false],
  ['a bold line as heading', { section: ['rollback'], items: { min: 2 } }, true],
  ['items', { section: ['steps'], items: { min: 2 } }, true],
  ['too few items', { section: ['steps'], items: { min: 3 } }, false],
  ['items that match', { items: { matches: 'scale' } }, true],
  ['code in a section', { section: ['steps'], code: { language: ['bash', 'sh'], matches: 'kubectl scale' } }, true],
  ['code in another section', { section: ['thresholds'], code: {} }, false],
  ['a table by its columns', { table: { columns: ['signal', 'owner'], rows: { min: 2 } } }, true],
  ['a column that is not there', { table: { columns: ['severity'] } }, false],
  ['a cell', { section: ['thresholds'], table: { cell: '300 ?s' } }, true],
  ['a code span', { 'code-span': '^lag_seconds$' }, true],
  ['a code span elsewhere', { section: ['steps'], 'code-span': 'lag' }, false],
  ['numbers', { section: ['thresholds'], numbers: { min: 2 } }, true],
  ['words', { section: ['sintomas'], words: { min: 20 } }, false],
  ['tasks that are done', { tasks: { checked: { min: 1 }, open: { max: 1 } } }, true],
  ['an order', { order: ['sintomas', 'steps', 'thresholds'] }, true],
  ['another order', { order: ['steps', 'sintomas'] }, false],
  ['absent', { section: ['legal'], absent: true }, true],
];

const documents = () => documentsWith([{ id: 'runbook', language: 'markdown', text: runbook, parse: parseMarkdown }]);

describe('the form of a markdown document', () => {
  test.each(cases)('%s', (_, params, met) => {
    expect(markdown.judge(markdown.prepare(params), documents()).status).toBe(met ? 'met' : 'unmet');
  });

  test('evidence is the heading and what was found below', () => {
    expect(markdown.judge(markdown.prepare({ section: ['sintomas'], 'code-span': 'lag' }), documents())).toMatchObject({
      evidence: [{ excerpt: '## Síntomas' }, { excerpt: 'lag_seconds', span: { start: { line: 4, column: 22 } } }],
    });
  });

  test.each([[{ absent: true }], [{ section: ['['] }]])('%j is the author’s trouble', (params) => {
    expect(() => markdown.prepare(params)).toThrow(ParamsError);
  });
});
