import { describe, expect, it } from 'vitest';
import { compileAnswer, type Expected, judgeAnswer } from '../../src/review/index.js';

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
  ['a partly wrong order', { order: [['build'], ['test'], ['deploy']] }, 'build, deploy, test', 2 / 3],
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
