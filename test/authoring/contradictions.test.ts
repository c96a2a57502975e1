import { expect, test } from 'vitest';
import { contradictionsIn } from '../../src/authoring/contradictions.js';

const found = (text: string) =>
  contradictionsIn({ file: 'solution.md', text }).map(
    ({ label, first, second }) => `${label}: ${first.text} (${first.line}), ${second.text} (${second.line})`,
  );

test.each([
  [
    'two sections',
    '# Card\n\n### Data\n- test share: 20 %\n\n### Evaluation\n- test share: 25 %\n',
    ['test share: 20 % (4), 25 % (7)'],
  ],
  [
    'a card and its code',
    '## One\n\nAccuracy: 0.87\n\n```python\nlog({"accuracy": 0.82})\n```\n',
    ['accuracy: 0.87 (3), 0.82 (6)'],
  ],
  [
    'a table of two columns',
    '## One\n\n| Metric | Value |\n|---|---|\n| ROC AUC | 0.9 |\n\n### Summary\nIts ROC AUC is 0.8.\n',
    ['Its ROC AUC: 0.9 (5), 0.8 (8)'],
  ],
  [
    'a card in a fence',
    '## One\n\n```markdown\n## Metrics\n- F1: 0.7\n## Limits\nF1 = 0.6\n```\n',
    ['F1: 0.7 (5), 0.6 (7)'],
  ],
])('%s: told', (_, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test.each([
  ['one number in two forms', '## One\n\ntest_size = 0.2\n\n### More\ntest size: 20 %\n'],
  ['seconds and milliseconds', '## One\n\nlatency: 0.5 s\n\n### More\nlatency: 500 ms\n'],
  ['thousands', '## One\n\nclients: 10,000\n\n### More\nclients: 10000\n'],
  ['parts of the whole', '## One\n\nrecall: 0.7\n\n### More\nrecall is 0.6 for women\n'],
  ['other parts of the exam', '## One\n\nrecall: 0.7\n\n## Two\n\nrecall: 0.6\n'],
  [
    'a problem table, before and after',
    '## One\n\n| # | Problem | Mend |\n|---|---|---|\n| 1 | depth = 3 | depth = 5 |\n\n### More\ndepth = 5\n',
  ],
  ['several in one section', '## One\n\n```yaml\nwait: 5\nwait: 10\n```\n\n### More\nwait: 7\n'],
  ['versions', '## One\n\nmlflow: 2.1.0\n\n### More\nmlflow: 2.2.0\n'],
])('%s: nothing to tell', (_, text) => {
  expect(found(text)).toEqual([]);
});
