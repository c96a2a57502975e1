import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/authoring/edits.js';
import { formatDiagnostics } from '../../src/authoring/formats/diagnostics.js';
import { lintRubric } from '../../src/authoring/lint.js';
import { checks } from '../../src/checks/index.js';
import { loadLanguages } from '../../src/languages/index.js';
import { loadLexicon } from '../../src/rubric/load.js';

await loadLanguages();
const table = new Map(checks.map((check) => [check.kind, check]));
const lexicon = loadLexicon();
const lint = (text: string) => lintRubric({ file: 'rubric.yaml', text, checks: table, lexicon });

const GOOD = `# yaml-language-server: $schema=../schema/rubric.schema.json
schema: 1
exercise: one
version: 1.0.0
title: {es: Uno, en: One}
points: 3
shares: {found: 40, fixed: 60}
artefacts:
  script: {title: {es: guion, en: script}, language: python}
criteria:
  - id: first
    points: 3
    title: {es: sin tags, en: no tags}
    feedback: {missing: {es: falta algo, en: something is missing}}
    hints: {es: [mira], en: [look]}
    mentions: [{missing: tags}]
    fix: {any: [tags]}
    examples: [faltan tags, sin etiquetas, no tags, tags are missing]
    not_examples: [los tags están bien]
    fixed: {calls: {of: mlflow.set_tags}}
    topic: {es: lo que describe la ejecución, en: what describes the run}
`;
const second = GOOD.slice(GOOD.indexOf('  - id: first')).replace('id: first', 'id: second');

const withSynonym = (phrase: string): string =>
  GOOD.replace('criteria:', `review: {concepts: {label: [etiqueta, '${phrase}']}}\ncriteria:`);

