import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import type { ReviewReading } from '../../src/review/index.js';
import { readText } from './forms-of-hito-5.js';

beforeAll(async () => {
  await loadLanguages();
});

const named = ({ criteria }: ReviewReading): string[] =>
  [...criteria].flatMap(([id, { found }]) => (found ? [id] : []));

describe('what is said of the whole hand-in governs its answers', () => {
  const tags = 'No hay tags.';
  it.each<[string, string, boolean, string[]]>([
    ['a rubric', 'Hito 5: how this exam should be marked', true, []],
    ['una pauta', 'Pauta de corrección', true, []],
    ['what is turned down', 'Objeciones que no comparto', true, []],
    ['hearsay', 'Lo que he oído por ahí', true, []],
    ['words out of order', 'Exercise 1 (put the words in order)', true, []],
    ['another course', 'Entrega de otra asignatura', true, []],
    ['near miss: order of importance', 'Ejercicio 1 (en orden de importancia)', true, ['tags']],
    ['near miss: a review', 'Revisión del hito 5', true, ['tags']],
    ['near miss: a line with a matter of its own', 'Rumores que he usado: ninguno de ellos.', false, ['tags']],
  ])('%s', (_, text, heading, expected) => {
    expect(named(readText('mlflow', tags, [{ text, heading }]))).toEqual(expected);
  });

  it('but not what stands under a heading of the writer’s own findings', () => {
    const about = [{ text: 'Rumores y hallazgos', heading: true }];
    expect(named(readText('mlflow', '## Mis hallazgos\n\nNo hay tags.', about))).toEqual(['tags']);
  });

  it('and a list to be read keeps what it says to be missing', () => {
    const about = [{ text: 'Esto es lo que miraría en la documentación', heading: false }];
    expect(named(readText('mlflow', '- [ ] `set_tags`\n- [ ] No hay signature', about))).toEqual(['signature']);
  });
});

describe('a defect told at several levels has none', () => {
  const table = (...rows: string[]): string =>
    ['| # | Problema | Severidad | Corrección |', '|---|---|---|---|', ...rows].join('\n');
  it.each([
    ['the same words twice', table('| 1 | No hay tags | Menor | - |', '| 2 | No hay tags | Crítico | - |'), undefined],
    [
      'every level in turn',
      table('| 1 | No hay tags | Menor | - |', '| 2 | Faltan tags | Medio | - |', '| 3 | Sin tags | Crítico | - |'),
      undefined,
    ],
    ['once', table('| 1 | No hay tags | Menor | - |', '| 2 | No hay signature | Crítico | - |'), 'minor'],
  ])('%s', (_, text, level) => {
    expect(readText('mlflow', text).criteria.get('tags')).toMatchObject({ found: true });
    expect(readText('mlflow', text).criteria.get('tags')?.severity).toBe(level);
  });
});

describe('columns of crosses', () => {
  const table = (cells: string): string =>
    ['| Sección | Presente | A medias | Ausente |', '|---|---|---|---|', `| Limitations ${cells}`].join('\n');
  it.each([
    ['all crossed', '| X | X | X |', []],
    ['there', '| X | | |', []],
    ['absent', '| | | X |', ['limitations']],
  ])('%s', (_, cells, expected) => {
    expect(named(readText('model-card', table(cells)))).toEqual(expected);
  });
});
