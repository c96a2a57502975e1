import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/cli/exams.js';
import type { LoadedExam } from '../../src/rubric/load.js';

/** As much of an exam as recognising it needs. */
const exam = (id: string, keywords: readonly string[], given: string): LoadedExam =>
  ({
    id,
    exercises: keywords.map((word) => ({ id: word, keywords: [] })),
    given: [{ file: 'exam.md', text: given }],
  }) as unknown as LoadedExam;

const exams = [
  exam('trees', ['pruning', 'grafting'], '# Exam on trees\nDescribe how an apple tree is pruned.\n'),
  exam('bees', ['honey', 'swarm'], '# Exam on bees\nDescribe how a swarm is caught in May.\n'),
];

describe('recognise', () => {
  it.each([
    ['the exam whose lines are there', 'Describe how a swarm is caught in May.\nWith a box.', 'bees'],
    ['lines before words', 'Describe how a swarm is caught in May.\npruning', 'bees'],
    ['lines with other line ends and blanks', '  Describe how an apple tree is pruned.\r\nCarefully.', 'trees'],
    ['the exam whose exercises are named', 'On Grafting and pruning I say this.', 'trees'],
    ['none where nothing is shared', 'Soup recipes', undefined],
    ['none where two share as much', 'honey and pruning', undefined],
    ['none for an empty text', '', undefined],
  ])('%s', (_, text, expected) => {
    expect(recognise(exams, text)?.id).toBe(expected);
  });
});
