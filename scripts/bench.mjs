// npm run bench [-- --stdlib FOLDER]: figures, each beside a floor measured in the same run where there is one. Asserts nothing. Needs a build.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tryText } from '../dist/authoring/try-text.js';
import { gradeSubmission } from '../dist/grading/index.js';
import { languageOf, languageOfFile, loadLanguages } from '../dist/languages/index.js';
import { sourceOf } from '../dist/model/text.js';
import { compileRules, matchPrepared, matchRules, prepareText } from '../dist/patterns/index.js';
import { loadExam, loadLexicon } from '../dist/rubric/load.js';
import { readHandIn, submissionOf } from '../dist/submission/read.js';

const { values } = parseArgs({ options: { stdlib: { type: 'string' }, only: { type: 'string' } } });
const now = () => performance.now();
// The machine may be busy with other work: the quickest of several tells most of the code.
const quickest = (numbers) => Math.min(...numbers);
const COLD = [
  ['cold `grade` of one four-exercise hand-in', 'model-answer'],
  ['cold `grade` of a small hand-in', 'severity-numbers'],
];
/** Hand-ins marked at a time, by turns with parsing them. */
const ROUND = 200;
const say = (what, figure) => console.log(`${what.padEnd(62)} ${figure}`);
const MB = 1024 * 1024;

let exam;
if (values.only === 'patterns') {
  await loadLanguages(['python']);
  patterns();
} else {
  cold();
  await loadLanguages();
  exam = loadExam('hito-5');
  lexicon();
  warm();
  remarks();
  // In a process of its own, or its peak of memory would be that of what ran before.
  const folder = values.stdlib === undefined ? [] : ['--stdlib', values.stdlib];
  spawnSync(process.execPath, [process.argv[1], '--only', 'patterns', ...folder], { stdio: 'inherit' });
}

