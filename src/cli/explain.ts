import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Judged, plainWords } from '../authoring/plain-words.js';
import type { CustomRunner } from '../checks/check.js';
import { documentsOf } from '../grading/documents.js';
import type { Lang } from '../model/local.js';
import { formatPoints } from '../model/points.js';
import type { CriterionResult, ExamResult, RemarkResult, ShareResult } from '../model/report.js';
import type { Rubric, ShareId } from '../model/rubric.js';
import { displayName, forTerminal } from '../model/safe-text.js';
import type { Submission } from '../model/submission.js';
import { type Evidence, fractionOf } from '../model/verdict.js';
import { packageRoot } from '../package/root.js';
import type { ReportOptions } from '../reporters/index.js';
import { displayWidth, truncate, wrap } from '../reporters/layout.js';
import { type Messages, messagesIn, outcomeOf } from '../reporters/messages.js';
import { firstLine, placeOf, shareOrder } from '../reporters/places.js';
import { authorFile } from '../rubric/author-file.js';
import { evaluate } from '../rubric/expression.js';
import type { LoadedExam } from '../rubric/load.js';
import type { RawRubric } from '../rubric/schema.js';
import type { Marked } from './mark.js';
import { UsageError } from './trouble.js';

const WORDS = {
  words: { es: 'Palabras: lo que dice la revisión', en: 'Words: what the review says' },
  noWords: { es: 'Ninguna observación nombra este problema.', en: 'No remark names this problem.' },
  artefact: { es: 'Lo entregado: lo que muestran los archivos', en: 'Artefact: what the files show' },
  noArtefact: {
    es: 'Ningún archivo se ha valorado para este criterio.',
    en: 'No file was examined for this criterion.',
  },
  points: { es: 'Cuenta', en: 'Sum' },
  rule: { es: 'Regla', en: 'Rule' },
  more: { es: 'Qué habría sumado más', en: 'What would have earned more' },
  nothingMore: { es: 'Nada: están todos los puntos.', en: 'Nothing: all points are there.' },
  named: { es: 'Nombrar el problema, por ejemplo', en: 'Naming the problem, for example' },
  severity: { es: 'Darle la severidad', en: 'Giving it the severity' },
  answered: { es: 'Una respuesta que diga', en: 'An answer that says' },
  shown: { es: 'Un archivo corregido que muestre', en: 'A corrected file that shows' },
} as const;

/** The whole chain behind one criterion: which words, which code, which rule, the sum, and what would have earned more. */
export function explain(exam: LoadedExam, marked: Marked, asked: string, options: ReportOptions): string {
  const [exerciseId, criterionId] = asked.includes('/') ? asked.split('/', 2) : [undefined, asked];
  const matching = exam.exercises.flatMap(({ id, rubric }) =>
    (exerciseId === undefined || id === exerciseId) && rubric.criteria.some((one) => one.id === criterionId)
      ? [{ id, rubric }]
      : [],
  );
  if (matching.length === 0 || criterionId === undefined) throw unknown(exam, asked);
  const parts = marked.report.results.flatMap((result, i) =>
    matching.map(({ id, rubric }) => {
      const { raw, place } = ruleOf(rubric, criterionId);
      const judged = judgedBy(exam, rubric, id, criterionId, marked.submissions[i], marked.custom);
      return explanation(result, id, { criterion: criterionId, raw, place, judged }, rubric, options);
    }),
  );
  return `${parts.join('\n\n')}\n`;
}

function unknown(exam: LoadedExam, asked: string): UsageError {
  const all = exam.exercises.map(({ id, rubric }) => `  ${id}: ${rubric.criteria.map((one) => one.id).join(' ')}`);
  return new UsageError(`there is no criterion \`${asked}\` in \`${exam.id}\``, `Expected one of\n${all.join('\n')}`);
}

/** What the author wrote of a criterion, where, and how far a hand-in meets each part of it. */
interface Rule {
  readonly criterion: string;
  readonly raw: RawRubric | undefined;
  readonly place: string;
  readonly judged: Judged | undefined;
}

