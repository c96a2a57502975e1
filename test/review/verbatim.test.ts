import { expect, test } from 'vitest';
import { saidVerbatim } from '../../src/review/naming/verbatim.js';

const book = {
  examples: [
    { defect: 'binary', text: 'A binary model is in git, with its version in the name', against: false },
    { defect: 'permissions', text: '`permissions: write-all`', against: false },
    { defect: 'tests', text: 'The tests run', against: true },
    { defect: 'tests', text: 'The tests run', against: false },
  ],
} as never;

test.each([
  ['word for word', 'A binary model is in git, with its version in the name', ['binary']],
  ['without the signs', 'a binary model is in git with its version in the name.', ['binary']],
  ['with other articles', 'The binary model is in git, with its version in name', ['binary']],
  ['with a slip', 'A binary model is in git, with its verison in the name', ['binary']],
  ['code alone', 'permissions: write-all', ['permissions']],
  ['denied', 'A binary model is not in git, with its version in the name', []],
  ['another word', 'A binary model is in git, with its licence in the name', []],
  ['code of another value', 'permissions: read-all', []],
  ['with a tick', 'permissions: write-all ✅', []],
  ['what is said to name nothing', 'The tests run', []],
])('an example, %s', (_, text, defects) => {
  expect([...saidVerbatim(book, text)]).toEqual(defects);
});
