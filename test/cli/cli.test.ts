import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
// The built program, as it is shipped; from the sources where nothing has been built (slower).
const built = join(root, 'dist/cli/index.js');
const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
const entry = existsSync(built) ? [built] : ['--import', tsx, join(root, 'src/cli/index.ts')];
const clean = { ...process.env, NO_COLOR: '', FORCE_COLOR: undefined, NODE_OPTIONS: undefined };

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'dictamen-cli-'));
  put('ana/answers.md', ANSWERS);
  put(
    'bruno/answers.md',
    '# Examen\n\n## Ejercicio 1\n\n| # | Problema | Severidad | Corrección |\n|---|---|---|---|\n',
  );
  put('cohort/ana/answers.md', ANSWERS);
  put('cohort/\u001b[31mrojo/answers.md', ANSWERS);
  put('cohort/roto/answers.md', Buffer.alloc(3_000_000, 0));
  mkdirSync(join(home, 'cohort/vacia'), { recursive: true });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const ANSWERS = `# Examen

## Ejercicio 1: MLflow

| # | Problema | Severidad | Corrección |
|---|----------|-----------|------------|
| 1 | El modelo se registra sin firma | Media | pasar \`signature=infer_signature(X_train, y_pred)\` a log_model |
| 2 | No se registran los hiperparámetros | Media | \`mlflow.log_params(params)\` |
`;

function put(file: string, content: string | Buffer): void {
  mkdirSync(dirname(join(home, file)), { recursive: true });
  writeFileSync(join(home, file), content);
}

