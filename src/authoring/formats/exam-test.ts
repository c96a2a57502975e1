import { type ExamTest, INVARIANTS, isGreen } from '../test-exam.js';

export const testFormats = ['text', 'json', 'junit', 'tap'] as const;
export type TestFormat = (typeof testFormats)[number];

/** What `rubric test` found out, in one of its formats. */
export function formatTest(exam: string, test: ExamTest, format: TestFormat): string {
  if (format === 'json') return `${JSON.stringify(jsonOf(exam, test), null, 2)}\n`;
  const cases = casesOf(test);
  if (format === 'junit') return junit(exam, cases);
  if (format === 'tap') return tap(cases);
  return text(exam, test);
}

interface Case {
  readonly suite: string;
  readonly name: string;
  readonly failures: readonly string[];
  readonly known: readonly string[];
}

function casesOf(test: ExamTest): Case[] {
  const fixtures = test.fixtures.map(({ name, departures }) => ({
    suite: 'fixtures',
    name,
    failures: departures.filter((one) => !one.known).map((one) => `${one.word} ${one.criterion}: ${one.message}`),
    known: departures.filter((one) => one.known).map((one) => `${one.word} ${one.criterion}: ${one.message}`),
  }));
  const invariants = INVARIANTS.map((name) => ({
    suite: 'invariants',
    name,
    failures: test.broken.filter((one) => one.invariant === name).map((one) => one.message),
    known: [],
  }));
  const criteria = [...test.confusion].flatMap(([exercise, rows]) => [...rows.keys()].map((id) => `${exercise}/${id}`));
  const probes = criteria.map((name) => ({
    suite: 'probes',
    name,
    failures: test.probes.failures
      .filter((one) => `${one.exercise}/${one.criterion}` === name)
      .map((one) => `${one.word} (${one.kind}): “${one.text}” names ${one.named.join(', ') || 'nothing'}`),
    known: [],
  }));
  return [...fixtures, ...invariants, ...probes];
}

function text(exam: string, test: ExamTest): string {
  const lines: string[] = [];
  for (const one of casesOf(test)) {
    if (one.failures.length === 0 && one.known.length === 0) continue;
    lines.push(`${one.suite}: ${one.name}`);
    for (const failure of one.failures) lines.push(`  ${failure}`);
    for (const failure of one.known) lines.push(`  known ${failure}`);
  }
  const mended = test.fixtures.flatMap((one) => one.mended.map((error) => `${one.name}: ${error}`));
  if (mended.length > 0)
    lines.push('', 'known errors that are gone (drop their tags):', ...mended.map((line) => `  ${line}`));
  const confused = confusions(test);
  if (confused.length > 0) lines.push('', 'examples that name another defect:', ...confused.map((line) => `  ${line}`));
  const { agreement: a } = test;
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  // What no exercise asks for has no figure.
  const given = new Set(
    test.fixtures.flatMap(({ result }) =>
      result.exercises.flatMap(({ criteria }) => criteria.flatMap(({ shares }) => Object.keys(shares))),
    ),
  );
  const known = test.fixtures.flatMap((one) => one.departures).filter((one) => one.known).length;
  lines.push(
    '',
    test.probes.failures.length > 0 ? TRY_ONE : '',
    `${exam}: ${test.fixtures.length} fixture${test.fixtures.length === 1 ? '' : 's'}, ${test.probes.tried} probes`,
    ...(['found', 'fixed'] as const)
      .filter((id) => given.has(id))
      .map(
        (id) =>
          `${id} F1 ${percent(a[id].f1)} (precision ${percent(a[id].precision)}, recall ${percent(a[id].recall)})`,
      ),
    `${given.has('severity') ? `severity ${percent(a.severity)}, ` : ''}mean error ${a.meanError.toFixed(2)} points, worst ${a.worstError.toFixed(2)}, pass or fail ${percent(a.passFail)}`,
    `sure and right ${percent(a.sureRight)}, left to a person ${percent(a.inReview)}`,
    known > 0 ? `${known} known error${known === 1 ? '' : 's'}` : '',
    ...untried(test),
    isGreen(test) ? 'green' : 'not green',
  );
  return `${lines
    .filter((line, i) => line !== '' || lines[i - 1] !== '')
    .join('\n')
    .trim()}\n`;
}

/** Green says that a rubric takes its own solution; whether it takes another right one is a question of its own. */
function untried({ untried: all }: ExamTest): string[] {
  if (all.length === 0) return [];
  const [one = '', ...more] = all;
  return [
    `${all.length === 1 ? '1 check was' : `${all.length} checks were`} met by the model answer alone: a fixture with another right answer would contradict one that asks for your very values`,
    `  ${one}${more.length > 0 ? ` and ${more.length} more (--format json names them)` : ''}`,
  ];
}

const TRY_ONE =
  'How a remark was read: `dictamen review --exam <exam> --rubric <exercise> --try "…"`; what to do about it: rubrics/README.md.';

function confusions(test: ExamTest): string[] {
  return [...test.confusion].flatMap(([exercise, rows]) =>
    [...rows].flatMap(([own, row]) =>
      [...row].filter(([id]) => id !== own).map(([id, count]) => `${exercise}/${own} → ${id}: ${count}`),
    ),
  );
}

function jsonOf(exam: string, test: ExamTest): unknown {
  return {
    exam,
    green: isGreen(test),
    fixtures: test.fixtures.map(({ name, result, departures, mended }) => ({
      name,
      earned: Math.round(result.score.earned) / 100,
      departures,
      mended,
    })),
    broken: test.broken,
    untried: test.untried,
    probes: test.probes,
    confusion: Object.fromEntries(
      [...test.confusion].map(([id, rows]) => [
        id,
        Object.fromEntries([...rows].map(([own, row]) => [own, Object.fromEntries(row)])),
      ]),
    ),
    agreement: test.agreement,
  };
}

function tap(cases: readonly Case[]): string {
  const lines = ['TAP version 13', `1..${cases.length}`];
  cases.forEach((one, i) => {
    const name = `${one.suite} ${one.name}`.replaceAll('#', '\\#');
    lines.push(
      `${one.failures.length > 0 ? 'not ok' : 'ok'} ${i + 1} - ${name}${one.known.length > 0 ? ' # TODO known' : ''}`,
    );
    for (const failure of [...one.failures, ...one.known]) lines.push(`  # ${failure.replaceAll('\n', ' ')}`);
  });
  return `${lines.join('\n')}\n`;
}

function junit(exam: string, cases: readonly Case[]): string {
  const suites = [...new Set(cases.map((one) => one.suite))];
  const failed = (some: readonly Case[]) => some.filter((one) => one.failures.length > 0).length;
  const body = suites.map((suite) => {
    const some = cases.filter((one) => one.suite === suite);
    const rows = some.map((one) => {
      const inner = one.failures.map((failure) => `<failure message="${xml(failure.slice(0, 300))}"/>`).join('');
      return `    <testcase classname="${xml(`${exam}.${suite}`)}" name="${xml(one.name)}">${inner}</testcase>`;
    });
    return `  <testsuite name="${xml(suite)}" tests="${some.length}" failures="${failed(some)}">\n${rows.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(exam)}" tests="${cases.length}" failures="${failed(cases)}">\n${body.join('\n')}\n</testsuites>\n`;
}

/** Only characters of XML 1.0, and none that would end an attribute. */
function xml(value: string): string {
  return value
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