describe('rubric lint', () => {
  test('a good rubric draws no word', () => {
    expect(lint(GOOD)).toEqual([]);
  });

  test.each([
    [
      'points-sum',
      GOOD.replace('points: 3\nshares', 'points: 4\nshares'),
      'The criteria add up to 3, expected 4',
      '6:9',
    ],
    ['schema', GOOD.replace('mentions:', 'mention:'), 'Unexpected key `mention`', '16:5'],
    ['yaml', GOOD.replace('title: {es: Uno', 'title: [{es: Uno'), 'Unexpected YAML', undefined],
    ['unknown-concept', GOOD.replace('missing: tags', 'missing: tagz'), 'tagz', '16:26'],
    ['check', GOOD.replace('{calls: {of: mlflow.set_tags}}', '{use: nobody}'), 'Unknown name `nobody`', '20:18'],
    ['check', GOOD.replace('{calls: {of: mlflow.set_tags}}', "{code: {pattern: 'f(((' }}"), '', undefined],
    ['check', GOOD.replace('{calls: {of: mlflow.set_tags}}', "{regex: {pattern: '(?=a)' }}"), '', undefined],
    [
      'unreachable-level',
      GOOD.replace(
        '{calls: {of: mlflow.set_tags}}',
        '{levels: [{fraction: 1, when: {calls: {of: a}}}, {fraction: 0.5, when: {calls: {of: a}}}]}',
      ),
      'This level asks the same as level 1',
      '20:61',
    ],
    [
      'unreachable-level',
      GOOD.replace(
        '{calls: {of: mlflow.set_tags}}',
        '{levels: [{fraction: 0.5, when: {calls: {of: a}}}, {fraction: 1, when: {calls: {of: b}}}]}',
      ),
      'A fraction of 1 after 0.5',
      '20:74',
    ],
    [
      'no-such-language',
      GOOD.replace('language: python', 'language: yaml').replace(
        '{calls: {of: mlflow.set_tags}}',
        "{code: {pattern: 'f(...)'}}",
      ),
      '`code` reads python; the artefacts are yaml',
      undefined,
    ],
    [
      'negated-synonym',
      GOOD.replace('criteria:', 'review: {concepts: {label: [etiqueta, no label]}}\ncriteria:').replace(
        'missing: tags',
        'missing: label',
      ),
      '`no label` says that the thing is not there',
      '10:39',
    ],
    ['synonym', withSynonym('()'), 'concept label: nothing to match in "()"', '10:39'],
    ['synonym', withSynonym(' '), 'concept label: a phrase must be text', '10:39'],
    ['synonym', withSynonym('mirar bien~'), 'is no Spanish infinitive with a ~', '10:39'],
    [
      'unknown-concept',
      GOOD.replace('missing: tags', 'missing: tagz').replace('{calls: {of: mlflow.set_tags}}', '{use: nobody}'),
      'tagz',
      '16:26',
    ],
    [
      'no-such-language',
      GOOD.replace('{calls: {of: mlflow.set_tags}}', '{dockerfile: {instruction: USER}}'),
      '',
      undefined,
    ],
    ['few-examples', GOOD.replace(', no tags, tags are missing]', ']'), '`first` has 2 examples', '11:9'],
    ['no-not-examples', GOOD.replace('    not_examples: [los tags están bien]\n', ''), 'has no `not_examples`', '11:9'],
    ['no-hints', GOOD.replace('    hints: {es: [mira], en: [look]}\n', ''), 'has no hints', '11:9'],
    [
      'untranslated',
      GOOD.replace('es: falta algo, en: something is missing', 'es: falta algo, en: falta algo'),
      'are the same',
      undefined,
    ],
    ['placeholder', GOOD.replace('es: falta algo', 'es: TODO'), 'A placeholder is left', undefined],
    [
      'unfixable',
      GOOD.replace('    fix: {any: [tags]}\n', '').replace(/ {4}fixed:.*\n/, ''),
      'neither `fixed` nor `fix.any`',
      '11:9',
    ],
    ['no-severity', GOOD.replace('found: 40', 'found: 30, severity: 10'), '`first` has no `severity`', '11:9'],
    ['modeline', GOOD.replace(/^#.*\n/, ''), 'No modeline', '1:1'],
    ['unused-definition', `${GOOD}define: {spare: {calls: {of: a}}}\n`, 'Nothing uses `spare`', '22:10'],
    [
      'same-evidence',
      `${GOOD.replace('points: 3\nshares', 'points: 6\nshares')}${second}`,
      'have the same `fixed`',
      '31:12',
    ],
    ['no-topic', GOOD.replace(/^ {4}topic:.*\n/m, ''), 'has no `topic`', '11:9'],
    [
      'shared-example',
      `${GOOD.replace('points: 3\nshares', 'points: 6\nshares')}${second}`,
      'stands in `first` too',
      undefined,
    ],
  ])('%s', (rule, text, message, place) => {
    const found = lint(text).find((one) => one.rule === rule && one.message.includes(message));
    expect(found, JSON.stringify(lint(text).map((one) => [one.rule, one.message, one.position]))).toBeDefined();
    if (place) expect(`${found?.position.line}:${found?.position.column}`).toBe(place);
    expect(found?.why).not.toBe('');
    expect(found?.mend).not.toBe('');
  });

  test('the safe fix adds the modeline and nothing else', () => {
    const text = GOOD.replace(/^#.*\n/, '');
    const fixes = lint(text).flatMap((one) => (one.fix ? [one.fix] : []));
    const mended = applyEdits(text, fixes);
    expect(mended.endsWith(text)).toBe(true);
    expect(lint(mended)).toEqual([]);
  });

  test('its formats carry rule, place and mend, and no line that a log would obey', () => {
    const found = lint(GOOD.replace('points: 3\nshares', 'points: 4\nshares'));
    expect(JSON.parse(formatDiagnostics(found, 'json'))).toMatchObject([{ rule: 'points-sum', line: 6, column: 9 }]);
    const sarif = JSON.parse(formatDiagnostics(found, 'sarif'));
    expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: 'points-sum', level: 'error' });
    expect(formatDiagnostics(found, 'github')).toMatch(
      /^::error file=rubric\.yaml,line=6,col=9,title=points-sum::[^\n]+\n$/,
    );
    expect(formatDiagnostics(found, 'text')).toContain('rubric.yaml:6:9 error');
  });

  test('a concept that is nearly one is told', () => {
    const mends = (word: string) => lint(GOOD.replace('missing: tags', `missing: ${word}`)).map((one) => one.mend);
    expect(mends('tagss')[0]).toContain('Did you mean `tags`?');
    expect(mends('zzzzzz')[0]).toContain('Use a concept of the lexicon');
  });

  test('what is said of many criteria is told once in full, then by its lines; errors are always told', () => {
    const criterion = GOOD.slice(GOOD.indexOf('  - id: first')).replace(/ {4}hints:.*\n/, '');
    const many = ['a', 'b', 'c', 'd'].map((id) => criterion.replace('id: first', `id: ${id}`));
    const text = formatDiagnostics(lint(GOOD.slice(0, GOOD.indexOf('  - id: first')) + many.join('')), 'text');
    expect(text.match(/\(no-hints\)/g)).toHaveLength(1);
    expect(text).toContain('  also: rubric.yaml:21, 31, 41\n');
    expect(text.match(/\(shared-example\)/g)?.length).toBeGreaterThan(3);
    expect(text).toContain('4 notes\n');
  });
});