function run(args: readonly string[], input?: string): { code: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [...entry, ...args], {
    cwd: home,
    encoding: 'utf8',
    env: clean,
    input: input ?? '',
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

describe('dictamen', () => {
  it('says its version and helps, each command with examples', () => {
    expect(run(['--version'])).toEqual({
      code: 0,
      out: `${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`,
      err: '',
    });
    for (const args of [
      ['--help'],
      ['grade', '--help'],
      ['init', '--help'],
      ['exams', '--help'],
      ['match', '--help'],
    ]) {
      const { code, out } = run(args);
      expect([args, code, out.includes('Examples:')]).toEqual([args, 0, true]);
    }
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['grad']],
    ['an unknown option', ['grade', 'ana', '--colour']],
    ['no path', ['grade']],
    ['a path that is not there', ['grade', 'nobody']],
    ['an unknown exam', ['grade', 'ana', '--exam', 'nope']],
    ['an unknown exercise', ['grade', 'ana', '--exercise', 'nope']],
    ['a mapping to an unknown exercise', ['grade', 'ana', '--map', 'answers.md=nope']],
    ['a mapping without an exercise', ['grade', 'ana', '--map', 'answers.md']],
    ['an unknown format', ['grade', 'ana', '--format', 'pdf']],
    ['a threshold that is no number', ['grade', 'ana', '--fail-under', 'much']],
    ['an unknown criterion', ['grade', 'ana', '--explain', 'nope']],
    ['a report onto the hand-in', ['grade', 'ana/answers.md', '--out', 'ana/answers.md']],
    ['a report into a folder that is not there', ['grade', 'ana', '--out', 'no/where.txt']],
  ])('exits with 2, a message and no stack: %s', (_, args) => {
    const { code, err } = run(args);
    expect(code).toBe(2);
    expect(err.trim()).not.toBe('');
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('shows where a broken exam is broken', () => {
    put('exam/exam.yaml', 'schema: 1\nid: demo\nversion: [\n');
    const { code, err } = run(['grade', 'ana', '--exam', 'exam']);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: exam\/exam\.yaml:\d+:\d+ .*\n(?:.*\n)*> +\d+ \|/);
  });
});

describe('dictamen grade', () => {
  it('prints a report of 80 columns without colour off a terminal', () => {
    const { code, out, err } = run(['grade', 'ana']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Total {2}\d+\.\d\d \/ 100\.00/);
    expect(out).toContain('answers.md:7');
    expect(out).not.toContain('\u001b');
  });

  it('gives the same bytes twice, elsewhere and in another locale', () => {
    const first = run(['grade', 'ana', '--format', 'json']).out;
    expect(first).toContain('"earned"');
    // Compared as truth, not as text: a difference would print two whole reports.
    expect(run(['grade', join(home, 'ana'), '--format', 'json']).out === first).toBe(true);
    const other = spawnSync(process.execPath, [...entry, 'grade', join(home, 'ana'), '--format', 'json'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...clean, LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' },
    });
    expect(other.stdout === first).toBe(true);
  });

  it.each([
    [0, '0'],
    [1, '100'],
  ])('exits with %d for a threshold of %s', (expected, points) => {
    expect(run(['grade', 'ana', '--fail-under', points, '--quiet']).code).toBe(expected);
  });

  it('is one line when quiet, and English when asked', () => {
    expect(run(['grade', 'ana', '--quiet', '--lang', 'en']).out).toMatch(
      /^\d+\.\d\d \/ 100\.00 {2}NOT PASSED {2}ana\n$/,
    );
  });

  it('reads standard input', () => {
    const { code, out } = run(['grade', '-', '--format', 'json'], ANSWERS);
    expect(code).toBe(0);
    expect(JSON.parse(out).results[0].score.earned).toBeGreaterThan(0);
  });

  it('marks one exercise alone', () => {
    const [result] = JSON.parse(run(['grade', 'ana', '--exercise', 'mlflow', '--format', 'json']).out).results;
    expect(result.exercises.map((e: { exercise: string }) => e.exercise)).toEqual(['mlflow']);
    expect(result.score.maximum).toBe(25);
  });

  it('writes each format whole into a file, and nothing beside it', () => {
    for (const format of ['text', 'json', 'markdown', 'html', 'csv']) {
      const { code, out } = run(
        ['grade', 'ana', '--format', format, '--out', `out/r.${format}`].map((a) => a.replace('out/', '')),
      );
      expect([format, code, out]).toEqual([format, 0, '']);
      expect(readFileSync(join(home, `r.${format}`), 'utf8').length).toBeGreaterThan(60);
    }
    expect(readdirSync(home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(readFileSync(join(home, 'r.html'), 'utf8')).toContain('<mark class="earned">');
  });

  it('tells the whole chain behind one criterion', () => {
    const { code, out } = run(['grade', 'ana', '--explain', 'mlflow/signature']);
    expect(code).toBe(0);
    expect(out).toContain('answers.md:7');
    expect(out).toMatch(/mlflow\.yaml:\d+:\d+/);
    expect(out).toMatch(/encontrado +100 % × 40 % × 4\.00 = 1\.60/);
  });

  it('loads late what only advice needs', () => {
    expect(run(['grade', 'ana', '--advice'])).toMatchObject({ code: 0, err: '' });
  });

  it('marks a folder of hand-ins: every one has its row, a bad one stops nobody, a name cannot paint the terminal', () => {
    const { code, out } = run(['grade', 'cohort']);
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
    for (const name of ['ana', '\\u{1b}[31mrojo', 'roto', 'vacia']) expect(out).toContain(`│ ${name.slice(0, 12)}`);
    const alone = run(['grade', 'cohort/ana', '--format', 'csv']).out.split('\r\n')[1];
    expect(run(['grade', 'cohort', '--format', 'csv']).out.split('\r\n')).toContain(alone);
  });

  it('tells two hand-ins of one name apart', () => {
    const { out } = run(['grade', 'ana/answers.md', join(home, 'bruno/answers.md'), '--quiet']);
    expect(out).toMatch(/ ana\/answers\.md\n.* bruno\/answers\.md\n$/);
  });

  it('exits with 2 where the only hand-in cannot be read', () => {
    const { code, out } = run(['grade', 'cohort/roto', '--exam', 'hito-5']);
    expect(code).toBe(2);
    expect(out).toContain('SIN CALIFICAR');
  });

  it('does not mind a closed pipe', async () => {
    const child = spawn(process.execPath, [...entry, 'grade', 'cohort', '--format', 'html'], {
      cwd: home,
      env: clean,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, err]).toEqual([0, '']);
  });

  it('marks again when the hand-in changes', async () => {
    put('watched/answers.md', ANSWERS);
    const child = spawn(process.execPath, [...entry, 'grade', 'watched', '--exam', 'hito-5', '--quiet', '--watch'], {
      cwd: home,
      env: clean,
    });
    const lines: string[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        child.on('close', () => reject(new Error('ended by itself')));
        child.stderr.once('data', () => put('watched/answers.md', '# Examen\n'));
        child.stdout.on('data', (chunk) => {
          lines.push(
            ...String(chunk)
              .split('\n')
              .filter((line) => line !== ''),
          );
          if (lines.length >= 2) resolve();
        });
      });
    } finally {
      child.removeAllListeners('close');
      child.kill();
    }
    expect(lines[1]).toMatch(/^0\.00 /);
    expect(lines[0]).not.toBe(lines[1]);
  });
});

describe('dictamen init', () => {
  it('writes a blank exam that earns nothing, and overwrites nothing', () => {
    expect(run(['init', 'hito-5', 'blank']).code).toBe(0);
    expect(existsSync(join(home, 'blank/answers.md'))).toBe(true);
    expect(run(['grade', 'blank', '--quiet']).out).toMatch(/^0\.00 \/ 100\.00/);
    writeFileSync(join(home, 'blank/answers.md'), 'mine');
    const again = run(['init', 'hito-5', 'blank']);
    expect(again.code).toBe(2);
    expect(readFileSync(join(home, 'blank/answers.md'), 'utf8')).toBe('mine');
  });

  it('writes it in English too', () => {
    run(['init', 'hito-5', 'blank-en', '--lang', 'en']);
    expect(readFileSync(join(home, 'blank-en/answers.md'), 'utf8')).toMatch(/Exercise 1/i);
    expect(run(['grade', 'blank-en', '--quiet']).out).toMatch(/^0\.00 \/ 100\.00/);
  });
});

it('dictamen exams lists them', () => {
  expect(run(['exams', '--lang', 'en']).out).toMatch(
    /^hito-5 {2}.*\n {4}45-60 min · 100\.00 points, pass mark 70\.00\n {4}mlflow, logging, model-card, prometheus\n/m,
  );
});
