import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import type { Lang } from '../model/local.js';
import { type LoadedExam, loadExam } from '../rubric/load.js';
import type { RawRubric } from '../rubric/schema.js';
import { type Audience, explainCriterion, explainExam } from './explain.js';
import { rubricFiles } from './files.js';

/**
 * One criterion in plain words, by its id or by `exercise/criterion`; undefined where none of the exams or rubric files
 * has it. `also` are the other exercises that have a criterion of that id.
 */
export function explainIn(
  names: readonly string[],
  criterion: string,
  asked: Lang | undefined,
  audience: Audience,
): { text: string; also: string[] } | undefined {
  const [id = criterion, exercise] = criterion.split('/').reverse();
  const found = names.flatMap((name) =>
    rubricFiles([name]).flatMap(({ text }) => {
      const raw = parse(text) as RawRubric;
      const one = raw.criteria.find((some) => some.id === id);
      return one && (exercise === undefined || raw.exercise === exercise) ? [{ name, raw, one }] : [];
    }),
  );
  const [first, ...others] = found;
  if (!first) return undefined;
  return {
    text: explainCriterion(first.raw, first.one, asked ?? languageOf(first.name), audience),
    also: others.map(({ name, raw }) => `${name} ${raw.exercise}/${id}`),
  };
}

/** That of the exam; of a rubric alone, that of the exam that stands beside it. */
function languageOf(name: string): Lang {
  if (!/\.ya?ml$/.test(name) || name.endsWith('exam.yaml')) return loadExam(name).language;
  const folder = dirname(resolve(name));
  const exam = join(folder, '..', '..', 'exams', basename(folder), 'exam.yaml');
  return existsSync(exam) ? loadExam(exam).language : 'es';
}

/** The marking scheme of an exam as a page, in its own language where none is asked for. */
export function docsOf(
  exam: LoadedExam,
  asked: Lang | undefined,
  audience: Audience,
  format: 'markdown' | 'html',
): string {
  const lang = asked ?? exam.language;
  const raws = rubricFiles([exam.folder]).map(({ text }) => parse(text) as RawRubric);
  const rubrics = exam.exercises.flatMap((one) => raws.filter((raw) => raw.exercise === one.id));
  const page = explainExam(exam.title[lang], rubrics, lang, audience);
  return format === 'markdown' ? page : htmlPage(exam.title[lang], page, lang);
}

const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}td,th{border-bottom:1px solid #8886;padding:.25rem .75rem;text-align:left}code{background:#8882;padding:.1em .3em;border-radius:.2em}';

function htmlPage(title: string, markdown: string, lang: Lang): string {
  const body = new MarkdownIt({ html: false, linkify: false }).render(markdown);
  const name = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
  return `<!doctype html>\n<html lang="${lang}">\n<head>${meta}<title>${name}</title><style>${STYLE}</style></head>\n<body>\n${body}</body>\n</html>\n`;
}
