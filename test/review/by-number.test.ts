import { beforeAll, expect, it } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { readText } from './forms-of-hito-5.js';

beforeAll(async () => {
  await loadLanguages();
});

function said(text: string): string[] {
  const { criteria } = readText('mlflow', text);
  return [...criteria].flatMap(([id, { found, remedy, severity }]) =>
    found ? [`${id}=${remedy}${severity ? `/${severity}` : ''}`] : [],
  );
}

/** Consequences that name nothing, so that only the cure of the same number tells them apart. */
const PROBLEMS = [
  'Todo queda suelto. Severidad alta.',
  'Nadie sabe qué columnas espera. Severidad media.',
  'No hay tags. Severidad baja.',
];
const CURES = ['`with mlflow.start_run()` alrededor', '`infer_signature` y pasarla', '`set_tags` con el equipo'];
const list = (lines: readonly string[], mark: (n: number) => string): string =>
  lines.map((line, i) => `${mark(i + 1)} ${line}`).join('\n');
const all = ['run-context=right/critical', 'signature=right/medium', 'tags=right/minor'];
const numbered = list(PROBLEMS, (n) => `${n}.`);

it.each([
  ['a title and the same numbers', `${numbered}\n\nSoluciones:\n\n${list(CURES, (n) => `${n}.`)}`],
  ['a heading', `${numbered}\n\n### Lo que yo haría\n\n${list(CURES, (n) => `${n}.`)}`],
  ['in English', `${numbered}\n\nWhat to do:\n\n${list(CURES, (n) => `- for ${n}:`)}`],
  ['no title, but each says which', `${numbered}\n\n${list(CURES, (n) => `- Para el ${n},`)}`],
  ['numbers in brackets', `${numbered}\n\nArreglos\n\n${list(CURES, (n) => `- (${n})`)}`],
  [
    'numbers of the exercise before them',
    `${list(PROBLEMS, (n) => `\n1.${n}.`)}\n\n## Al final\n\n${list(CURES, (n) => `* 1.${n}:`)}`,
  ],
  [
    'rows and a list',
    `| # | Problema | Severidad |\n|---|---|---|\n${PROBLEMS.map((one, i) => `| ${i + 1} | ${one.replace('. Severidad ', ' | ')} |`).join('\n')}\n\nCorrecciones:\n\n${list(CURES, (n) => `${n}.`)}`,
  ],
  ['in another order', `${numbered}\n\nCambios:\n\n- 3: ${CURES[2]}\n- 1: ${CURES[0]}\n- 2: ${CURES[1]}`],
])('cures by number: %s', (_, text) => {
  expect(said(text)).toEqual(all);
});

it('one cure for two problems', () => {
  expect(
    said(
      '1. No signature is logged.\n2. There are no tags.\n\nFixes:\n\n- 1 and 2: `infer_signature` in `log_model`, and `set_tags`',
    ),
  ).toEqual(['signature=right', 'tags=right']);
});

it.each([
  ['a number without a cure', `${numbered}\n\nSoluciones:\n\n1. ${CURES[0]}\n3. ${CURES[2]}`, ['signature']],
  ['another list that counts anew', `1. No hay tags.\n\nLo bueno:\n\n1. \`infer_signature\` se importa`, ['signature']],
])('no cure by number: %s', (_, text, without) => {
  for (const id of without) expect(said(text).filter((one) => one.startsWith(`${id}=right`))).toEqual([]);
});
