import { describe, expect, test } from 'vitest';
import { ParamsError } from '../../src/checks/check.js';
import { text } from '../../src/checks/text.js';
import { parseMarkdown } from '../../src/languages/markdown/index.js';
import { sourceOf } from '../../src/model/text.js';
import { documentsWith } from './documents.js';

const answer = `The **scaler** is fitted on all rows, which leaks; use \`GroupKFold\` and a Pipeline.

- Fit it inside the pipeline.
- Stratification is not needed here. It may help elsewhere.

| Question | Answer |
|---|---|
| Which split? | Según el tiempo, por *fecha* |

<!-- a hidden TimeSeriesSplit -->
The line 12 reads \`df.shuffle()\`.
`;

const review = () => {
  const source = sourceOf('answers.md', answer);
  const document = parseMarkdown(source);
  return { ...documentsWith([]), prose: [{ source, blocks: 'blocks' in document ? document.blocks : [] }] };
};

const cases: readonly [name: string, params: object, met: boolean][] = [
  ['a word', { any: ['pipeline'] }, true],
  ['one of several', { any: ['nothing', 'leaks'] }, true],
  ['none of several', { any: ['nothing', 'whatever'] }, false],
  ['all in one paragraph', { all: ['scaler', 'leak'] }, true],
  ['all, but in different paragraphs', { all: ['scaler', 'fecha'] }, false],
  ['without accents', { any: ['segun el tiempo'] }, true],
  ['accents matter where asked', { any: ['segun'], exact: true }, false],
  ['in a code span', { any: ['groupkfold'], in: 'code' }, true],
  ['in a code span, but it is prose', { any: ['pipeline'], in: 'code' }, false],
  ['in prose, but it is code', { any: ['groupkfold'], in: 'prose' }, false],
  ['near each other', { all: ['fitted', 'all rows'], within: 4 }, true],
  ['too far apart', { all: ['scaler', 'pipeline'], within: 4 }, false],
  ['not with another word in the sentence', { any: ['stratif'], none: ['not needed'] }, false],
  ['the other word is in another sentence', { any: ['stratif'], none: ['help'] }, true],
  ['in a cell', { all: ['tiempo', 'fecha'] }, true],
  ['a number of a line', { any: ['\\blines? 12\\b'] }, true],
  ['hidden text', { any: ['timeseriessplit'] }, false],
  ['absent', { any: ['standardize'], absent: true }, true],
  ['absent, but there', { any: ['scaler'], absent: true }, false],
  ['not among the artefacts', { any: ['scaler'], where: 'artefacts' }, false],
];

describe('words in what was written', () => {
  test.each(cases)('%s', (_, params, met) => {
    expect(text.judge(text.prepare(params), review()).status).toBe(met ? 'met' : 'unmet');
  });

  test('evidence is the stretch that holds them', () => {
    expect(text.judge(text.prepare({ all: ['fitted', 'rows'] }), review())).toMatchObject({
      evidence: [
        { excerpt: 'fitted on all rows', span: { start: { line: 1, column: 19 }, end: { line: 1, column: 37 } } },
      ],
    });
  });

  test.each([[{}], [{ any: ['('] }]])('%j is the author’s trouble', (params) => {
    expect(() => text.prepare(params)).toThrow(ParamsError);
  });
});
