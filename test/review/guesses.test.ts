import { describe, expect, it } from 'vitest';
import type { Remedy } from '../../src/model/report.js';
import { isOfOwnWork } from '../../src/review/context/own-work.js';
import { withSecondGuesses } from '../../src/review/guesses.js';
import { compileReview } from '../../src/review/index.js';
import type { Judged } from '../../src/review/judged.js';
import { analyse } from '../../src/review/stance/analyse.js';
import { loadTopics } from '../../src/rubric/load.js';
import { namesIn, readRow, reviewKeys, sharedLexicon } from './forms-of-hito-5.js';

/** A remark of a list with how like each defect it is; the first of them is what it is taken for. */
function remark(
  group: number,
  alike: Readonly<Record<string, number>>,
  more: Partial<Judged['reading']['remark']> = {},
) {
  const candidates = Object.entries(alike).map(([id, score], i) => ({
    defect: { id, extra: false },
    accepted: i === 0,
    sure: score >= 1,
    alike: score,
    why: 'like its examples',
  }));
  return { reading: { remark: { shape: 'item', group, ...more } }, candidates } as unknown as Judged;
}

const taken = (judged: readonly Judged[]): string[] =>
  judged.map((one) => one.candidates.flatMap(({ accepted, defect }) => (accepted ? [defect.id] : [])).join(' '));

describe('two remarks of a list that are like one defect', () => {
  it.each([
    [
      'the fainter one is taken for the next that nobody tells',
      [remark(1, { timeout: 2, retry: -2 }), remark(2, { timeout: -1, retry: -1.8 })],
      ['timeout', 'retry'],
    ],
    [
      'the next is told as well: nothing changes',
      [remark(1, { timeout: 2 }), remark(2, { timeout: -1, retry: -1.8 }), remark(3, { retry: 2 })],
      ['timeout', 'timeout', 'retry'],
    ],
    [
      'hardly fainter: it stays',
      [remark(1, { timeout: 0 }), remark(2, { timeout: -0.2, retry: -1 })],
      ['timeout', 'timeout'],
    ],
    [
      'beyond doubt: it stays',
      [remark(1, { timeout: 4 }), remark(2, { timeout: 2, retry: 0 })],
      ['timeout', 'timeout'],
    ],
    [
      'sentences of a paragraph go on about the same',
      [remark(1, { timeout: 2 }), remark(2, { timeout: -1, retry: -1.8 }, { shape: 'sentence' })],
      ['timeout', 'timeout'],
    ],
    [
      'parts of one item go on about the same',
      [remark(1, { timeout: 2 }), remark(1, { timeout: -1, retry: -1.8 })],
      ['timeout', 'timeout'],
    ],
    [
      'one next for two of them: the liker takes it',
      [remark(1, { a: 2 }), remark(2, { a: -1, b: -2 }), remark(3, { a: -1, b: -1.5 })],
      ['a', 'a', 'b'],
    ],
  ])('%s', (_, judged, expected) => {
    expect(taken(withSecondGuesses(judged))).toEqual(expected);
  });
});

/** A rubric on a kitchen's label printer: four sentences a defect, and no phrase of a cure. */
const form = (() => {
  const keys = reviewKeys({
    criteria: [
      {
        id: 'shared-login',
        title: { es: 'Todos entran con la misma cuenta', en: 'Everybody uses one account' },
        mentions: [],
        examples: [
          'Toda la cocina usa la misma cuenta',
          'Dar una cuenta a cada uno',
          'One login is shared by the whole kitchen',
          'Give each person an account',
        ],
      },
      {
        id: 'text-dates',
        title: { es: 'Las fechas son texto', en: 'Dates are text' },
        mentions: [],
        examples: [
          'La fecha de caducidad se guarda como texto',
          'Usar una columna de tipo fecha',
          'Expiry dates are stored as text',
          'Store them as dates',
        ],
      },
    ],
  });
  const words = loadTopics();
  return compileReview(keys, sharedLexicon, () => words);
})();

const remedy = (text: string, fix?: string): Remedy | undefined => {
  const reading = readRow(form, { text, ...(fix ? { severity: 'alta', fix } : {}) });
  const [id] = namesIn(reading);
  return id === undefined ? undefined : reading.criteria.get(id)!.remedy;
};

describe('a cure that no example speaks of', () => {
  it.each([
    ['known to mend it', 'la misma cuenta para toda la cocina', 'una cuenta para cada persona', 'right'],
    ['known to mend nothing', 'the expiry column is text', 'a longer VARCHAR', 'wrong'],
    [
      'told at length',
      'la misma cuenta para toda la cocina',
      'repartir tarjetas con un PIN personal que solo conozca su dueña',
      'right',
    ],
    ['takes away what is there', 'la misma cuenta para toda la cocina', 'eliminar esa cuenta', 'right'],
    ['brief, and not known', 'la misma cuenta para toda la cocina', 'tarjeta con PIN', 'unknown'],
    ['mere talk there', 'la misma cuenta para toda la cocina', 'mandar un correo a todos', 'unknown'],
    ['a word there', 'la misma cuenta para toda la cocina', 'arreglarlo', 'unknown'],
    ['nothing there', 'la misma cuenta para toda la cocina', undefined, 'none'],
  ] as const)('%s: %s | %s', (_, text, fix, expected) => {
    expect(remedy(text, fix)).toBe(expected);
  });

  it.each([
    ['an order and no more', 'convert the expiry column to timestamptz', 'right'],
    ['an order of care', 'hay que tener cuidado con el texto de la fecha de caducidad', 'none'],
    ['what is there', 'the expiry dates of the labels are plain text in the table', 'none'],
    ['a deed of the work itself', 'guarda la caducidad como texto y es un problema al ordenar', 'none'],
  ] as const)('%s: %s', (_, text, expected) => {
    expect(remedy(text)).toBe(expected);
  });

  it('is for a person to look at', () => {
    const reading = readRow(form, {
      text: 'la misma cuenta para toda la cocina',
      severity: 'alta',
      fix: 'repartir tarjetas con un PIN personal que solo conozca su dueña',
    });
    expect(reading.criteria.get('shared-login')).toMatchObject({ confidence: 'review', remedy: 'right' });
  });
});

describe('what is said of the hand-in itself', () => {
  it.each([
    ['I corrected the four files; they are beside this document.', true],
    ['He corregido los dos ficheros, van en la carpeta', true],
    ['I fixed the files; the login still takes any password', false],
    ['Los archivos quedan abiertos', false],
  ])('%s: %s', (text, expected) => {
    expect(isOfOwnWork(analyse(sharedLexicon, text))).toBe(expected);
  });
});
