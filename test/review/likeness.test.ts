import { describe, expect, it } from 'vitest';
import { compileReview } from '../../src/review/index.js';
import { loadTopics } from '../../src/rubric/load.js';
import { namesIn, readRow, reviewKeys, sharedLexicon } from './forms-of-hito-5.js';

/** A lecturer's rubric on a shop's queue of parcels: three defects, four sentences each, hardly a form. */
const defects = [
  {
    id: 'no-timeout',
    title: { es: 'Las llamadas no tienen límite de tiempo', en: 'Calls have no timeout' },
    examples: [
      'La llamada al transportista no tiene timeout',
      'Poner timeout=10 en la llamada',
      'The carrier call has no timeout',
      'Pass a timeout to requests.get',
    ],
    fix: { any: ['fix_timeout'], not: ['wrong_timeout'] },
  },
  {
    id: 'plain-key',
    title: { es: 'La clave del transportista está en el código', en: 'The carrier key is in the code' },
    examples: [
      'La API key del transportista está escrita en el código',
      'Leer la clave de una variable de entorno',
      'The carrier API key is hardcoded',
      'Read the key from the environment',
    ],
    fix: { any: ['fix_key'] },
  },
  {
    id: 'float-weight',
    title: { es: 'El peso se compara como flotante', en: 'The weight is compared as a float' },
    examples: [
      'El peso se compara con == y es un flotante',
      'Usar math.isclose para comparar el peso',
      'Weights are floats compared with ==',
      'Compare weights with math.isclose',
    ],
    fix: { any: ['fix_weight'] },
  },
];
const concepts = {
  fix_timeout: ['timeout=10', 'un timeout'],
  wrong_timeout: ['un sleep de diez segundos', 'a sleep of ten seconds'],
  fix_key: ['os.environ', 'variable de entorno', 'environment variable'],
  fix_weight: ['math.isclose'],
};
const words = loadTopics();
const keys = reviewKeys({ criteria: defects.map((one) => ({ mentions: [], ...one })) });
const form = compileReview({ ...keys, review: { ...keys.review, concepts } }, sharedLexicon, () => words);
const read = (text: string, fix?: string) => readRow(form, { text, ...(fix ? { severity: 'alta', fix } : {}) });

describe('a defect that is told by examples', () => {
  it.each([
    ['in other words of the same topic', 'Si el transportista no contesta, el proceso se queda colgado', 'no-timeout'],
    ['in the other language', 'Anyone with access to the repo gets the API key of the carrier', 'plain-key'],
    ['by its cure', 'math.isclose would be safer for the weights', 'float-weight'],
    ['by what is lacking', 'No hay validación de tiempo: si el transportista calla, timeout nunca', 'no-timeout'],
    ['with a slip of the pen', 'the carrier API key is hardcodde', 'plain-key'],
    ['in a scene', 'bots find such things in public repositories within minutes, revoke it', 'plain-key'],
    ['in a scene, in Spanish', 'se queda esperando toda la noche si el otro lado no contesta nunca', 'no-timeout'],
  ])('is named %s: %s', (_, text, id) => {
    expect(namesIn(read(text))).toEqual([id]);
  });

  it.each([
    ['denied', 'The API key is not hardcoded'],
    ['called right', 'El timeout de la llamada es correcto'],
    ['praised', 'Good use of math.isclose for the weights'],
    ['asked about', '¿Cuánto pesa la clave?'],
    ['a list of names', 'requests.get, os.environ, math.isclose, json.loads'],
    ['a list of words', 'timeout, key, weight, float, carrier'],
    ['about something else', 'La función tiene un nombre poco claro'],
    ['said of all', 'Habría que mejorar el código en general'],
  ])('is not named where it is %s: %s', (_, text) => {
    expect(namesIn(read(text))).toEqual([]);
  });
});

describe('the cure of a defect that is told by examples', () => {
  it.each([
    ['after the problem', 'The carrier call has no timeout; `timeout=5`', 'no-timeout', 'right'],
    ['as an order', 'La clave del transportista está en el código, leerla de os.environ', 'plain-key', 'right'],
    ['not at all', 'The carrier API key is hardcoded', 'plain-key', 'none'],
    ['by a pronoun', 'The carrier API key is hardcoded, remove it', 'plain-key', 'right'],
    ['by a pronoun that moves it', 'La clave del transportista está en el código, moverla', 'plain-key', 'right'],
    ['by a pronoun where something is lacking', 'The carrier call has no timeout, remove it', 'no-timeout', 'none'],
  ])('%s: %s', (_, text, id, remedy) => {
    expect(read(text).criteria.get(id)?.remedy).toBe(remedy);
  });

  it.each([
    ['right', 'pasar un timeout'],
    ['wrong', 'poner un sleep de diez segundos'],
  ])('in the column of corrections: %s', (remedy, fix) => {
    expect(read('La llamada al transportista no tiene timeout', fix).criteria.get('no-timeout')?.remedy).toBe(remedy);
  });

  it.each([
    ['right', 'Quitarla de ahí'],
    ['unknown', 'Corregirlo'],
  ])('by a pronoun in the column of corrections: %s', (remedy, fix) => {
    expect(read('La API key del transportista está escrita en el código', fix).criteria.get('plain-key')?.remedy).toBe(
      remedy,
    );
  });
});
