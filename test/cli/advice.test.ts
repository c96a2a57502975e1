import { describe, expect, it } from 'vitest';
import { ruffAdvice } from '../../src/cli/advice.js';
import { sliceSource, sourceOf } from '../../src/model/text.js';

const given = ['clf.fit(X_train, y_train)'];

async function advise(file: string, text: string, from = 0) {
  const whole = sourceOf(file, text);
  const source = sliceSource(whole, from, from === 0 ? text.length : text.lastIndexOf('```'));
  const artefact = { id: 'script', language: 'python', source };
  const submission = {
    student: 's',
    answers: [{ exercise: 'one', prose: [], artefacts: [artefact] }],
    received: [],
    flags: [],
  };
  return (await ruffAdvice(submission, given))
    .get('one')
    ?.map(
      ({ id, evidence }) =>
        `${id} ${evidence[0]?.file}:${evidence[0]?.span.start.line}:${evidence[0]?.span.start.column} ${evidence[0]?.excerpt}`,
    );
}

describe('advice from Ruff', () => {
  it.each([
    ['an undefined name', 'a.py', 'ms = 1\nprint(elapsed_ms)\n', ['ruff/F821 a.py:2:7 print(elapsed_ms)']],
    ['an unused import', 'a.py', 'import os\n', ['ruff/F401 a.py:1:8 import os']],
    ['a name that the given code takes from outside', 'a.py', 'print(X_train)\n', []],
    ['code without a fault', 'a.py', 'import os\n\nprint(os.name)\n', []],
    ['code that does not parse', 'a.py', 'def f(:\n', []],
    ['style', 'a.py', 'x=1;y = 2\n', []],
  ])('%s', async (_, file, text, expected) => {
    const found = await advise(file, text);
    expect(found).toEqual(expected);
  });

  it('points into the document that a block stands in, and asks a part of a file for nothing that the rest may hold', async () => {
    const text = 'text\n\n```python\nimport os\nprint(f"x")\n```\n';
    expect(await advise('answers.md', text, text.indexOf('import'))).toEqual(['ruff/F541 answers.md:5:7 print(f"x")']);
  });
});
