import { beforeAll, describe, expect, test } from 'vitest';
import { withLoosePlaced } from '../../src/grading/loose.js';
import { loadLanguages } from '../../src/languages/index.js';
import { type LoadedExam, loadExam } from '../../src/rubric/load.js';
import { submissionOf } from '../../src/submission/submission.js';

let exam: LoadedExam;

beforeAll(async () => {
  await loadLanguages();
  exam = loadExam('hito-5');
}, 60_000);

/** The text that each exercise is given. */
function given(text: string): Record<string, string> {
  const file = { name: 'answers.md', bytes: new TextEncoder().encode(text) };
  const { answers } = withLoosePlaced(exam, submissionOf({ name: 'a', files: [file] }, exam));
  return Object.fromEntries(
    answers.flatMap(({ exercise, prose }) => {
      const said = prose.flatMap(({ blocks }) => blocks.flatMap((block) => ('text' in block ? [block.text.text] : [])));
      return said.length > 0 ? [[exercise, said.join(' / ')]] : [];
    }),
  );
}

describe('one text through all exercises', () => {
  test.each([
    [
      'each sentence goes where its defects are',
      'No run is opened. Nobody passes a signature. The prints should be a logger. The card has no limitations. Latency has no histogram.',
      {
        mlflow: 'No run is opened. Nobody passes a signature.',
        logging: 'The prints should be a logger.',
        'model-card': 'The card has no limitations.',
        prometheus: 'Latency has no histogram.',
      },
    ],
    [
      'a paragraph that opens in bold stays whole',
      '**Sobre el entrenamiento.** No se abre un run. Tampoco hay logger.\n\n**Sobre el servicio.** Los print deberían ser un logger. No hay traza del error.',
      {
        mlflow: 'Sobre el entrenamiento. No se abre un run. Tampoco hay logger.',
        logging: 'Sobre el servicio. Los print deberían ser un logger. No hay traza del error.',
      },
    ],
    [
      'what names nothing goes on with the one before',
      'Los print no llevan nivel ni hora. Eso me preocupa bastante. A la ficha le faltan las limitaciones.',
      {
        logging: 'Los print no llevan nivel ni hora. Eso me preocupa bastante.',
        'model-card': 'A la ficha le faltan las limitaciones.',
      },
    ],
    [
      'points of a list are whole',
      '- No tags on the run\n- The traceback is lost',
      { mlflow: 'No tags on the run', logging: 'The traceback is lost' },
    ],
    [
      'headings decide where there are any',
      '## Exercise 2\n\nThe run has no tags.\n\n## Exercise 3\n\nNo limitations.',
      { logging: 'The run has no tags.', 'model-card': 'No limitations.' },
    ],
  ])('%s', (_, text, expected) => {
    expect(given(text)).toEqual(expected);
  });

  test('tells where each part was taken for what', () => {
    const bytes = new TextEncoder().encode('No run is opened. The card has no limitations.');
    const placed = withLoosePlaced(exam, submissionOf({ name: 'a', files: [{ name: 'answers.md', bytes }] }, exam));
    expect(placed.received.map(({ taken_as, span }) => [taken_as, span?.start.column])).toEqual([
      ['mlflow/prose', 1],
      ['model-card/prose', 19],
    ]);
  });
});
