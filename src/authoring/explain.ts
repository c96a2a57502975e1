import type { Lang } from '../model/local.js';
import type { RawCriterion, RawRubric } from '../rubric/schema.js';
import { plainForm } from './plain-forms.js';
import { plainWords } from './plain-words.js';

const TEXT = {
  points: { es: 'puntos', en: 'points' },
  criterion: { es: 'Criterio', en: 'Criterion' },
  severity: { es: 'Severidad', en: 'Severity' },
  student: { es: 'Lo que lee el estudiante', en: 'What the student reads' },
  missing: { es: 'si falta', en: 'if missing' },
  met: { es: 'si está', en: 'if met' },
  hints: { es: 'pistas', en: 'hints' },
  shares: { es: 'Cómo se reparten los puntos', en: 'How the points divide' },
  found: { es: 'encontrarlo', en: 'finding it' },
  severityShare: { es: 'su severidad', en: 'its severity' },
  fixed: { es: 'corregirlo', en: 'mending it' },
  named: { es: 'Se nombra así, por ejemplo', en: 'It is named like this, for example' },
  notNamed: { es: 'Y así no', en: 'And not like this' },
  artefact: { es: 'Lo que debe mostrar el archivo corregido', en: 'What the corrected file must show' },
  forms: { es: 'Formas con las que se reconoce', en: 'Forms by which it is recognised' },
  wordsOnly: {
    es: (alone: string, beside: string) =>
      `Decir bien cómo se corrige gana ${alone} de esa última parte si no se entrega archivo, y ${beside} junto a un archivo que no lo hace.`,
    en: (alone: string, beside: string) =>
      `Saying rightly how to mend it earns ${alone} of that last share where no file is handed in, and ${beside} beside a file that does not do it.`,
  },
  wordsNever: {
    es: 'Decir cómo se corrige no gana nada de esa última parte: sólo la gana el archivo corregido.',
    en: 'Saying how to mend it earns nothing of that last share: only the corrected file does.',
  },
  all: { es: 'toda', en: 'all' },
  none: { es: 'nada', en: 'nothing' },
} as const;

export type Audience = 'student' | 'instructor';

/** One criterion in plain words, as markdown. A student is not told how it is recognised. */
export function explainCriterion(raw: RawRubric, one: RawCriterion, lang: Lang, audience: Audience): string {
  const head = [`## ${nameOf(one, lang, audience)}`, '', headOf(one, lang, audience), ''];
  return `${[...head, ...sharesOf(raw, lang, one.points), ...bodyOf(raw, one, lang, audience)].join('\n')}\n`;
}

const nameOf = (one: RawCriterion, lang: Lang, audience: Audience): string =>
  (audience === 'student' ? (one.topic ?? one.title) : one.title)[lang];

const headOf = (one: RawCriterion, lang: Lang, audience: Audience): string =>
  `\`${one.id}\` · ${one.points} ${TEXT.points[lang]}${severityOf(one, lang, audience)}`;

function bodyOf(raw: RawRubric, one: RawCriterion, lang: Lang, audience: Audience): string[] {
  const lines = [`**${TEXT.student[lang]}**`, '', `- ${TEXT.missing[lang]}: ${one.feedback.missing[lang]}`];
  if (one.feedback.met) lines.push(`- ${TEXT.met[lang]}: ${one.feedback.met[lang]}`);
  const hints = one.hints?.[lang] ?? [];
  if (hints.length > 0) lines.push(`- ${TEXT.hints[lang]}: ${hints.join(' ')}`);
  for (const url of one.learn ?? []) lines.push(`- <${url}>`);
  return audience === 'instructor' ? [...lines, ...instructorPart(raw, one, lang)] : lines;
}

const LEVELS = {
  critical: { es: 'crítica', en: 'critical' },
  medium: { es: 'media', en: 'medium' },
  minor: { es: 'menor', en: 'minor' },
} as const;

