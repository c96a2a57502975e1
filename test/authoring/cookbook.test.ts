import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.js';
import { languageOf, loadLanguages } from '../../src/languages/index.js';
import { type Block, isMarkdown } from '../../src/model/document.js';
import { sourceOf } from '../../src/model/text.js';
import { authorFile } from '../../src/rubric/author-file.js';
import { compileExpression, evaluate } from '../../src/rubric/expression.js';
import { rubricSchema } from '../../src/rubric/schema.js';
import { validate } from '../../src/rubric/validate.js';
import { type AnswerBlock, documentsOfBlock } from './documents-of-block.js';

interface Recipe {
  readonly title: string;
  readonly expression: string;
  readonly answers: readonly { readonly word: string; readonly block: AnswerBlock }[];
}

const WORDS = ['met', 'partly', 'unmet'];
const table = new Map(checks.map((check) => [check.kind, check]));
const { $defs } = rubricSchema(checks);
const schema = { $ref: '#/$defs/expression', $defs };

await loadLanguages();
const recipes = ['cookbook.md', 'first-rubric.md'].flatMap((page) => recipesOf(page));

beforeAll(() => loadLanguages());

describe('the cookbook', () => {
  test('has thirty recipes at least, each under a name of its own', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(30);
    expect(new Set(recipes.map((recipe) => recipe.title)).size).toBe(recipes.length);
  });

  test.each(recipes.map((recipe) => [recipe.title, recipe] as const))('%s', (_, { expression, answers }) => {
    const file = authorFile('recipe.yaml', expression);
    expect(validate(file, schema).map((error) => error.message)).toEqual([]);
    const compiled = compileExpression(file, file.data, [], table, {});
    const words = answers.map((one) => one.word);
    expect(words).toContain('met');
    expect(words).toContain('unmet');
    expect(answers.map(({ block }) => evaluate(compiled, documentsOfBlock(block), table).status)).toEqual(words);
  });
});

/** Recipes by heading: a block `yaml recipe` and the blocks after it that say `met` or `unmet`. */
function recipesOf(page: string): Recipe[] {
  const text = readFileSync(new URL(`../../rubrics/${page}`, import.meta.url), 'utf8');
  const document = languageOf('markdown')?.parse(sourceOf(page, text));
  const blocks: readonly Block[] = document && isMarkdown(document) ? document.blocks : [];
  const found: { title: string; expression: string; answers: { word: string; block: AnswerBlock }[] }[] = [];
  let title = page;
  for (const block of blocks) {
    if (block.kind === 'heading') title = block.text.text;
    if (block.kind !== 'code') continue;
    const [language = '', word = '', ...more] = block.info.split(' ');
    const answer: AnswerBlock = {
      language,
      file: more.find((one) => one.startsWith('name='))?.slice(5),
      text: block.source.text,
    };
    if (word === 'recipe') found.push({ title, expression: block.source.text, answers: [] });
    else if (WORDS.includes(word)) found.at(-1)?.answers.push({ word, block: answer });
  }
  return found;
}
