import type { Lang } from '../../model/local.js';
import type { DefectRow } from './rows.js';

/** Remarks that a row of the solution gives: what is wrong in full and in short, and with its remedy. Authors add how students say it. */
export function examplesOf(row: DefectRow): string[] {
  const whole = row.problem.replace(/\.$/, '');
  const short = shortened(whole);
  const order =
    row.fix && /^\p{Lu}?\p{Ll}/u.test(row.fix) ? `${whole}. ${row.fix}` : row.fix ? `${whole}: ${row.fix}` : '';
  return [...new Set([whole, short, order].filter((text) => text !== ''))];
}

/** The clause before its consequence. */
function shortened(text: string): string {
  const cut = /(?:,|;|:|\.)\s+|\s+(?:so that|so|because|porque|as[ií] que|y por eso|which|and then)\s+/i.exec(text);
  const clause = cut ? text.slice(0, cut.index) : '';
  return clause.replace(/`/g, '').split(/\s+/).length >= 4 ? clause : '';
}

/** Ways of saying that all is well there. */
export const approvals = (row: DefectRow, language: Lang): string[] => {
  const name = [...row.problem.matchAll(/`([^`]+)`/g)].map((match) => match[1])[0];
  const plain = row.problem.replaceAll('`', '').replace(/\.$/, '');
  return language === 'es'
    ? [...(name ? [`\`${name}\` está bien así`] : []), `No es verdad que ${lowered(plain)}: está bien así`]
    : [...(name ? [`\`${name}\` is fine as it is`] : []), `It is not true that ${lowered(plain)}: it is fine as it is`];
};

const lowered = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** Words that stand between the things that a remedy names. */
const JOINTS =
  /[,;:.()→]|\s(?:or|and|with|outside|in|on|to|from|through|as|o|y|e|u|con|en|de|del|para|por|como|al|a)\s/i;
const LEADS =
  /^(?:use|usar|utilizar|add|añadir|pass|pasar|pin|fijar|set|poner|put|make|hacer|call|llamar|take|tomar|read|leer|move|mover|moverl[oa]s?|remove|quitar|delete|borrar|replace|cambiar|update|actualizar|declare|declarar\w*|define|definir|return|devolver|raise|lanzar|run|ejecutar|write|escribir|name|nombrar|allow|permitir|them|it|an?|the|un|una|el|la|los|las|only|solo|such|plain)\s+/i;

/**
 * Phrases that a right remedy repeats: its code, and phrases that nobody writes by chance. Words of every day alone are none; nor is what the flawed
 * file holds already, for who finds the problem names it too.
 */
export function remedyPhrases(row: DefectRow, others: readonly DefectRow[], given = ''): string[] {
  const text = row.fix || row.problem;
  const [value] = /(?<=`)(?:true|false|null|None|\d+)(?=`)/.exec(text) ?? [];
  const code = [...text.matchAll(/([\p{L}]+)?\s*`([^`]+)`/gu)].flatMap(([, verb = '', written = '']) => {
    const span = written.replace(/\(.*$/s, '').trim();
    if (row.fix === '' || !(row.problem.includes(`\`${span}`) || holdsWord(given, span))) return [span];
    if (REMOVES.test(verb)) return [`${verb} ${span}`];
    return value === undefined || span === value ? [] : [`${span} & ${value}`];
  });
  const chunks = text
    .replace(/`[^`]*`/g, ',')
    .split(JOINTS)
    .map((chunk) => bare(chunk.trim()));
  const elsewhere = others
    .filter((other) => other !== row)
    .map((other) => `${other.problem} ${other.fix}`.toLowerCase());
  const opening = /^[`\s]*(\p{L}+)/u.exec(text)?.[1];
  const phrases = chunks.filter(
    (chunk) => isTelling(chunk, opening) && !elsewhere.some((other) => other.includes(chunk.toLowerCase())),
  );
  const all = [...new Set([...code.filter((span) => isOwn(span, elsewhere)), ...phrases])].filter(
    (phrase) => phrase.length > 1 && /[\p{L}\d]/u.test(phrase) && !/[.*&=#]{2}/.test(phrase),
  );
  return (all.length > 0 ? all : wholeOf(text)).slice(0, 6);
}

const REMOVES = /^(?:remove|delete|drop|quita\w*|elimina\w*|borra\w*|saca\w*)$/i;

/** Whether a text has a name of code as a word of its own. */
const holdsWord = (text: string, name: string): boolean =>
  /^[\w.-]{3,}$/.test(name) && text.split(/[^\w.-]+/).includes(name);

/** Code that no other row speaks of, and more than one short word or number: `db`, `ports` or `10` stand in any answer. */
const isOwn = (span: string, elsewhere: readonly string[]): boolean =>
  !/^(?:\p{Ll}{1,6}\/?|\d+)$/u.test(span) && !elsewhere.some((other) => other.includes(`\`${span.toLowerCase()}\``));

function bare(chunk: string): string {
  let text = chunk;
  for (let i = 0; i < 4 && LEADS.test(text); i++) text = text.replace(LEADS, '');
  return text;
}

/** Two to four words, or one that is a name: with capitals, digits or signs in it, or long. */
function isTelling(chunk: string, opening: string | undefined): boolean {
  const words = chunk.split(/\s+/).filter((word) => word !== '');
  if (words.length >= 2 && words.length <= 4) return words.some((word) => word.length > 4);
  const [word = ''] = words;
  // A capital says nothing of the word that opens the sentence, and «versionarlo» is an order, no name.
  const isName = /\d|_|\p{Ll}\p{Lu}|^\p{Lu}{2}/u.test(word) || (word !== opening && /^\p{Lu}\p{L}+$/u.test(word));
  const isLong = word.length >= 11 && !/[aeií]r(?:l[aeo]s?|se)$/.test(word);
  return words.length === 1 && (isName || isLong) && word.length > 2 && !/^\d+$/.test(word);
}

const wholeOf = (text: string): string[] => {
  const words = text
    .replace(/[`"'|]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);
  return [words.length > 0 ? words.join(' ') : text];
};
