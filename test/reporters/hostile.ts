import type { ExamResult, Report } from '../../src/model/report.js';
import { at, reportOf, student } from './sample-report.js';

/** What a hostile hand-in may carry into every field that shows the student's text. */
export const payloads: readonly string[] = [
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007',
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u009b2J',
  '::error::forged',
  '::set-output name=x::y',
  '##[error]forged',
  '\r\nTotal 100.00 / 100.00 APTO',
  '\u202egnp.exe',
  'a\u200bb\u2066c',
  '\u{e0041}\u{e0042}',
  '\ud800 lone',
  '<script>alert(1)</script>',
  '</script></title></style><img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '<!-- --><![CDATA[x]]>&lt;&amp;',
  "=cmd|'/C calc'!A0",
  '＝1+1',
  '```\n# heading\n```',
  '| a | b \\| c |',
  '</details>',
  '@everyone',
  '[x](http://evil.example) ![y](http://evil.example/z.png)',
  'http://evil.example www.evil.example a@evil.example',
  'javascript:alert(1)',
  '#1 GH-2 org/repo#3',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the payload
  '`${alert(1)}` {{7*7}} $(id)',
  '$x^2$ ~~s~~ **b** _i_',
  'e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301',
  '\u2028\u2029\u0000\u0007\u0085',
  '__proto__',
];

/** A report with one payload in every text that comes from outside. */
export function hostile(payload: string): Report {
  const evidence = at(payload, 3, payload, payload);
  const result: ExamResult = {
    ...student,
    student: payload,
    reason: payload,
    exercises: student.exercises.map((exercise) => ({
      ...exercise,
      exercise: exercise.exercise,
      title: payload,
      criteria: exercise.criteria.map((criterion) => ({
        ...criterion,
        title: payload,
        feedback: payload,
        doubt: payload,
        hints: [payload, payload],
        learn: [payload],
        shares: Object.fromEntries(
          Object.entries(criterion.shares).map(([id, share]) => [
            id,
            { ...share, reason: payload, evidence: [evidence] },
          ]),
        ),
      })),
      remarks: exercise.remarks.map((remark) => ({
        ...remark,
        text: payload,
        file: payload,
        names: [payload],
        trace: payload,
      })),
      advice: [{ id: payload, message: payload, evidence: [evidence] }],
    })),
    received: [{ file: payload, taken_as: payload, note: payload }],
    flags: [{ kind: 'hidden-text', message: payload, evidence }],
  };
  const report = reportOf([result]);
  return {
    ...report,
    exam: payload,
    engine: payload,
    rubric: { version: payload, digest: payload },
    diagnostics: [{ level: 'error', message: payload }],
  };
}
