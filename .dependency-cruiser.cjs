// Who may import whom, with the reason. The picture is in src/README.md.
const only = (from, allowed, comment) => ({
  name: `${from}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed].join('|')})(/|$)` },
});

const languages = ['model', 'package', 'regex', 'languages'];
const judges = [...languages, 'patterns', 'flow', 'review'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'A cycle means that two rooms are one; types may know each other.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('model', [], 'Plain types that every room shares know no room.'),
    only('package', [], "Where the package's own files are, and what the build prepared."),
    only('regex', [], "Authors' regexes on students' text, in linear time, for whoever needs them."),
    only('languages', ['model', 'package', 'regex'], 'Reading text knows nothing of exams.'),
    only('patterns', languages, 'The pattern engine knows no exam and no points.'),
    only('flow', languages, 'The trace knows no exam and no points.'),
    only('review', languages, 'Reading remarks knows no points.'),
    only('checks', judges, 'A check turns documents into a verdict; it knows no rubric and no points.'),
    only('rubric', [...judges, 'checks'], 'A rubric is compiled before anybody is marked.'),
    only('submission', languages, 'Reading a hand-in must not depend on how it is judged.'),
    only('grading', [...judges, 'checks', 'rubric'], 'Marking is a function of a rubric and a submission.'),
    only('custom', [...judges, 'checks', 'rubric'], "Running an instructor's own check is an edge: nothing inside depends on it."),
    only('reporters', ['model'], 'A reporter gets plain data, so that a report can be stored, sent and rendered anywhere.'),
    only('authoring', [...judges, 'checks', 'rubric', 'submission', 'grading'], 'Authors work on the marking, not on its looks.'),
    {
      name: 'nobody-imports-cli',
      comment: 'Only the command line reads argv, writes and exits.',
      severity: 'error',
      from: { pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-check-imports-another',
      comment: 'A check is one file that stands alone; what two share is in a folder beside them.',
      severity: 'error',
      from: { path: '^src/checks/', pathNot: '^src/checks/index\\.ts' },
      to: { path: '^src/checks/[^/]+\\.ts$', pathNot: '^src/checks/check\\.ts$' },
    },
    {
      name: 'no-language-imports-another',
      comment: 'A syntax tree never leaves its folder.',
      severity: 'error',
      from: { path: '^src/languages/([^/]+)/' },
      to: { path: '^src/languages/[^/]+/', pathNot: '^src/languages/$1/' },
    },
    {
      name: 'no-reporter-imports-another',
      comment: 'Each format stands alone.',
      severity: 'error',
      from: { path: '^src/reporters/(text|html|markdown|csv|json)' },
      to: { path: '^src/reporters/(text|html|markdown|csv|json)', pathNot: '^src/reporters/$1' },
    },
    {
      name: 'node-only-at-the-edges',
      comment:
        'The core is plain functions of data: files, processes and clocks stay at the edges. Backtracking regexes of rules run in node:vm, which alone can stop one.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(cli/|custom/|package/|rubric/load\\.ts|submission/read\\.ts|languages/typescript/compiler\\.ts|patterns/backtracking\\.ts|authoring/[^/]*files\\.ts|authoring/child\\.ts)',
      },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test|node_modules)' },
  },
};
