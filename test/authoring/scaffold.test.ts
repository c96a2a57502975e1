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

describe('candidate checks', () => {
  const fixedOf = (info: string, given: string, corrected: string, problem: string, fix: string): string => {
    const exam = `# E\n\n## Exercise 1: one (10 points)\n\n\`\`\`${info}\n${given}\n\`\`\`\n\n### Solution\n\n| Problem | Fix |\n|---|---|\n| ${problem} | ${fix} |\n\n\`\`\`${info}\n${corrected}\n\`\`\`\n`;
    const text = scaffold({ id: 'e', exam }).files.get('rubrics/e/one.yaml') ?? '';
    return /^ {4}fixed:.*\n([\s\S]*)/m.exec(text)?.[1]?.trim().replace(/\s+/g, ' ') ?? 'none';
  };

  test.each([
    [
      'an image gets a version',
      'yaml',
      'image: acme/app:latest',
      'image: acme/app:1.2.3',
      '`image` is latest',
      'Pin it',
      "data: {path: image, matches: '^acme/app:[\\^~>=<! ]*(v?\\d)'}",
    ],
    [
      'a number grows',
      'yaml',
      'replicas: 1',
      'replicas: 3',
      'One of `replicas`',
      'Three',
      'data: {path: replicas, min: 2, max: 30}',
    ],
    [
      'a switch is turned',
      'json',
      '{"cache": false}',
      '{"cache": true}',
      'No `cache`',
      'Turn it on',
      'data: {path: cache, equals: true}',
    ],
    [
      'a key goes',
      'yaml',
      'web: {image: a, privileged: true}',
      'web: {image: a}',
      'It is `privileged`',
      'Remove it',
      "all: - data: {path: web} - data: {path: web.privileged, not-matches: '^(false|no|off)$', absent: true}",
    ],
    [
      'an item of a list changes',
      'yaml',
      'deps: [data/old.csv, a.py]',
      'deps: [data/new.csv, a.py]',
      'It depends on `data/old.csv`',
      '`data/new.csv`',
      "all: - data: {path: 'deps[*]', equals: data/new.csv} - data: {path: 'deps[*]', equals: data/old.csv, absent: true}",
    ],
    [
      'a user is set',
      'dockerfile',
      'FROM python:3.12\nCMD ["app"]',
      'FROM python:3.12\nUSER app\nCMD ["app"]',
      'It runs as root',
      '`USER app`',
      "dockerfile: {instruction: USER, last: true, stage: last, not-matches: '^(root|0)(:|\\s|$)'}",
    ],
    [
      'a call goes',
      'python',
      'import time\ndef f(x):\n    time.sleep(2)\n    return x',
      'def f(x):\n    return x',
      '`time.sleep` is slow',
      'Remove it',
      "all: - code: {pattern: 'def f(...): ...'} - not: {calls: {of: time.sleep}}",
    ],
    [
      'a setting of Terraform',
      'hcl',
      'resource "x" "y" {\n  encrypted = false\n}',
      'resource "x" "y" {\n  encrypted = true\n}',
      'It is not `encrypted`',
      '`encrypted = true`',
      'data: {path: resource.x.y.encrypted, equals: true}',
    ],
    [
      'a setting of a notation without a language',
      'ini',
      '[a]\nencrypted = false\n',
      '[a]\nencrypted = true\n',
      'It is not `encrypted`',
      '`encrypted = true`',
      "regex: {pattern: '(?m)^\\s*encrypted\\s*=\\s*true', artefacts: [ini]}",
    ],
    [
      'a result that was thrown away is kept',
      'python',
      'def f(df):\n    df.drop_duplicates()\n    return df',
      'def f(df):\n    df = df.drop_duplicates()\n    return df',
      'The result of `drop_duplicates()` is lost',
      '`df = df.drop_duplicates()`',
      "code: {pattern: '$X = $Y.drop_duplicates(...)'}",
    ],
    [
      'a default goes',
      'python',
      'def load(path="/home/luis/a.csv"):\n    return open(path)',
      'def load(path):\n    return open(path)',
      'The path of one computer is the default',
      'Make `path` required',
      "all: - code: {pattern: 'def load(...): ...'} - not: {code: {pattern: 'def load(..., path=$D, ...): ...'}}",
    ],
    [
      'a field among others of its kind',
      'python',
      'class A(Model):\n    when: date = now()\n    items: list = []',
      'class A(Model):\n    when: date = Field(default_factory=now)\n    items: list = Field(default_factory=list)',
      'The default of `when` is computed once',
      '`Field(default_factory=now)`',
      "code: {pattern: 'when: $T = Field(..., default_factory=$V, ...)'}",
    ],
    [
      'the key that the row names, not one with more of its words',
      'yaml',
      'prepare:\n  cmd: run /home/ana/raw.csv',
      'prepare:\n  cmd: run data/raw.csv\n  deps: [data/raw.csv]',
      '`prepare` names no `deps`',
      '`deps: [data/raw.csv]`',
      "data: {path: 'prepare.deps[*]', equals: data/raw.csv}",
    ],
    [
      'a key of the whole file goes',
      'yaml',
      'repos: []\nexclude: ^src/',
      'repos: []',
      'A folder is left out',
      'Remove `exclude`',
      'all: - data: {path: repos} - data: {path: exclude, absent: true}',
    ],
    [
      'the same wrong value in several places',
      'yaml',
      'a: {uses: x@main}\nb: {uses: x@main}',
      'a: {uses: x@v4}\nb: {uses: x@v4}',
      '`uses` goes to `main`',
      '`@v4`',
      "all: - data: {path: a.uses, matches: '^x@[\\^~>=<! ]*(v?\\d|[0-9a-f]{40})'} - data: {path: '**.uses', equals: 'x@main', absent: true}",
    ],
    [
      'a block that was added, not the value that this solution chose in it',
      'hcl',
      'provider "aws" {}',
      'terraform {\n  backend "s3" {\n    key = "prod/terraform.tfstate"\n  }\n}\nprovider "aws" {}',
      'Each has its own `terraform.tfstate`',
      '`backend "s3"`',
      'data: {path: terraform.backend, type: map, empty: false}',
    ],
    [
      'words that a document has gained',
      'markdown',
      '# Model\n\nAccuracy: 98 %',
      '# Model\n\nRecall 71 %, F1 67 %',
      'Only accuracy',
      'Add recall and F1',
      "regex: {pattern: '(?i)\\b(recall|f1)\\b', artefacts: [markdown]}",
    ],
    [
      'a section that a document has gained',
      'markdown',
      '# Model\n\nText.',
      '# Model\n\nText.\n\n## Limits\n\nNot for firms or banks.',
      'Its limits are not told',
      'A section `Limits`',
      'markdown: {section: [limits], words: {min: 3}}',
    ],
    [
      'one of several blocks of Terraform changes',
      'hcl',
      'resource "g" "a" {\n  in {\n    from_port = 443\n    cidr = ["0.0.0.0/0"]\n  }\n  in {\n    from_port = 22\n    cidr = ["0.0.0.0/0"]\n  }\n}',
      'resource "g" "a" {\n  in {\n    from_port = 443\n    cidr = ["0.0.0.0/0"]\n  }\n  in {\n    from_port = 22\n    cidr = ["10.0.0.0/8"]\n  }\n}',
      'SSH is open to the whole world',
      'Restrict the `cidr`',
      "data: {path: 'resource.g.a.in[from_port=22].cidr[*]', quantity: every, not-matches: '^0\\.0\\.0\\.0/0$'} equivalent-mutants: [another value] # check me: any value but the given one is right",
    ],
    [
      'keys that go together',
      'hcl',
      'provider "aws" {\n  region = "eu"\n  access_key = "A"\n  secret_key = "B"\n}',
      'provider "aws" {\n  region = "eu"\n}',
      'AWS keys in the code',
      'remove them; use a role',
      'all: - data: {path: provider.aws} - data: {path: provider.aws.access_key, absent: true} - data: {path: provider.aws.secret_key, absent: true}',
    ],
    [
      'a switch that may be turned or taken out',
      'hcl',
      'resource "b" "m" {\n  name = "m"\n  force_destroy = true\n}',
      'resource "b" "m" {\n  name = "m"\n  force_destroy = false\n}',
      '`force_destroy = true` loses the models',
      'remove it or `false`',
      'all: - data: {path: resource.b.m} - data: {path: resource.b.m.force_destroy, equals: true, absent: true}',
    ],
    [
      'a number becomes the text that it is written as',
      'yaml',
      'with: {python-version: 3.10}',
      'with: {python-version: "3.10"}',
      '`python-version: 3.10` is 3.1',
      'quote it',
      'data: {path: with.python-version, type: string} equivalent-mutants: [another value] # check me: any value but the given one is right',
    ],
    [
      'every way in which a failure was hidden goes',
      'yaml',
      'steps: [{run: pytest -q || true}]',
      'steps: [{run: pytest -q}]',
      '`pytest -q || true` never fails',
      '`pytest -q`',
      "all: - data: {path: 'steps[*].run', matches: '(^|\\s)pytest(\\s|$)', not-matches: '(^|\\s)(true|\\|\\|)(\\s|$)'} - data: {path: 'steps[*].run', equals: 'pytest -q || true', absent: true}",
    ],
    [
      'a file that is elsewhere is not mended by its loss',
      'text',
      'p/\n├── README.md\n└── src/\n    ├── a.py\n    └── test_a.py\n',
      'p/\n├── README.md\n├── src/\n│   └── a.py\n└── tests/\n    └── test_a.py\n',
      'the test lives in `src/`',
      'move it to `tests/`',
      "tree: {moved: {from: src/test_a.py, to: '**/test_a.py'}}",
    ],
    [
      'a binary under another name is still one',
      'text',
      'p/\n├── README.md\n└── models/\n    └── final_v2.pkl\n',
      'p/\n├── README.md\n└── models/\n    └── m.pkl.dvc\n',
      '`models/final_v2.pkl` is a binary in git',
      'Use DVC',
      "tree: {present: [README.md], absent: ['**/*.pkl']}",
    ],
    [
      'a mutable default',
      'python',
      'def add(x, to=[]):\n    to.append(x)\n    return to',
      'def add(x, to=None):\n    to = [] if to is None else to\n    to.append(x)\n    return to',
      'mutable default argument `to=[]`',
      '`to=None`, and a list inside',
      "all: - code: {pattern: 'def add(...): ...'} - not: {code: {pattern: 'def add(..., to=[], ...): ...'}}",
    ],
    [
      'a handler that raises nothing',
      'python',
      'def f(p):\n    try:\n        return g(p)\n    except Exception:\n        return None',
      'def f(p):\n    return g(p)',
      '`except Exception: return None` hides every error',
      'let it through',
      'all: - code: {pattern: \'def f(...): ...\'} - not: {code: {patterns: [{pattern: "try:\\n ...\\nexcept Exception:\\n ...\\n"}, {pattern-not: "try:\\n ...\\nexcept Exception:\\n ...\\n raise ...\\n"}]}}',
    ],
    [
      'a test that was not collected',
      'python',
      'def check_discount():\n    assert f() == 5',
      'def test_discount():\n    assert f() == 5',
      '`check_discount` is never collected',
      'rename it `test_discount`',
      "code: {patterns: [{pattern: 'def $F(...): ...'}, {metavariable-regex: {metavariable: '$F', regex: '^test_\\w*discount'}}]}",
    ],
    [
      'a fixture in the place of a path of one machine',
      'python',
      'def test_load():\n    assert load("/home/eva/q.json")',
      'def test_load(tmp_path):\n    assert load(str(tmp_path / "q.json"))',
      'The test depends on an absolute path of one machine',
      '`tmp_path`',
      "code: {pattern: 'def $F(..., tmp_path, ...): ...'}",
    ],
    [
      'several settings that the remedy names',
      'hcl',
      'resource "b" "s" {\n  acls = false\n  policy = false\n  x = 1\n}',
      'resource "b" "s" {\n  acls = true\n  policy = true\n  x = 1\n}',
      'The bucket may be made public',
      'set `acls` and `policy` to `true`',
      'all: - data: {path: resource.b.s.acls, equals: true} - data: {path: resource.b.s.policy, equals: true}',
    ],
    [
      'a password that is taken from elsewhere',
      'hcl',
      'resource "db" "m" {\n  password = "S3cret"\n}',
      'variable "p" {\n  sensitive = true\n}\nresource "db" "m" {\n  password = var.p\n}',
      'The database password is in the code',
      'a variable marked `sensitive`',
      "data: {path: resource.db.m.password, matches: '^\\s*(\\$\\{|\\$[A-Za-z]|(var|local|data|module|random_password)\\.)'}",
    ],
    [
      'a switch of an item that is known by its value',
      'yaml',
      'name: x\njobs:\n  steps:\n    - run: a\n    - {run: npm test, continue-on-error: true}',
      'name: x\njobs:\n  steps:\n    - run: a\n    - run: npm test',
      'A failing test does not stop it (`continue-on-error`)',
      'remove `continue-on-error`',
      "all: - data: {path: jobs} - data: {path: '**.continue-on-error', not-matches: '^(false|no|off)$', absent: true}",
    ],
    [
      'a policy that is written as a text',
      'hcl',
      'resource "p" "t" {\n  policy = jsonencode({\n    Version = "2012"\n    Action = "*"\n  })\n}',
      'resource "p" "t" {\n  policy = jsonencode({\n    Version = "2012"\n    Action = ["s3:GetObject"]\n  })\n}',
      'The policy allows everything',
      'only `s3:GetObject`',
      "data: {path: resource.p.t.policy, matches: 's3:GetObject', not-matches: '\"\\*\"'}",
    ],
    [
      'a tag in several commands',
      'yaml',
      'steps: [{run: "docker build -t app:latest ."}, {run: "docker push app:latest"}]',
      'steps: [{run: "docker build -t app:\u0024{{ github.sha }} ."}, {run: "docker push app:\u0024{{ github.sha }}"}]',
      'The image is tagged `latest`',
      'tag with `\u0024{{ github.sha }}`',
      "all: - data: {path: 'steps[*].run', matches: '\\$\\{\\{ github\\.sha \\}\\}'} - data: {path: 'steps[*].run', matches: latest, absent: true}",
    ],
    [
      'a file that the problem names, rather than one of its remedy',
      'text',
      'p/\n├── README.md\n├── train.py\n└── secrets.json\n',
      'p/\n├── README.md\n├── .gitignore\n└── train.py\n',
      '`secrets.json` is in git',
      'take it out and add it to `.gitignore`',
      "tree: {present: [README.md], absent: ['**/*.json']}",
    ],
    ['nothing in the file shows it', 'yaml', 'a: 1', 'a: 1', 'Nobody wrote why', 'Write it', 'none'],
  ])('%s', (_, info, given, corrected, problem, fix, expected) => {
    expect(fixedOf(info, given, corrected, problem, fix)).toBe(expected);
  });
});

