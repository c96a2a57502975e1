import { describe, expect, test } from 'vitest';
import { gradeSubmission } from '../../src/grading/index.js';
import { loadExam } from '../../src/rubric/load.js';
import { submissionOf } from '../../src/submission/index.js';

type Row = readonly [problem: string, level: string, fix: string];

/** What is said, apart from how it is laid out: one finding without its cure, one with another level than the key's. */
const said: readonly (readonly Row[])[] = [
  [
    ['Se registra todo sin abrir un run explícito', 'Alta', 'Envolver el entrenamiento en `with mlflow.start_run():`'],
    ['Los hiperparámetros del modelo no se registran', 'Baja', 'Añadir `mlflow.log_params` con n_estimators'],
    ['El run no tiene nombre', 'Baja', 'Pasar `run_name="gb-250"` a `start_run`'],
    ['Solo se registra accuracy', 'Media', 'Registrar también recall, F1 y ROC AUC con `mlflow.log_metrics`'],
  ],
  [
    ['Se usa print en lugar de un logger', 'Alta', 'Crear un logger con `logging.getLogger(__name__)`'],
    ['No se distinguen niveles de log', 'Media', 'Usar `logger.info` para lo normal y `logger.error` para los fallos'],
    ['Los mensajes no llevan fecha ni hora', 'Baja', 'Configurar el formato con `%(asctime)s`'],
  ],
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const each =
  (one: (row: Row, i: number) => string, between = '\n') =>
  (rows: readonly Row[]): string =>
    rows.map(one).join(between);
const HEAD = ['Problema', 'Severidad', 'Corrección'] as const;
const numbered = (rows: readonly Row[], at: 0 | 1 | 2): string =>
  rows.map((row, i) => `${i + 1}. ${row[at]}`).join('\n');
const piece = (rows: readonly Row[]): readonly (readonly string[])[] => [HEAD, ...rows];

const LAYOUTS: Readonly<Record<string, (rows: readonly Row[]) => string>> = {
  'columns in another order': (rows) =>
    table(
      ['Nº', 'Gravedad', 'Arreglo', 'Hallazgo'],
      rows.map(([p, s, f], i) => [`${i + 1}`, s, f, p]),
    ),
  'a level in the cell of the problem': (rows) =>
    table(
      ['Problema', 'Corrección'],
      rows.map(([p, s, f]) => [`${p} (${s.toLowerCase()})`, f]),
    ),
  'labels in one cell': (rows) =>
    table(
      ['#', 'Comentario'],
      rows.map(([p, s, f], i) => [`${i + 1}`, `${p}<br>**Severidad:** ${s}<br>**Corrección:** ${f}`]),
    ),
  'a row of its own for each level': (rows) =>
    table(
      HEAD,
      rows.flatMap(([p, s, f]) => [
        ['', `**${s}**`, ''],
        [p, '', f],
      ]),
    ),
  'the cure in a row of its own': (rows) =>
    table(
      ['#', 'Problema', 'Severidad'],
      rows.flatMap(([p, s, f], i) => [
        [`${i + 1}`, p, s],
        ['', `→ ${f}`, ''],
      ]),
    ),
  'a column for each problem': (rows) =>
    table(
      ['', ...rows.map((_, i) => `${i + 1}`)],
      HEAD.map((title, at) => [title, ...rows.map((row) => row[at]!)]),
    ),
  'a card for each problem': each(
    (row) =>
      table(
        ['Campo', 'Valor'],
        HEAD.map((title, at) => [title, row[at]!]),
      ),
    '\n\n',
  ),
  'two tables by number': (rows) =>
    `${table(
      ['#', 'Problema', 'Severidad'],
      rows.map(([p, s], i) => [`${i + 1}`, p, s]),
    )}\n\nCorrecciones:\n\n${table(
      ['#', 'Corrección'],
      rows.map(([, , f], i) => [`${i + 1}`, f]),
    )}`,
  'cells of a spreadsheet': (rows) =>
    piece(rows)
      .map((row) => row.join('\t'))
      .join('\n'),
  'a table drawn with lines': (rows) =>
    ['┌──┬──┬──┐', ...piece(rows).map((row) => `│ ${row.join(' │ ')} │`), '└──┴──┴──┘'].join('\n'),
  'as a database prints it': (rows) => {
    const [head, ...body] = piece(rows).map((row) => `| ${row.join(' | ')} |`);
    const border = '+---+---+---+';
    return ['```', border, head, border, ...body, border, '```'].join('\n');
  },
  'lines with semicolons': (rows) =>
    piece(rows)
      .map((row) => row.join(';'))
      .join('\n'),
  'records of JSON': (rows) =>
    `\`\`\`json\n${JSON.stringify(
      rows.map(([problema, severidad, correccion]) => ({ problema, severidad, correccion })),
      null,
      1,
    )}\n\`\`\``,
  'records of YAML': (rows) =>
    `\`\`\`yaml\nproblemas:\n${rows.map((row) => `  - problema: ${JSON.stringify(row[0])}\n    severidad: ${row[1]}\n    correccion: ${JSON.stringify(row[2])}`).join('\n')}\n\`\`\``,
  'comments without code': (rows) =>
    `\`\`\`python\n${rows.map(([p, s, f]) => `# [${s}] ${p} -> ${f}`).join('\n')}\n\`\`\``,
  'boxes to tick, the level in bold': each(([p, s, f]) => `- [ ] **${s}** ${p} → ${f}`),
  'crosses and ticks': each(([p, s, f]) => `- ❌ ${p} (${s})\n  - ✅ ${f}`),
  'codes of findings': each(([p, s, f], i) => `- **H-0${i + 1}** ${p} [${s}] → ${f}`),
  'an arrow in each line': each(([p, s, f]) => `${p} (${s}) -> ${f}`),
  'an arrow below each line': each(([p, s, f]) => `${p} (${s})\n=> ${f}`),
  'bullets of a word processor': each(([p, s, f]) => `●\t${p}\n   ○ Severidad: ${s}\n   ○ Corrección: ${f}`),
  'the level as a nested item': each(([p, s, f]) => `- ${p}\n  - ${s}\n  - Solución: ${f}`),
  'labels without a blank line': each(([p, s, f]) => `Problema: ${p}\nSeveridad: ${s}\nSolución: ${f}`),
  'labels as items': each(([p, s, f]) => `- Problema: ${p}\n- Severidad: ${s}\n- Corrección: ${f}`, '\n\n'),
  'a heading for each problem': each(
    ([p, s, f], i) => `### ${i + 1}. ${p}\n\n**Severidad:** ${s}\n\n**Corrección:** ${f}`,
    '\n\n',
  ),
  'a numbered title over each problem': each(
    ([p, s, f], i) => `### Problema ${i + 1}\n\n${p}.\n\nSeveridad: ${s}\n\nCorrección: ${f}`,
    '\n\n',
  ),
  'codes with a level, in bold': each(([p, s, f], i) => `**[ML-0${i + 1}] ${s}** ${p}\n\n_Corrección:_ ${f}`, '\n\n'),
  'headings over each part': each(
    ([p, s, f], i) => `### ${i + 1}\n\n#### Problema\n${p}\n\n#### Severidad\n${s}\n\n#### Corrección\n${f}`,
    '\n\n',
  ),
  'a table of Jira': (rows) => [`||${HEAD.join('||')}||`, ...rows.map((row) => `|${row.join('|')}|`)].join('\n'),
  'a table of MediaWiki': (rows) =>
    `{| class="wikitable"\n! ${HEAD.join(' !! ')}\n${rows.map((row) => `|-\n| ${row.join('\n| ')}`).join('\n')}\n|}`,
  'a table of AsciiDoc': (rows) =>
    `[cols="3,1,3", options="header"]\n|===\n|${HEAD.join(' |')}\n\n${rows.map((row) => `|${row.join('\n|')}`).join('\n\n')}\n|===`,
  'a list table of reStructuredText': (rows) =>
    `.. list-table::\n   :header-rows: 1\n\n${piece(rows)
      .map((row) => `   * - ${row.join('\n     - ')}`)
      .join('\n')}`,
  'a table of LaTeX': (rows) =>
    `\\begin{tabular}{|l|l|l|}\n\\hline\n${piece(rows)
      .map((row) =>
        row.map((cell) =>
          cell
            .replace(/`([^`]*)`/g, '\\texttt{$1}')
            .replaceAll('_', '\\_')
            .replaceAll('%', '\\%'),
        ),
      )
      .map((row) => `${row.join(' & ')} \\\\ \\hline`)
      .join('\n')}\n\\end{tabular}`,
  'a list of LaTeX': (rows) =>
    `\\begin{itemize}\n${rows.map(([p, s, f]) => `  \\item \\textbf{${p}} (${s}) → ${f}`).join('\n')}\n\\end{itemize}`,
  'problems and answers as a diff': (rows) =>
    `\`\`\`diff\n${rows.map(([p, s, f]) => `- ${p} (${s})\n+ ${f}`).join('\n')}\n\`\`\``,
  'points that run on': (rows) => rows.map(([p, s, f], i) => `${i + 1}) ${p} (${s}). ${f}.`).join(' '),
  'doubled colons': (rows) => rows.map(([p, s, f], i) => `- ${i + 1} :: ${p} :: ${s} :: ${f}`).join('\n'),
  'a title over the list': (rows) =>
    `### Problemas encontrados\n\n${rows.map(([p, s, f]) => `- **${p}** (${s}): ${f}`).join('\n')}`,
  'a label that ends in a full stop': (rows) =>
    rows.map(([p, s, f], i) => `${i + 1}. ${p} (${s}). **Propuesta.** ${f}`).join('\n'),
  'nouns that stand alone as sentences': (rows) =>
    rows.map(([p, s, f]) => `**Hallazgo.** ${p}.\n**Propuesta.** ${f}.\n**Nivel.** ${s}.`).join('\n\n'),
  'the cures in footnotes': (rows) =>
    `${rows.map(([p, s], i) => `${p}[^${i + 1}] (${s}).`).join(' ')}\n\n${rows.map(([, , f], i) => `[^${i + 1}]: ${f}.`).join('\n')}`,
  'cures by code': (rows) =>
    `${rows.map(([p, s], i) => `* H${i + 1} (${s}). ${p}.`).join('\n')}\n\nArreglos:\n\n${rows.map(([, , f], i) => `* H${i + 1}: ${f}.`).join('\n')}`,
  'a chat with names and times': (rows) =>
    rows.map(([p, s, f], i) => `ana, 10:${10 + i}: ${p} (${s}). ${f}.`).join('\n'),
  'lines without capitals or marks': (rows) =>
    rows.map(([p, s, f]) => `${p} (${s}) → ${f}`.toLowerCase().replace(/^./, (c) => c)).join('\n'),
  'three lists by number': (rows) =>
    `Problemas:\n\n${numbered(rows, 0)}\n\nSeveridad:\n\n${numbered(rows, 1)}\n\nSoluciones:\n\n${numbered(rows, 2)}`,
  'levels over lists': (rows) =>
    ['Alta', 'Media', 'Baja']
      .map(
        (level) =>
          `**${level}**\n\n${rows
            .filter(([, s]) => s === level)
            .map(([p, , f]) => `• ${p} → ${f}`)
            .join('\n')}`,
      )
      .join('\n\n'),
};

