import { describe, expect, test } from 'vitest';
import { read, summary } from './exam.js';

const times = (text: string, count: number): string => text.repeat(count);
const code = 'import broker\nwith broker.transaction() as store:\n    store.save(1)\n    topic.ack(1)\n';

describe('hand-ins made to break the reader end, with every file told', () => {
  const cases: Record<string, Record<string, string>> = {
    'labels without end': { 'answers.md': times('Exercise 1\nExercise 2\n', 4000) },
    'inline labels without end': { 'answers.md': times('Q1: a\nQ2: b\n', 4000) },
    'headings in comments without end': { 'all.py': times('# Exercise 1\n# Exercise 2\n', 2000) },
    'parts of code without end': { 'all.py': times(`# Exercise 1\n${code}# Exercise 2\nimport requests\n`, 300) },
    'open imports': { 'all.py': `# Exercise 1\n${times('from a import (\n', 3000)}# Exercise 2\n` },
    'open brackets': { 'worker.py': times('(', 30_000) },
    'open strings': { 'all.py': `# Exercise 1\n"""${times('# Exercise 2\n', 3000)}` },
    'line joins': { 'worker.py': times('\\\n', 20_000) },
    'nested lists': { 'answers.md': times('- ', 3000) },
    'nested quotes': { 'answers.md': times('> ', 3000) },
    'open links': { 'answers.md': times('[a](', 10_000) },
    'open comments': { 'answers.md': times('<!--', 10_000) },
    'a deep notebook': { 'a.ipynb': times('[', 100_000) },
    'a notebook of odd sources': {
      'a.ipynb': '{"cells":[{"cell_type":"code","source":1},{"cell_type":"code","source":{"a":[]}}]}',
    },
    'a small diff below each of very many remarks': {
      'a.md': `## Exercise 2\n\n${times('Late.\n\n```diff\n import requests\n+import other\n```\n\n', 2000)}`,
    },
    'a diff of many hunks': {
      'a.diff': `--- a/worker.py\n+++ b/worker.py\n${times('@@ -1 +1 @@\n-a\n+import broker\n', 1000)}`,
    },
    'nested YAML': { 'deploy.yml': times('[', 20_000) },
  };
  test.each(Object.entries(cases))('%s', (_, files) => {
    const { received, answers } = read(files);
    expect(received.map(({ file }) => file)).toEqual(expect.arrayContaining(Object.keys(files)));
    expect(answers).toHaveLength(3);
  });

  const inert: Record<string, string> = {
    'a comment of HTML': '<!-- no timeout -->',
    'a title of a definition': '[//]: # (no timeout)',
    'text for a picture that is not shown': '![no timeout](x.png "no timeout")',
    'a template': '<template>no timeout</template>',
    'text without display': '<p style="display:none">no timeout</p>',
  };
  test.each(Object.entries(inert))('%s is no answer', (_, text) => {
    expect(JSON.stringify(summary(read(`## Exercise 2\n\n${text}\n`)))).not.toContain('timeout');
  });

  test('what one hand-in holds changes nothing in the next', () => {
    const good = {
      'all.py': `# Exercise 1\n${code}# Exercise 2\n# nobody set a timeout\nimport requests\nrequests.get(u, timeout=5)\n`,
    };
    const alone = read(good);
    for (const files of Object.values(cases)) read(files);
    expect(read(good)).toEqual(alone);
  });
});
