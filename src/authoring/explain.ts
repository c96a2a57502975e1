import type { Lang, Local } from '../model/local.js';
import type { CheckTable } from '../rubric/expression.js';
import type { RawCriterion, RawRubric } from '../rubric/schema.js';
import { plainWords } from './plain-words.js';

const TEXT = {
  points: { es: 'puntos', en: 'points' },
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
    es: 'Unas palabras justas ganan toda esa parte si no se entrega archivo, y menos junto a un archivo que no lo hace.',
    en: 'Right words earn all of that share where no file is handed in, and less beside a file that does not do it.',
  },
} as const satisfies Record<string, Local>;

export type Audience = 'student' | 'instructor';

/** One criterion in plain words, as markdown. A student is not told how it is recognised. */
export function explainCriterion(
  raw: RawRubric,
  one: RawCriterion,
  checks: CheckTable,
  lang: Lang,
  audience: Audience,
): string {
  const lines = [`## ${audience === 'student' ? (one.topic ?? one.title)[lang] : one.title[lang]}`, ''];
  lines.push(`\`${one.id}\` · ${one.points} ${TEXT.points[lang]}${severityOf(one, lang, audience)}`, '');
  lines.push(`**${TEXT.shares[lang]}**`, '', ...sharesOf(raw, one, lang), '', TEXT.wordsOnly[lang], '');
  lines.push(`**${TEXT.student[lang]}**`, '', `- ${TEXT.missing[lang]}: ${one.feedback.missing[lang]}`);
  if (one.feedback.met) lines.push(`- ${TEXT.met[lang]}: ${one.feedback.met[lang]}`);
  for (const hint of one.hints?.[lang] ?? []) lines.push(`- ${TEXT.hints[lang]}: ${hint}`);
  for (const url of one.learn ?? []) lines.push(`- <${url}>`);
  if (audience === 'instructor') lines.push(...instructorPart(raw, one, checks, lang));
  return `${lines.join('\n')}\n`;
}

function severityOf(one: RawCriterion, lang: Lang, audience: Audience): string {
  return one.severity && audience === 'instructor' ? ` · ${TEXT.severity[lang]}: ${one.severity}` : '';
}

function sharesOf(raw: RawRubric, one: RawCriterion, lang: Lang): string[] {
  const names = { found: TEXT.found, severity: TEXT.severityShare, fixed: TEXT.fixed } as const;
  return (['found', 'severity', 'fixed'] as const).flatMap((id) => {
    const share = raw.shares[id];
    return share ? [`- ${names[id][lang]}: ${share} % (${Math.round(one.points * share) / 100})`] : [];
  });
}

function instructorPart(raw: RawRubric, one: RawCriterion, checks: CheckTable, lang: Lang): string[] {
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
    one.mentions.map((form) => `- \`${JSON.stringify(form)}\``),
  );
  list(TEXT.artefact[lang], plainWords(one.fixed, checks, (raw.define ?? {}) as Record<string, unknown>, lang));
  return lines;
}

/** The marking scheme of a whole exam as one markdown page for a course. */
export function explainExam(
  title: string,
  rubrics: readonly RawRubric[],
  checks: CheckTable,
  lang: Lang,
  audience: Audience,
): string {
  const parts = rubrics.map((raw) => {
    const rows = raw.criteria.map((one) => {
      const name = audience === 'student' ? (one.topic ?? one.title)[lang] : one.title[lang];
      return `| ${name.replaceAll('|', '\\|')} | ${audience === 'instructor' ? (one.severity ?? '') : ''} | ${one.points} |`;
    });
    const head = `# ${raw.title[lang]} (${raw.points} ${TEXT.points[lang]})`;
    const table = [
      `| | ${audience === 'instructor' ? TEXT.severity[lang] : ''} | ${TEXT.points[lang]} |`,
      '|---|---|---:|',
      ...rows,
    ];
    const criteria = raw.criteria.map((one) => explainCriterion(raw, one, checks, lang, audience));
    return [head, '', ...table, '', ...criteria].join('\n');
  });
  return `# ${title}\n\n${parts.join('\n')}`;
}