const exam = loadExam('hito-5');

function marksOf(body: (rows: readonly Row[]) => string): Record<string, string> {
  const text = said.map((rows, i) => `## Ejercicio ${i + 1}\n\n${body(rows)}`).join('\n\n');
  const files = [{ name: 'answers.md', bytes: new TextEncoder().encode(text) }];
  const { exercises } = gradeSubmission(exam, submissionOf({ name: 'x', files }, exam));
  const all = exercises.flatMap(({ criteria }) => criteria);
  return Object.fromEntries(
    all.map(({ criterion, shares }) => [
      criterion,
      `${shares.found?.fraction} ${shares.severity?.fraction} ${shares.fixed?.fraction}`,
    ]),
  );
}

const plain = (rows: readonly Row[]): string => table(HEAD, rows);

describe('the same findings earn the same, however they are laid out', () => {
  test('the plain table is read', () => {
    const marks = marksOf(plain);
    expect(marks['run-context']).toBe('1 1 1');
    expect(marks['params']).toBe('1 0.5 1');
    expect(marks['timestamp']).toMatch(/^1 .* 1$/);
    expect(marks['tags']).toBe('0 0 0');
  });

  test.each(Object.entries(LAYOUTS))('%s', (_, layout) => {
    expect(marksOf(layout)).toEqual(marksOf(plain));
  });
});

