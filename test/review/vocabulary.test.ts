import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadVocabulary, vocabularyTexts } from '../../src/package/vocabulary.js';
import '../../src/review/index.js';
import { declaredNames, phrases, sourceOf, table, words } from '../../src/review/text/vocabulary.js';
import { authorFile } from '../../src/rubric/author-file.js';
import { vocabularySchema } from '../../src/rubric/schema.js';
import { validate } from '../../src/rubric/validate.js';

const entries = Object.entries(loadVocabulary()).flatMap(([file, names]) =>
  Object.entries(names).map(([name, entry]) => [`${file}.${name}`, entry] as const),
);

describe('the files of the vocabulary', () => {
  it('hold what the code asks for, and nothing else', () => {
    expect(entries.map(([name]) => name).sort()).toEqual(declaredNames());
  });

  it.each(vocabularyTexts().map((one) => ({ ...one, name: basename(one.file) })))(
    'follow their schema: $name',
    ({ file, text }) => {
      expect(validate(authorFile(file, text), vocabularySchema)).toEqual([]);
    },
  );

  it('repeat no word within a list', () => {
    const lists = entries.flatMap(([name, entry]) =>
      typeof entry === 'string' ? [[name, entry.split(/\s+/)] as const] : [],
    );
    expect(lists.filter(([, list]) => new Set(list).size < list.length).map(([name]) => name)).toEqual([]);
  });

  it('hold turns of phrase that repeat nothing within a repeat: they are read in linear time', () => {
    const turns = entries.filter(([, entry]) => typeof entry !== 'string' && PLACES.some((place) => place in entry));
    expect(turns.length).toBeGreaterThan(50);
    expect(turns.filter(([, entry]) => repeatsRepeats(sourceOf(entry))).map(([name]) => name)).toEqual([]);
    expect(repeatsRepeats('a(?:b(?:c|d+))*')).toBe(true);
  });
});

const PLACES = ['whole', 'start', 'end', 'within', 'prefix', 'opens', 'anywhere'];

/** Whether a group that may come any number of times holds something that may. */
function repeatsRepeats(source: string): boolean {
  const plain = source.replace(/\\.|\[(?:\\.|[^\]])*\]/g, 'x');
  const starts: number[] = [];
  for (const [i, letter] of [...plain].entries()) {
    if (letter === '(') starts.push(i);
    if (letter !== ')') continue;
    const inside = plain.slice(starts.pop(), i);
    if (/[*+]|,\}/.test(inside) && /^(?:[*+]|\{\d+,\})/.test(plain.slice(i + 1))) return true;
  }
  return false;
}

describe('turns of phrase', () => {
  it.each([
    ['whole', { whole: ['no falta(n)? nada', 'todo bien'] }, 'no faltan nada', 'aqui no falta nada'],
    ['start', { start: ['mejor no'] }, 'mejor no tocarlo', 'mejor nota'],
    ['end', { end: ['en serio'] }, 'lo dices en serio', 'en serio te digo'],
    ['within', { within: ['da igual', 'no importa'] }, 'eso no importa nada', 'da igualdad'],
    ['opens', { opens: ['desaconsej'] }, 'yo desaconsejo eso', 'redesaconsejo'],
    ['prefix', { prefix: ['metric'] }, 'metricas', 'la metrica'],
    ['anywhere', { anywhere: ['correcc'] }, 'las correcciones', 'corregido'],
    ['before and after', { before: '(y )?', whole: ['bien'], after: '( asi)?' }, 'y bien asi', 'y bien hecho'],
    ['unless', { start: ['se queda'], unless: 'pero|but' }, 'se queda asi', 'se queda, pero menos'],
    ['two places', { start: ['ningun[oa]'], within: ['sobra'] }, 'eso sobra', 'no ninguna'],
  ])('%s', (_, entry, met, unmet) => {
    const regex = new RegExp(sourceOf(entry));
    expect([regex.test(met), regex.test(unmet)]).toEqual([true, false]);
  });

  it('keep groups that have a name, and brackets inside of sets', () => {
    const found = new RegExp(sourceOf({ whole: ['(la |el )?(?<thing>[a-z(]+)'] })).exec('la (x');
    expect([found?.[1], found?.groups?.thing]).toEqual(['(x', '(x']);
  });
});

it('answers by name, and tells a name that nobody wrote', () => {
  expect(words('severity.high').has('grave')).toBe(true);
  expect(words('severity.high').has('leve')).toBe(false);
  expect(phrases('discourse.nothing-missing').test('no falta nada')).toBe(true);
  expect(table('tokens.short')().get('xq')).toBe('porque');
  expect(() => words('severity.nowhere').has('x')).toThrow('severity.yaml has no `nowhere`');
});
