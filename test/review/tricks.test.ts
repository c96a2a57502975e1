import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { readText } from './forms-of-hito-5.js';

const EXERCISES: Readonly<Record<string, string>> = { M: 'mlflow', L: 'logging', C: 'model-card', P: 'prometheus' };

interface Phrase {
  readonly line: string;
  readonly exercise: string;
  readonly text: string;
  readonly names: readonly string[];
}

const phrases = readFileSync(new URL('tricks.txt', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line): Phrase[] => {
    const match = /^([MLCP]): (.*?)(?:\s+@(\S+))?$/.exec(line);
    if (!match) return [];
    const names = match[3]?.split(',').sort() ?? [];
    return [{ line, exercise: EXERCISES[match[1]!]!, text: asMarkdown(match[2]!, match[1] === 'M'), names }];
  });

function asMarkdown(written: string, graded: boolean): string {
  const [problem = '', fix] = written.replaceAll('\\n', '\n').split(' || ');
  if (fix === undefined) return problem;
  const rows = graded
    ? [`| # | Problema | Severidad | Corrección |`, '|---|---|---|---|', `| 1 | ${problem} | Media | ${fix} |`]
    : [`| # | Problema | Corrección |`, '|---|---|---|', `| 1 | ${problem} | ${fix} |`];
  return rows.join('\n');
}

const read = ({ exercise, text }: Phrase) => readText(exercise, text);

const namesOf = (one: Phrase): string[] =>
  [...read(one).criteria].flatMap(([id, mention]) => (mention.found ? [id] : [])).sort();

beforeAll(async () => {
  await loadLanguages();
});

describe('what is strung together, only asked, told of other work, of good work or of old work, planned or mocked earns nothing', () => {
  it.each(phrases.filter((one) => one.names.length === 0))('$line', (one) => {
    expect(namesOf(one)).toEqual([]);
  });
});

describe('findings in the same words count', () => {
  it.each(phrases.filter((one) => one.names.length > 0))('$line', (one) => {
    expect(namesOf(one)).toEqual(one.names);
  });
});

describe('a person is told', () => {
  it.each([
    ['keywords in a row', 'M: tracking run contexto experimento || start_run log_params', 'run-context'],
    ['a question for a question', 'M: ¿Dónde van los tags? || ¿set_tags?', 'tags'],
    ['another work', 'M: En mi trabajo nadie pone tags || set_tags', 'tags'],
    ['an old version', 'M: Antes faltaba la signature: resuelto en la v2.', 'signature'],
  ])('%s', (_, line, id) => {
    const one = phrases.find((phrase) => phrase.line === line)!;
    expect(read(one).criteria.get(id)).toMatchObject({ found: false, confidence: 'review' });
  });

  it('of keywords by a flag', () => {
    const one = phrases.find(({ line }) => line.startsWith('C: Key terms'))!;
    expect(read(one).flags.map(({ kind }) => kind)).toContain('keyword-list');
  });
});
