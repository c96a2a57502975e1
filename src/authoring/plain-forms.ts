import type { Lang, Local } from '../model/local.js';

const STANCES: Readonly<Record<string, Local>> = {
  missing: { es: 'dice que falta, o pide', en: 'says that this is missing, or asks for it:' },
  harmful: { es: 'nombra, sin aprobarlo,', en: 'names, without approval,' },
  unwanted: { es: 'pide quitar', en: 'asks to take away' },
  wanted: { es: 'pide', en: 'asks for' },
  says: { es: 'dice', en: 'says' },
  weak: { es: 'para que lo mire una persona:', en: 'for a person to look at:' },
};

const JOINTS: Readonly<Record<string, Local>> = {
  all: { es: ' y además ', en: ' and also ' },
  any: { es: ' o ', en: ' or ' },
  near: { es: ' cerca de ', en: ' near ' },
};

const MOST_WORDS = 5;
const DEEPEST = 12;

/** A form of `mentions` as a person would say it, with some words of the rubric's own concepts. */
export function plainForm(
  form: unknown,
  concepts: Readonly<Record<string, readonly string[]>>,
  lang: Lang,
  depth = 0,
): string {
  if (typeof form === 'string') {
    const words = (concepts[form] ?? concepts[`${form}+`] ?? []).slice(0, MOST_WORDS);
    return words.length > 0 ? `\`${form}\` (${words.join(', ')} …)` : `\`${form}\``;
  }
  const [[key = '', inner] = []] = Object.entries((form ?? {}) as Record<string, unknown>);
  const joint = JOINTS[key];
  if (depth > DEEPEST) return '…';
  const told = [inner].flat().map((one) => plainForm(one, concepts, lang, depth + 1));
  return joint ? told.join(joint[lang]) : `${STANCES[key]?.[lang] ?? key} ${told.join(', ')}`;
}
