import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formOf, namesIn, type Row, readRow } from './forms-of-hito-5.js';

const EXERCISES: Readonly<Record<string, string>> = { M: 'mlflow', L: 'logging', C: 'model-card', P: 'prometheus' };

interface Phrase {
  readonly line: string;
  readonly exercise: string;
  readonly row: Row;
  readonly names: readonly string[];
}

const phrases = readFileSync(new URL('claims.txt', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line): Phrase[] => {
    const match = /^([MLCP]): (.*?)(?:\s+@(\S+))?$/.exec(line);
    if (!match) return [];
    const [text = '', fix] = match[2]!.split(' || ');
    const row: Row = fix === undefined ? { text } : { text, fix };
    return [{ line, exercise: EXERCISES[match[1]!]!, row, names: match[3]?.split(',').sort() ?? [] }];
  });

const namesOf = (one: Phrase): string[] => namesIn(readRow(formOf(one.exercise), one.row));

describe('what is denied, supposed, defined, or strung together earns nothing', () => {
  it.each(phrases.filter((one) => one.names.length === 0))('$line', (one) => {
    expect(namesOf(one)).toEqual([]);
  });
});

describe('claims in the same words count', () => {
  it.each(phrases.filter((one) => one.names.length > 0))('$line', (one) => {
    expect(namesOf(one)).toEqual(one.names);
  });
});

describe('what is named without a clear statement is left to a person', () => {
  it.each([
    ['mlflow', { text: 'Si faltara el run sería grave, pero log_metric lo abre' }, 'run-context'],
    ['mlflow', { text: 'One could argue that tags are missing, but I disagree' }, 'tags'],
    ['mlflow', { text: 'No tags', fix: 'not needed' }, 'tags'],
    ['mlflow', { text: 'run; params; run_name; signature; tags' }, 'tags'],
  ] as const)('%s: %o', (exercise, row, id) => {
    expect(readRow(formOf(exercise), row).criteria.get(id)).toMatchObject({ found: false, confidence: 'review' });
  });

  it('is sure of a plain denial', () => {
    expect(readRow(formOf('mlflow'), { text: 'The signature is fine' }).criteria.get('signature')).toMatchObject({
      found: false,
      confidence: 'sure',
    });
  });
});