function cold() {
  const probe = "process.on('exit', () => process.stderr.write('rss=' + process.resourceUsage().maxRSS))";
  const run = (...args) => {
    const start = now();
    const { stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(probe)}`, ...args],
      { encoding: 'utf8' },
    );
    return { ms: now() - start, rss: Number(/rss=(\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
  };
  const ways = [['-e', '0'], ...COLD.map(([, name]) => ['dist/cli/index.js', 'grade', `fixtures/hito-5/${name}`])];
  // By turns, so that all meet the same weather.
  const rounds = Array.from({ length: 7 }, () => ways.map((way) => run(...way)));
  const [bare, ...times] = ways.map((_, i) => quickest(rounds.map((round) => round[i].ms)));
  for (const [i, [what]] of COLD.entries()) {
    const rss = Math.max(...rounds.map((round) => round[i + 1].rss));
    say(what, `${times[i].toFixed(0)} ms (node alone ${bare.toFixed(0)} ms), ${rss.toFixed(0)} MB RSS`);
  }
}

function lexicon() {
  const start = now();
  loadLexicon();
  say('lexicon, loaded', `${(now() - start).toFixed(1)} ms`);
}

function handIns() {
  const folder = 'fixtures/hito-5';
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const handIn = readHandIn(join(folder, name));
      return { ...handIn, files: handIn.files.filter((file) => !file.name.endsWith('expect.yaml')) };
    });
}

function warm() {
  const some = handIns();
  const decoder = new TextDecoder();
  const parse = (handIn) => {
    for (const file of handIn.files) {
      const language = languageOfFile(file.name);
      if (language) language.parse(sourceOf(file.name, decoder.decode(file.bytes)));
    }
  };
  const grade = (handIn) => gradeSubmission(exam, submissionOf(handIn, exam));
  const times = { parse: [], grade: [] };
  const round = (what, work) => {
    const start = now();
    for (let i = 0; i < ROUND; i++) work(some[i % some.length]);
    times[what].push((now() - start) / ROUND);
  };
  let before = 0;
  for (let i = 0; i < 5; i++) {
    round('grade', grade);
    round('parse', parse);
    if (i === 0) before = residentSize();
  }
  // The first round is the warming up.
  const [floor, each] = [times.parse, times.grade].map((all) => quickest(all.slice(1)));
  say(
    'warm marking, per hand-in',
    `${each.toFixed(2)} ms, ${(each / floor).toFixed(1)} × parsing the same bytes (${floor.toFixed(2)} ms)`,
  );
  say('RSS after 200 and after 1,000 hand-ins', `${before.toFixed(0)} MB, ${residentSize().toFixed(0)} MB`);
}

function residentSize() {
  globalThis.gc?.();
  return process.memoryUsage().rss / MB;
}

function remarks() {
  const texts = exam.exercises.flatMap((one) =>
    one.rubric.criteria.flatMap((c) => c.mentions.examples.map((text) => [one.id, text])),
  );
  const work = () => {
    for (const [id, text] of texts) tryText(exam.readings.get(id), text);
  };
  for (let i = 0; i < 5; i++) work();
  const times = Array.from({ length: 10 }, () => {
    const start = now();
    work();
    return (now() - start) / texts.length;
  });
  say('reading one remark, its markdown parsed too', `${quickest(times).toFixed(3)} ms`);
}

function pythonFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py') && !name.includes('site-packages'))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function patterns() {
  const python = languageOf('python');
  const rule = (id, pattern) => ({ id, languages: ['python'], severity: 'INFO', message: 'm', pattern });
  const answer =
    readFileSync('fixtures/hito-5/model-answer/answers.md', 'utf8').split('```python')[1]?.split('```')[0] ?? '';
  const thirty = compileRules(
    Array.from({ length: 30 }, (_, i) =>
      rule(`r${i}`, `mlflow.${['log_params', 'set_tags', 'log_metrics', 'start_run'][i % 4]}(..., $X${i}, ...)`),
    ),
  );
  const document = python.parse(sourceOf('a.py', answer));
  for (let i = 0; i < 200; i++) matchRules(thirty, document);
  const start = now();
  for (let i = 0; i < 200; i++) matchRules(thirty, document);
  say(`30 rules on an answer of ${answer.split('\n').length} lines`, `${((now() - start) / 200).toFixed(2)} ms`);

  const folder = values.stdlib ?? ['/usr/lib/python3.11', '/usr/lib/python3'].find((path) => existsSync(path));
  if (!folder) return say('one rule over the standard library', 'no folder: name one with --stdlib');
  const paths = pythonFiles(folder);
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  // Reading is not timed, and no more than one file is held.
  const speed = (work) => {
    let spent = 0;
    for (const path of paths) {
      const source = sourceOf(path, readFileSync(path, 'utf8'));
      const begin = now();
      work(source);
      spent += now() - begin;
    }
    return bytes / MB / (spent / 1000);
  };
  const one = compileRules([rule('one', 'open($PATH, ...)')]);
  const ten = compileRules(
    [
      'open($PATH, ...)',
      '$X == $X',
      'except $E: ...',
      'return None',
      'print(...)',
      'len($X) == 0',
      'raise $E(...)',
      '$X.append(...)',
      'import $M',
      'assert $X',
    ].map((pattern, i) =>
      rule(`t${i}`, pattern.startsWith('except') ? 'try:\n    ...\nexcept $E:\n    ...\n' : pattern),
    ),
  );
  const floor = speed((source) => python.parse(source));
  say(`standard library, ${(bytes / MB).toFixed(1)} MB: parse and normalise`, `${floor.toFixed(1)} MB/s`);
  const first = speed((source) => matchRules(one, python.parse(source)));
  say('  parse, normalise and match one rule', `${first.toFixed(1)} MB/s`);
  // As `dictamen match` does it: a file without the words of a rule is not parsed.
  const passing = speed(({ file, text }) => matchPrepared(one, prepareText(file, text, 'python')));
  say('  one rule, files without its words passed over', `${passing.toFixed(1)} MB/s`);
  const many = speed((source) => matchRules(ten, python.parse(source)));
  say('  the same with ten rules', `${many.toFixed(1)} MB/s, ${(first / many).toFixed(1)} × the time of one`);
  say('  peak RSS', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}
