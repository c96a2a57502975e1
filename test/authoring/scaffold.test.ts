import { describe, expect, test } from 'vitest';
import { lintRubric } from '../../src/authoring/lint.js';
import { splitPoints } from '../../src/authoring/scaffold/points.js';
import { scaffold } from '../../src/authoring/scaffold/scaffold.js';
import { checks } from '../../src/checks/index.js';
import { loadLanguages } from '../../src/languages/index.js';
import { loadLexicon } from '../../src/rubric/load.js';

await loadLanguages();

const EXAM = `# Examen: limpieza de datos

> Duración: 30 minutos. Para aprobar: 60 puntos.

## Ejercicio 1: un lector de ficheros (60 puntos)

\`\`\`python
# reader.py
def load(path):
    f = open(path)
    return f.read()
\`\`\`

<details>
<summary>Solución</summary>

| # | Problema | Severidad | Corrección |
|---|----------|-----------|------------|
| 1 | El fichero no se cierra | Alta | Usar \`with open(...)\` |
| 2 | No se indica \`encoding\` | Media | Pasar \`encoding="utf-8"\` |
| 3 | Sin anotaciones de tipo | Baja | Anotar los tipos |

\`\`\`python
# reader.py
from pathlib import Path

def load(path: Path) -> str:
    with path.open(encoding="utf-8") as f:
        return f.read()
\`\`\`

</details>

## Ejercicio 2: un contenedor (40 puntos)

\`\`\`dockerfile
FROM python
CMD python app.py
\`\`\`

<details>
<summary>Solución</summary>

| Problema | Corrección |
|---|---|
| La imagen no fija versión | \`python:3.12-slim\` |
| Corre como root | Añadir \`USER app\` |

\`\`\`dockerfile
FROM python:3.12-slim
USER app
CMD ["python", "app.py"]
\`\`\`

</details>
`;

describe('rubric new', () => {
  const made = scaffold({ id: 'limpieza', exam: EXAM });
  const file = (name: string) => made.files.get(name) ?? '';

  test('lays out every file of an exam', () => {
    expect([...made.files.keys()].sort()).toEqual([
      'exams/limpieza/exam.md',
      'exams/limpieza/exam.yaml',
      'exams/limpieza/given/Dockerfile',
      'exams/limpieza/given/reader.py',
      'fixtures/limpieza/blank/answers.md',
      'fixtures/limpieza/blank/expect.yaml',
      'fixtures/limpieza/model-answer/answers.md',
      'fixtures/limpieza/model-answer/expect.yaml',
      'rubrics/limpieza/contenedor.yaml',
      'rubrics/limpieza/lector-ficheros.yaml',
      'rubrics/limpieza/solution.md',
    ]);
  });

  test('reads title, minutes and pass mark; students get no solution', () => {
    expect(file('exams/limpieza/exam.yaml')).toContain("es: 'Examen: limpieza de datos'");
    expect(file('exams/limpieza/exam.yaml')).toMatch(/minimum: 30, maximum: 30[\s\S]*pass-mark: 60/);
    expect(file('exams/limpieza/exam.md')).not.toContain('Solución');
    expect(file('fixtures/limpieza/model-answer/answers.md')).toContain('| 1 | El fichero no se cierra | Alta |');
  });

  test('the rubrics pass lint without an error', () => {
    const table = new Map(checks.map((check) => [check.kind, check]));
    for (const [name, text] of made.files) {
      if (!/^rubrics\/.*\.yaml$/.test(name)) continue;
      const errors = lintRubric({ file: name, text, checks: table, lexicon: loadLexicon() }).filter(
        (one) => one.level === 'error',
      );
      expect(errors.map((one) => `${one.file}:${one.position.line} ${one.message}`)).toEqual([]);
    }
  });

  test('severities, split points and checks that come from what was added', () => {
    const text = file('rubrics/limpieza/lector-ficheros.yaml');
    expect([...text.matchAll(/^ {4}severity: (\w+)/gm)].map((match) => match[1])).toEqual([
      'critical',
      'medium',
      'minor',
    ]);
    expect([...text.matchAll(/^ {4}points: (\S+)/gm)].map((match) => Number(match[1]))).toEqual([30, 20, 10]);
    expect(text).toContain("calls: {of: '**.open', with: {encoding: {is: utf-8}}}");
  });
});

describe('points are split so that they add up exactly', () => {
  test.each([
    [2500, ['critical', 'medium', 'minor', 'medium', 'minor', 'medium', 'minor']],
    [10000, ['critical', 'critical', 'critical']],
    [100, ['minor', 'minor', 'minor']],
    [1000, [undefined, undefined, undefined]],
  ] as const)('%d among %j', (total, severities) => {
    const points = splitPoints(
      total,
      severities.map((severity) => ({ severity, points: undefined })),
    );
    expect(points.reduce((sum, one) => sum + one, 0)).toBe(total);
    expect(Math.min(...points)).toBeGreaterThan(0);
  });

  test('points that the solution gives are kept', () => {
    expect(
      splitPoints(500, [
        { severity: undefined, points: 2 },
        { severity: 'critical', points: 3 },
      ]),
    ).toEqual([200, 300]);
  });
});
