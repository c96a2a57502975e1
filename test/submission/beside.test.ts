import { describe, expect, test } from 'vitest';
import { exam, read } from './exam.js';

const fixed = 'import requests\n\ndef fetch(url):\n    return requests.get(url, timeout=5).json()\n';
const flawed =
  'import requests\n\ndef fetch(url):\n    data = requests.get(url, headers={"a": "b"}, verify=True)\n    data.raise_for_status()\n    return data.json()\n';
const toy =
  'import requests\n\ndef test_timeout():\n    answer = requests.get("http://x", timeout=5)\n    assert answer.ok\n';

/** The code that counts for the second exercise, by file. */
function counting(files: Record<string, string>, of = exam): Record<string, string> {
  const [, answer] = read(files, {}, of).answers;
  return Object.fromEntries(
    (answer?.artefacts ?? []).flatMap(({ source, superseded }) => (superseded ? [] : [[source.file, source.text]])),
  );
}

describe('tests and trials run beside the service', () => {
  const gone: [name: string, file: string, code: string][] = [
    ['a test', 'tests/test_client.py', toy],
    ['by its content alone', 'checks_client.py', toy],
    [
      'a class of tests',
      'tests/test_client.py',
      toy.replace('def test_timeout()', 'class TestClient:\n  def test_it(self)'),
    ],
    [
      'with fixtures',
      'test_client.py',
      `import pytest\n\n@pytest.fixture\ndef url():\n    return "http://x"\n\n${toy}`,
    ],
    ['a trial', 'sandbox/client_toy.py', 'import requests\n\nprint(requests.get("http://x", timeout=5).json())\n'],
  ];
  test.each(gone)('%s', (_, file, code) => {
    expect(counting({ 'client.py': flawed, [file]: code })).toEqual({ 'client.py': flawed });
    const received = read({ 'client.py': flawed, [file]: code }).received.find(
      (one) => one.file === file && one.taken_as === 'superseded',
    );
    expect(received?.note).toMatch(/^a (?:test|trial)/);
  });

  const kept: [name: string, file: string, code: string][] = [
    ['a fix in another file', 'client_v2.py', fixed],
    [
      'a step that is called test',
      'client_steps.py',
      `${fixed}\ndef test_rows(rows):\n    return rows\n\ntest_rows([])\n`,
    ],
    ['a file by the name of a test', 'test.py', fixed],
    ['a trial that the service uses', 'sandbox.py', fixed],
  ];
  test.each(kept)('near miss: %s', (_, file, code) => {
    const client = `import requests\nfrom sandbox import fetch\n\n${flawed}`;
    expect(counting({ 'client.py': client, [file]: code })[file]).toBe(code);
  });

  test('tests in a file of the service are blanked out', () => {
    const text = counting({ 'client.py': `${fixed}\n\ndef test_fetch():\n    go()\n\n\nTIMEOUT = 5\n` })['client.py'];
    expect(text).toBe(`${fixed}\n\n${' '.repeat(17)}\n${' '.repeat(8)}\n\n\nTIMEOUT = 5\n`);
  });

  test('an exam that asks for tests takes them', () => {
    const asking = { ...exam, given: [...exam.given, { file: 'more.md', text: 'Write two tests with pytest.' }] };
    expect(counting({ 'client.py': flawed, 'tests/test_client.py': toy }, asking)['tests/test_client.py']).toBe(toy);
  });

  test('a title that speaks of tests asks for them', () => {
    const [first, ...others] = exam.exercises;
    const title = { es: 'Un cliente y sus pruebas', en: 'A client and its tests' };
    const asking = { ...exam, exercises: [{ ...first!, rubric: { ...first!.rubric, title } }, ...others] };
    expect(counting({ 'client.py': flawed, 'tests/test_client.py': toy }, asking)['tests/test_client.py']).toBe(toy);
  });
});
