import { describe, expect, it, test } from 'vitest';
import { compileAnswer, compileReview, type Expected, judgeAnswer } from '../../src/review/index.js';
import { loadTopics } from '../../src/rubric/load.js';
import { namesIn, readRow, reviewKeys, sharedLexicon } from './forms-of-hito-5.js';

const cases: readonly (readonly [name: string, expected: Expected, text: string, fraction: number])[] = [
  ['yes', { yesNo: 'yes' }, 'Sí, porque el test se filtra', 1],
  ['a late no', { yesNo: 'yes' }, 'No. Aunque sí parece', 0],
  ['no yes or no', { yesNo: 'no' }, 'Depende', 0],
  ['a number', { number: 8000 }, 'Se usan 8.000 filas', 1],
  ['a number in the other notation', { number: 0.82 }, 'F1 = 0,82', 1],
  ['a number within tolerance', { number: 0.8, tolerance: 0.02 }, 'cerca de 0.81', 1],
  ['another number', { number: 8000 }, '800 filas', 0],
  ['a line', { line: [12] }, 'El fallo está en la línea 12.', 1],
  ['a line in a range', { line: [12] }, 'lines 10-14', 1],
  ['another line', { line: [12] }, 'línea 112', 0],
  ['a line with an article alone', { line: [3] }, 'En la 3, el pool está agotado', 1],
  ['a line by its ordinal', { line: [3] }, 'La tercera línea', 1],
  ['a line by its ordinal in English', { line: [3] }, 'the third line', 1],
  ['a line with the word number', { line: [3] }, 'Está en la línea número 3', 1],
  ['a line that is denied', { line: [3] }, 'No es la línea 3, es la 4', 0],
  ['the line after a denied one', { line: [4] }, 'No es la línea 3, es la 4', 1],
  ['a line that is denied in English', { line: [3] }, "It isn't line 3 but line 4", 0],
  ['a line with its consequence', { line: [3] }, 'Línea 3 (la 4 es solo la consecuencia)', 1],
  [
    'a short list among other lines',
    { line: [1, 10] },
    'Context, line 3; size, lines 2, 9; latest (lines 1, 10-11)',
    1,
  ],
  ['a list of lines', { line: [3] }, 'Líneas 3, 4 y 5', 0],
  ['every line', { line: [3] }, '1, 2, 3, 4, 5, 6', 0],
  ['a number in words', { number: 45 }, 'Cuarenta y cinco', 1],
  ['a number in English words', { number: 45 }, 'forty-five tests', 1],
  ['a number of hundreds in words', { number: 1210 }, 'mil doscientos diez', 1],
  ['another number in words', { number: 45 }, 'cuarenta y seis', 0],
  ['nine points', { number: 9 }, 'Nueve puntos', 1],
  ['an article is no number', { number: 1 }, 'Una de las pruebas que hay no pasa', 0],
  ['a number that is denied after it', { number: 45 }, '45 no, son 46', 0],
  ['the number after a denied one', { number: 46 }, '45 no, son 46', 1],
  ['a number that is denied before it', { number: 45 }, 'There are not 45 but 46', 0],
  ['numbers left open', { number: 45 }, 'quizá 45 o 46', 0],
  ['a sum that ends in the number', { number: 45 }, '48 - 2 - 1 = 45', 1],
  ['all but those named', { names: [['test_a'], ['test_b']] }, 'Todas menos test_a y test_b', 0],
  ['all but those named in English', { names: [['test_a'], ['test_b']] }, 'every test except test_a and test_b', 0],
  [
    'names of the exception asked for',
    { names: [['test_a'], ['test_b']] },
    'Fallan test_a y test_b, pasan las demás',
    1,
  ],
  [
    'an option that is judged before the choice',
    { choose: ['pool'], others: ['reiniciar'] },
    'Reiniciar es un parche temporal; yo ampliaría el pool',
    1,
  ],
  [
    'an option that is chosen with a word against the other',
    { choose: ['pool'], others: ['reiniciar'] },
    'Reiniciar, cambiar el pool solo oculta el problema',
    0,
  ],
  [
    'a choice with both reasons',
    { choose: ['recall'], others: ['precision'], because: [['falsos negativos'], ['coste', 'costo']] },
    'Recall, porque los falsos negativos tienen más costo',
    1,
  ],
  [
    'a choice with no reason',
    { choose: ['recall'], others: ['precision'], because: [['falsos negativos']] },
    'Recall.',
    0.5,
  ],
  ['the wrong choice first', { choose: ['recall'], others: ['precision'] }, 'Precision, más que recall', 0],
  ['a list', { list: [['accuracy'], ['recall'], ['auc'], ['f1']], atLeast: 3 }, 'recall, AUC y F1', 1],
  ['a short list', { list: [['accuracy'], ['recall'], ['auc'], ['f1']], atLeast: 4 }, 'recall, AUC', 0.5],
  ['an order', { order: [['build'], ['test'], ['deploy']] }, 'First build, then test, finally deploy', 1],
  ['two neighbours exchanged', { order: [['build'], ['test'], ['deploy']] }, 'build, deploy, test', 1 / 3],
  ['the last step first', { order: [['build'], ['test'], ['deploy']] }, 'deploy, build, test', 0],
  ['the other way round', { order: [['build'], ['test'], ['deploy']] }, 'deploy, test, build', 0],
  ['a step left out', { order: [['build'], ['test'], ['deploy']] }, 'build, deploy', 1 / 3],
  ['one step', { order: [['build'], ['test'], ['deploy']] }, 'build', 0],
  ['two of five exchanged', { order: [['a1'], ['b2'], ['c3'], ['d4'], ['e5']] }, 'a1, c3, b2, d4, e5', 4 / 5],
  ['one key point of two', { points: [['data leakage', 'fuga de datos'], ['pipeline']] }, 'Hay fuga de datos', 0.5],
  ['nothing', { points: [['data leakage']] }, '', 0],
];

describe('open answers', () => {
  it.each(cases)('%s', (_name, expected, text, fraction) => {
    expect(judgeAnswer(compileAnswer(expected), text).fraction).toBeCloseTo(fraction, 6);
  });

  it('points at the words that answered', () => {
    const text = 'Creo que es la línea 12.';
    const { spans } = judgeAnswer(compileAnswer({ line: [12] }), text);
    expect(text.slice(...spans[0]!)).toContain('línea 12');
  });
});

test('an open question is answered, never named: its title is no example of a defect', () => {
  const title = { es: '¿Ajustar antes de dividir?', en: 'Fit before the split?' };
  const other = { id: 'other', title: { es: 'Sin copia', en: 'No copy' }, examples: ['No hay copia de seguridad'] };
  const criterion = { id: 'fit', title, mentions: [], fixed: { answer: { 'yes-no': 'no' } } };
  const form = compileReview(reviewKeys({ criteria: [criterion, other] }), sharedLexicon, loadTopics);
  expect(form.defects.map(({ id }) => id)).toEqual(['other']);
  expect(namesIn(readRow(form, { text: 'Primero ajustar el pipeline y antes dividir los datos' }))).toEqual([]);
});