function judgedBy(
  exam: LoadedExam,
  rubric: Rubric,
  exercise: string,
  criterion: string,
  submission: Submission | undefined,
  custom: CustomRunner | undefined,
): Judged | undefined {
  const expression = rubric.criteria.find((one) => one.id === criterion)?.fixed;
  const documents = submission && documentsOf(submission, [exercise], custom).get(exercise);
  if (!expression || !documents) return undefined;
  return { expression, fractionOf: (part) => fractionOf(evaluate(part, documents, exam.checks)) };
}

function explanation(result: ExamResult, exercise: string, rule: Rule, rubric: Rubric, options: ReportOptions): string {
  const { lang } = options;
  const { criterion, place } = rule;
  const name = displayName(result.student);
  const found = result.exercises.find((one) => one.exercise === exercise);
  const judged = found?.criteria.find((one) => one.criterion === criterion);
  if (!found || !judged) return `${name}: ${forTerminal(result.reason ?? messagesIn(lang).statuses[result.status])}`;
  const messages = messagesIn(lang);
  const score = `${formatPoints(judged.score.earned)} / ${formatPoints(judged.score.maximum)}`;
  const lines = [
    `${name} · ${exercise}/${criterion} · ${score} · ${messages.verdicts[outcomeOf(judged)]}`,
    forTerminal(judged.title),
    '',
  ];
  const remarks = found.remarks.filter((one) => one.names.includes(criterion));
  lines.push(
    `${WORDS.words[lang]}`,
    ...(remarks.length === 0
      ? [`  ${WORDS.noWords[lang]}`]
      : remarks.flatMap((one) => remarkLines(one, messages, options))),
    '',
  );
  lines.push(WORDS.artefact[lang], ...artefactLines(judged, messages, options), '');
  lines.push(WORDS.points[lang], ...sumLines(judged, rubric, messages), '');
  if (judged.doubt !== undefined)
    lines.push(...indented(`${messages.words.doubt}: ${forTerminal(judged.doubt)}`, '', options), '');
  lines.push(`${WORDS.rule[lang]} · ${place}`, ...ruleLines(rule, lang, options), '');
  lines.push(WORDS.more[lang], ...moreLines(judged, rule, rubric, lang, options));
  return lines.map((line) => line.trimEnd()).join('\n');
}

function remarkLines(remark: RemarkResult, messages: Messages, options: ReportOptions): string[] {
  const facts = [messages.kinds[remark.kind], messages.severities[remark.severity], messages.remedies[remark.remedy]];
  const lines = [placeLine({ ...remark, excerpt: remark.text }, options), `  │   ${facts.join(' · ')}`];
  if (remark.trace !== undefined) lines.push(...indented(forTerminal(remark.trace), '  │   ', options));
  return lines;
}

function artefactLines(criterion: CriterionResult, messages: Messages, options: ReportOptions): string[] {
  const { fixed } = criterion.shares;
  if (!fixed) return [`  ${WORDS.noArtefact[options.lang]}`];
  const lines = fixed.evidence.flatMap((one) => [
    placeLine(one, options),
    ...(one.message === '' ? [] : indented(forTerminal(one.message), '  │   ', options)),
  ]);
  const status = `  ${messages.shares.fixed}: ${messages.shareWords[fixed.status]}${fixed.reason === undefined ? '' : ` (${forTerminal(fixed.reason)})`}`;
  return [...lines, status];
}

/** `found  1 × 40 % × 7.00 = 2.80`, and so on. */
function sumLines(criterion: CriterionResult, rubric: Rubric, messages: Messages): string[] {
  const maximum = criterion.score.maximum;
  return shareOrder.flatMap((id) => {
    const share = criterion.shares[id];
    const weight = rubric.shares[id] ?? 0;
    return share ? [`  ${sumLine(id, share, weight, maximum, messages)}`] : [];
  });
}