function severityOf(one: RawCriterion, lang: Lang, audience: Audience): string {
  return one.severity && audience === 'instructor' ? ` · ${TEXT.severity[lang]}: ${LEVELS[one.severity][lang]}` : '';
}

/** How points divide: those of one criterion, or in per cent of each. */
function sharesOf(raw: RawRubric, lang: Lang, points?: number): string[] {
  const names = { found: TEXT.found, severity: TEXT.severityShare, fixed: TEXT.fixed } as const;
  const shares = (['found', 'severity', 'fixed'] as const).flatMap((id) => {
    const share = raw.shares[id];
    const worth = points === undefined ? '' : ` (${Math.round(points * (share ?? 0)) / 100})`;
    return share ? [`- ${names[id][lang]}: ${share} %${worth}`] : [];
  });
  const words = raw.shares.found && raw.shares.fixed ? [wordsOf(raw, lang), ''] : [];
  return [`**${TEXT.shares[lang]}**`, '', ...shares, '', ...words];
}

/** What right words are worth without a file and beside one, as the rubric has it. */
function wordsOf({ words }: RawRubric, lang: Lang): string {
  const { alone = 1, 'beside-artefact': beside = 0.5 } = (words ?? {}) as {
    alone?: number;
    'beside-artefact'?: number;
  };
  const part = (share: number) =>
    share === 0 ? TEXT.none[lang] : share === 1 ? TEXT.all[lang] : `${Math.round(share * 100)} %`;
  return alone === 0 && beside === 0 ? TEXT.wordsNever[lang] : TEXT.wordsOnly[lang](part(alone), part(beside));
}

function instructorPart(raw: RawRubric, one: RawCriterion, lang: Lang): string[] {
  const lines: string[] = [''];
  const list = (title: string, items: readonly string[]) => {
    if (items.length > 0) lines.push(`**${title}**`, '', ...items, '');
  };
  list(
    TEXT.named[lang],
    (one.examples ?? []).slice(0, 6).map((text) => `- ${text}`),
  );
  list(
    TEXT.notNamed[lang],
    (one.not_examples ?? []).slice(0, 4).map((text) => `- ${text}`),
  );
  list(
    TEXT.forms[lang],
    one.mentions.map((form) => `- ${plainForm(form, raw.review?.concepts ?? {}, lang)}`),
  );
  list(TEXT.artefact[lang], plainWords(one.fixed, (raw.define ?? {}) as Record<string, unknown>, lang));
  return lines;
}

/** The marking scheme of a whole exam as one markdown page for a course. */
export function explainExam(title: string, rubrics: readonly RawRubric[], lang: Lang, audience: Audience): string {
  const parts = rubrics.flatMap((raw) => [
    `## ${raw.title[lang]} (${raw.points} ${TEXT.points[lang]})`,
    '',
    ...tableOf(raw, lang, audience),
    '',
    ...sharesOf(raw, lang),
    ...raw.criteria.flatMap((one) => [
      `### ${nameOf(one, lang, audience)}`,
      '',
      headOf(one, lang, audience),
      '',
      ...bodyOf(raw, one, lang, audience),
      '',
    ]),
  ]);
  return `# ${title}\n\n${parts.join('\n').trimEnd()}\n`;
}

function tableOf(raw: RawRubric, lang: Lang, audience: Audience): string[] {
  const severities = audience === 'instructor' && raw.criteria.some((one) => one.severity);
  const row = (name: string, severity: string, points: string) =>
    severities ? `| ${name} | ${severity} | ${points} |` : `| ${name} | ${points} |`;
  return [
    row(TEXT.criterion[lang], TEXT.severity[lang], TEXT.points[lang]),
    row('---', '---', '---:'),
    ...raw.criteria.map((one) =>
      row(nameOf(one, lang, audience).replaceAll('|', '\\|'), one.severity ?? '', String(one.points)),
    ),
  ];
}