describe('layouts of an exam', () => {
  test('solutions at the end, points in a table, a list of problems, questions with answers', () => {
    const exam =
      '# Exam\n\n| Part | Points |\n|---|---|\n| A | 6 |\n| B | 4 |\n\n## Part A. Job\n\n```yaml\n# job.yaml\nretries: 0\n```\n\n## Part B. Log\n\n1. How many lines fail?\n2. Is it the disk?\n\n# Solutions\n\n## Part A\n\n- **No `retries`** (6 pts, high): `retries: 3`\n\n```yaml\n# job.yaml\nretries: 3\n```\n\n## Part B\n\n| # | Question | Answer |\n|---|---|---|\n| 1 | Lines | 12 |\n| 2 | Disk | No, the network |\n';
    const { files } = scaffold({ id: 'e', exam });
    expect(files.get('exams/e/exam.md')).not.toContain('Solutions');
    expect(files.get('rubrics/e/job.yaml')).toMatch(/points: 6\n[\s\S]*severity: critical/);
    const log = files.get('rubrics/e/log.yaml') ?? '';
    expect(log).toContain("fixed: {answer: {question: '1', number: 12}}");
    expect(log).toContain("fixed: {answer: {question: '2', yes-no: 'no'}}");
    expect(files.get('fixtures/e/model-answer/answers.md')).toContain('1. 12\n2. No, the network');
  });

  test('an exercise without a title of its own keeps its number; a list of questions may hold a task', () => {
    const exam =
      '# Examen\n\n### Ejercicio 1 (2,5 puntos)\n\n1. ¿Cuántas fallan?\n2. ¿Es el disco?\n3. Explica qué harías.\n\n<details><summary>Solución</summary>\n\n1. 8\n2. Sí, porque está lleno\n3. Borrar registros viejos\n\n</details>\n';
    const { files } = scaffold({ id: 'e', exam });
    expect(files.get('exams/e/exam.yaml')).toContain("title: {es: 'Ejercicio 1', en: 'Ejercicio 1'}");
    const text = files.get('rubrics/e/ejercicio-1.yaml') ?? '';
    expect([...text.matchAll(/^ {4}fixed: (.*) # check me/gm)].map((match) => match[1])).toEqual([
      "{answer: {question: '1', number: 8}}",
      "{answer: {question: '2', yes-no: 'yes'}}",
      "{answer: {question: '3', points: [registros]}}",
    ]);
  });

  test('headings that say nothing are told, with those that are understood', () => {
    expect(() => scaffold({ id: 'e', exam: '# Quiz\n\n## Logging\n\nText.\n' })).toThrow(/“Logging”/);
  });
});

describe('words of a remedy', () => {
  const given = 'steps:\n  - run: npm test\n    continue-on-error: true\n    cache: false\n';
  const corrected = 'steps:\n  - run: npm ci && npm test\n    cache: true\n';
  test.each([
    ['what it brings', 'The lock file is ignored', '`npm ci`', "['npm ci']"],
    [
      'what the flawed file holds, with the order',
      'Failures pass',
      'remove `continue-on-error`',
      "['remove continue-on-error']",
    ],
    [
      'what the flawed file holds, with its value',
      'It starts anew each time',
      'set `cache` to `true`',
      "['cache & true']",
    ],
  ])('%s', (_, problem, fix, expected) => {
    const fence = (text: string) => `\`\`\`yaml\n# ci.yml\n${text}\`\`\`\n`;
    const exam = `# E\n\n## Exercise 1: one (10 points)\n\n${fence(given)}\n### Solution\n\n| Problem | Fix |\n|---|---|\n| ${problem} | ${fix} |\n\n${fence(corrected)}`;
    const text = scaffold({ id: 'e', exam }).files.get('rubrics/e/one.yaml') ?? '';
    expect(/^ {4}fix_\w+: (.*?) # check me/m.exec(text)?.[1]).toBe(expected);
  });
});