function sumLine(id: ShareId, share: ShareResult, weight: number, maximum: number, messages: Messages): string {
  const earned = formatPoints(maximum * weight * share.fraction);
  const by = share.fraction > 0 ? `  ${messages.by[share.by]}` : '';
  return `${messages.shares[id].padEnd(11)} ${Math.round(share.fraction * 1000) / 10} % × ${Math.round(weight * 100)} % × ${formatPoints(maximum)} = ${earned}${by}`;
}

/** What the author wrote, and where. The rubric itself holds only what was compiled from it. */
function ruleOf(rubric: Rubric, criterion: string): { raw: RawRubric | undefined; place: string } {
  const path = [join(packageRoot(), rubric.file), rubric.file].find((one) => existsSync(one));
  if (path === undefined) return { raw: undefined, place: rubric.file };
  const author = authorFile(rubric.file, readFileSync(path, 'utf8'));
  const raw = author.data as RawRubric;
  const index = raw.criteria.findIndex((one) => one.id === criterion);
  const { line, column } = author.positionOf(['criteria', Math.max(index, 0)]);
  return { raw, place: `${rubric.file}:${line}:${column}` };
}

function ruleLines({ raw, criterion, judged }: Rule, lang: Lang, options: ReportOptions): string[] {
  const one = raw?.criteria.find((c) => c.id === criterion);
  if (!raw || !one) return [];
  const forms = one.mentions.map((form) => `  mentions: ${JSON.stringify(form)}`);
  const check = plainWords(one.fixed, (raw.define ?? {}) as Record<string, unknown>, lang, judged);
  return [...forms.slice(0, 12), ...check].flatMap((line) =>
    indented(forTerminal(line.trimStart()), `  ${' '.repeat(line.length - line.trimStart().length)}`, options),
  );
}

function moreLines(
  criterion: CriterionResult,
  { raw, judged }: Rule,
  rubric: Rubric,
  lang: Lang,
  options: ReportOptions,
): string[] {
  const one = raw?.criteria.find((c) => c.id === criterion.criterion);
  const lines: string[] = [];
  const lost = (id: ShareId): string | undefined => {
    const share = criterion.shares[id];
    if (!share || share.fraction >= 1) return undefined;
    return `+${formatPoints(criterion.score.maximum * (rubric.shares[id] ?? 0) * (1 - share.fraction))}`;
  };
  const say = (points: string | undefined, text: string): void => {
    if (points !== undefined) lines.push(...indented(`${points}  ${text}`, '  ', options));
  };
  say(lost('found'), `${WORDS.named[lang]}: «${forTerminal(one?.examples?.[0] ?? criterion.title)}»`);
  say(lost('severity'), `${WORDS.severity[lang]}: ${messagesIn(lang).severities[one?.severity ?? 'none']}`);
  say(
    lost('fixed'),
    forTerminal(criterion.hints.at(-1) ?? '') || `${WORDS[isAnswer(one?.fixed) ? 'answered' : 'shown'][lang]}:`,
  );
  // Without a hint, or beside one, what the file or the answer must show and does not.
  const lacking = judged && { ...judged, lackingOnly: true };
  if (lost('fixed') !== undefined)
    for (const line of plainWords(one?.fixed, (raw?.define ?? {}) as Record<string, unknown>, lang, lacking))
      lines.push(
        ...indented(forTerminal(line.trimStart()), `    ${' '.repeat(line.length - line.trimStart().length)}`, options),
      );
  for (const link of lines.length > 0 ? criterion.learn : []) lines.push(`  ${forTerminal(link)}`);
  return lines.length > 0 ? lines : [`  ${WORDS.nothingMore[lang]}`];
}

const isAnswer = (fixed: unknown): boolean => /"answer":/.test(JSON.stringify(fixed) ?? '');

function placeLine(evidence: Pick<Evidence, 'file' | 'span' | 'excerpt'>, options: ReportOptions): string {
  const place = truncate(forTerminal(placeOf(evidence)), 40);
  return `  │ ${place}  ${truncate(forTerminal(firstLine(evidence.excerpt)), options.width - 6 - displayWidth(place))}`;
}

function indented(text: string, lead: string, options: ReportOptions): string[] {
  return wrap(text, options.width - displayWidth(lead)).map((line) => lead + line);
}