describe('what only looks like such a layout', () => {
  test.each([
    [
      'a list of what is there and what is not',
      '✅ run explícito\n❌ tags\n✅ signature\n✅ run_name',
      'signature',
      /^0/,
    ],
    [
      'code that is commented out',
      '```python\n# with mlflow.start_run():\n#     mlflow.log_params(params)\n```',
      'params',
      /^0/,
    ],
    [
      'alert rules with severities',
      '```yaml\ngroups:\n  - name: x\n    rules:\n      - alert: Slow\n        expr: up == 0\n        labels: {severity: high}\n```',
      'params',
      /^0/,
    ],
  ])('%s', (_, text, criterion, expected) => {
    expect(marksOf(() => text)[criterion]).toMatch(expected);
  });
});

describe('what is told elsewhere of points of several exercises', () => {
  const all = (text: string): Record<string, string> => {
    const files = [{ name: 'answers.md', bytes: new TextEncoder().encode(text) }];
    const { exercises } = gradeSubmission(exam, submissionOf({ name: 'x', files }, exam));
    return Object.fromEntries(
      exercises.flatMap(({ criteria }) =>
        criteria.map(({ criterion, shares }) => [criterion, `${shares.found?.fraction} ${shares.fixed?.fraction}`]),
      ),
    );
  };
  const points =
    '## Ejercicio 1\n\n- M1. Falta la signature.\n- M2. No hay tags.\n\n## Ejercicio 2\n\n- L1. Se usa print.\n- L2. No hay niveles.\n';
  const cures =
    '- M1: `infer_signature`.\n- M2: `mlflow.set_tags(t)`.\n- L1: un logger de `logging`.\n- L2: usar info y error.\n';

  test('cures by code at the end of the hand-in', () => {
    const marks = all(`${points}\n## Arreglos\n\n${cures}`);
    expect([marks['signature'], marks['tags'], marks['logger'], marks['levels']]).toEqual(['1 1', '1 1', '1 1', '1 1']);
  });

  test('counts that start again in each exercise name no point for good', () => {
    const text = points.replace(/[ML](\d)\./g, '$1)');
    const marks = all(`${text}\n## Arreglos\n\n${cures.replace(/[ML](\d):/g, '$1)')}`);
    expect(marks['signature']).toBe('1 0');
  });

  test('an answer to a quotation of what was said above', () => {
    const marks = all(
      'Ejercicio 1. El modelo se guarda sin signature.\n\nEjercicio 2. Se usa print por todas partes en el servicio.\n\n---\n\n> El modelo se guarda sin signature.\n\nCon `infer_signature`, pasándola a `log_model`.\n\n> Se usa print por todas partes en el servicio.\n\nNo lo veo: está bien así.',
    );
    expect([marks['signature'], marks['logger']?.slice(2)]).toEqual(['1 1', '0']);
  });

  test('a table whose topics stand above', () => {
    const marks = all(
      '## Exercise 4\n\n| | Latency | Errors | Drift |\n|---|---|---|---|\n| **Measured today?** | no | no | yes |\n| **Type** | Histogram | Counter | Gauge |',
    );
    expect([marks['latency-histogram'], marks['error-counter'], marks['drift-gauge']]).toEqual(['1 1', '1 1', '0 0']);
  });
});

test('a scale that a cell of a notebook declares before the first exercise', () => {
  const cells = [
    'Mi escala: *tormenta* > *lluvia* > *llovizna*.',
    '## Ejercicio 1',
    '- Falta la signature (lluvia)\n- No hay tags (llovizna)',
  ];
  const text = JSON.stringify({
    cells: cells.map((source) => ({ cell_type: 'markdown', metadata: {}, source })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
  const files = [{ name: 'answers.ipynb', bytes: new TextEncoder().encode(text) }];
  const { exercises } = gradeSubmission(exam, submissionOf({ name: 'x', files }, exam));
  const severity = exercises.flatMap(({ criteria }) =>
    criteria.map(({ criterion, shares }) => [criterion, shares.severity?.fraction] as const),
  );
  expect(severity.filter(([, fraction]) => fraction)).toEqual([
    ['signature', 1],
    ['tags', 1],
  ]);
});
