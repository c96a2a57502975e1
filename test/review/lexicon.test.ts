import { describe, expect, it } from 'vitest';
import {
  analyse,
  compileLexicon,
  compileReview,
  extendLexicon,
  FormError,
  LexiconError,
} from '../../src/review/index.js';
import { reviewKeys, sharedLexicon } from './forms-of-hito-5.js';

const small = compileLexicon([
  {
    error_rate: ['error rate', 'tasa de error'],
    deep: ['tree .. depth'],
    both: ['a1 & b1'],
    data: ['<datos>'],
    over: ['above #'],
    exact: ['=logs'],
    pre: ['desbal*'],
    held: ['y_test'],
  },
]);

const named = (text: string): string[] => analyse(small, text).hits.map((hit) => hit.concept);

describe('phrases', () => {
  it.each([
    ['the error rate', ['error_rate']],
    ['tasa de errores', ['error_rate']],
    ['error_rate', ['error_rate']],
    ['errorRate', ['error_rate']],
    ['the rate of error', []],
    ['fit on y_test', ['held']],
    ['la semilla, y que el test sea mayor', []],
    ['tree of great depth', ['deep']],
    ['depth of the tree', []],
    ['b1 and then a1', ['both']],
    ['faltan datos, y más', ['data']],
    ['faltan datos personales', []],
    ['above 0.5', ['over']],
    ['above all', []],
    ['logs', ['exact']],
    ['log', []],
    ['desbalanceado', ['pre']],
    ['eror rate', []],
    ['tsaa de error', []],
  ])('%s names %j', (text, concepts) => {
    expect(named(text)).toEqual(concepts);
  });
});

describe('slips of the pen', () => {
  const lexicon = compileLexicon([{ signature: ['signature'], drift: ['drift'], guards: [] }, { guards: ['signals'] }]);
  const read = (text: string): string[] => analyse(lexicon, text).hits.map((hit) => hit.concept);
  it.each([
    ['signture', ['signature']],
    ['signautre', ['signature']],
    ['dirft', ['drift']],
    ['draft', []],
    ['signals', []],
    ['dri', []],
  ])('%s is read as %j', (text, concepts) => {
    expect(read(text)).toEqual(concepts);
  });
});

describe('overlays and copies', () => {
  it('widens a concept and leaves the shared lexicon alone', () => {
    const wider = extendLexicon(small, [{ 'deep+': ['profundidad'] }]);
    expect(analyse(wider, 'profundidad').hits).toHaveLength(1);
    expect(analyse(small, 'profundidad').hits).toHaveLength(0);
  });

  it('is plain data: a copy reads the same', () => {
    const again = structuredClone(sharedLexicon);
    for (const text of ['no hay signature', 'faltan params, tags y firma', 'p95 above 500 ms']) {
      expect(analyse(again, text).hits).toEqual(analyse(sharedLexicon, text).hits);
    }
  });

  it('names the concept of an empty phrase', () => {
    expect(() => compileLexicon([{ broken: ['  '] }])).toThrow(LexiconError);
  });
});

describe('forms', () => {
  const rubric = (mentions: unknown[]) =>
    reviewKeys({ criteria: [{ id: 'x', title: { es: 'x', en: 'x' }, mentions }] });
  it.each([
    [[{ missing: 'nothing_of_the_kind' }], ['criteria', 0, 'mentions', 0, 'missing']],
    [[{ lacking: 'signature' }], ['criteria', 0, 'mentions', 0, 'lacking']],
    [[{ all: ['signature', { near: ['tags', 'unheard_of'] }] }], ['criteria', 0, 'mentions', 0, 'all', 1, 'near', 1]],
    [[42], ['criteria', 0, 'mentions', 0]],
  ])('%j is refused with its path', (mentions, path) => {
    let error: unknown;
    try {
      compileReview(rubric(mentions), sharedLexicon);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(FormError);
    expect((error as FormError).path).toEqual(path);
  });
});
