import { sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { RichText } from '../../model/document.js';
import { isOnlySeverity, type Level, severityOf } from './severity.js';

/** A text without markup whose offsets run from `start`. */
export function plainRich(text: string, start = 0): RichText {
  const code: [number, number][] = [];
  for (const match of text.matchAll(/`+[^`]+`+/g)) code.push([match.index, match.index + match[0].length]);
  const strong: [number, number][] = [];
  for (const match of text.matchAll(/\*\*[^*]+\*\*/g)) strong.push([match.index, match.index + match[0].length]);
  return { text, offsets: Array.from({ length: text.length + 1 }, (_, i) => start + i), code, strong };
}

/** Sentences, leaving code and abbreviations whole. */
export function splitSentences(rich: RichText): RichText[] {
  const out: RichText[] = [];
  let start = 0;
  const cut = (end: number, next: number): void => {
    const piece = trimRich(sliceRich(rich, start, end));
    if (piece.text !== '') out.push(piece);
    start = next;
  };
  const end = /[.!?…]+(?=["'”)\]*]*(?:\s|$))|\n/g;
  for (const match of rich.text.matchAll(end)) {
    const at = match.index;
    if (rich.code.some(([a, b]) => at >= a && at < b)) continue;
    if (match[0] === '.' && isAbbreviation(rich.text, at)) continue;
    // A line that holds a "No" alone denies the next, whatever is hidden in it.
    if (match[0] === '\n' && LONE_NO.test(rich.text.slice(start, at).slice(-12))) continue;
    const after = rich.text.slice(at + match[0].length, at + match[0].length + 4);
    if (match[0] !== '\n' && /^["'”)\]*]*\s+[a-zñáéíóú]/.test(after) && match[0] === '…') continue;
    cut(at + match[0].length, at + match[0].length);
  }
  cut(rich.text.length, rich.text.length);
  return out;
}

const LONE_NO = /^\P{L}{0,6}n\P{L}{0,3}\p{L}\P{L}{0,3}$/iu;

function isAbbreviation(text: string, at: number): boolean {
  // "a las 3 a. m. no sabremos"
  if (/\d ?[ap]$/i.test(text.slice(Math.max(0, at - 4), at)) && /^\. ?m\b/i.test(text.slice(at, at + 4))) return true;
  if (/[ap]\. ?m$/i.test(text.slice(Math.max(0, at - 5), at))) return /^\.\s+\p{Ll}/u.test(text.slice(at, at + 4));
  const word = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, at - 8), at))?.[0].toLowerCase() ?? '';
  if (
    ['ej', 'p.ej', 'e.g', 'i.e', 'etc', 'vs', 'aprox', 'p', 'no', 'nro', 'fig', 'sec', 'cf', 'eg', 'ie'].includes(word)
  ) {
    if (word === 'p' && /^\.\s?ej\b/i.test(text.slice(at, at + 5))) return true;
    if (word === 'no' || word === 'p') return /^\.\s+\d/.test(text.slice(at, at + 4));
    return /^\.\s+(?:\p{Ll}|`|\d|\()/u.test(text.slice(at, at + 4)) || word === 'ej' || word === 'p.ej';
  }
  // "Mr. Smith's record"
  if (TITLES_OF_PEOPLE.has(word)) return /^\.\s+\p{Lu}/u.test(text.slice(at, at + 4));
  return /^\s*\d+$/.test(text.slice(0, at)) && at <= 3;
}

const TITLES_OF_PEOPLE = new Set('mr mrs ms dr dra sr sra srta prof'.split(' '));

export interface Fields {
  readonly problem: RichText;
  readonly fix?: RichText;
  readonly level?: Level;
  /** What follows a level in its piece. */
  readonly rest?: RichText;
  /** Labels told the parts from each other. */
  readonly labelled: boolean;
}

const LABELS: readonly (readonly [role: 'problem' | 'fix' | 'severity' | 'why', words: string])[] = [
  [
    'problem',
    'problema|problem|descripción|descripcion|description|qué|que|what|issue|hallazgo|finding|defecto|qué pasa|que pasa|observación|observacion',
  ],
  [
    'fix',
    'fix|corrección|correccion|correction|solución|solucion|solution|arreglo|propuesta|remedio|remedy|recomendación|recomendacion|recommendation|sugerencia|suggestion|cómo arreglarlo|como arreglarlo|how to fix it|how to fix|how to correct it|cómo lo arreglaría|como lo arreglaria|cómo corregirlo|como corregirlo|cómo solucionarlo|lo arreglo|mejora|suggested fix|proposed fix|acción|action',
  ],
  ['severity', 'severidad|severity|sev|gravedad|prioridad|priority|criticidad'],
  [
    'why',
    'impacto|impact|por qué|por que|why|motivo|razón|razon|reason|consecuencia|línea|linea|line|dónde|donde|where',
  ],
];
/** "Finding. No tags. Proposal. Set some.": nouns that stand alone as sentences. */
const STOPPED: readonly (readonly [role: string, words: string])[] = [
  ['problemSaid', 'problema|problem|hallazgo|finding|defecto|issue|observaci[oó]n'],
  ['fixSaid', 'propuesta|soluci[oó]n|solution|arreglo|correcci[oó]n|remedio|remedy|fix|proposal|cura|cure'],
  ['severitySaid', 'nivel|severidad|gravedad|prioridad|level|severity|priority'],
  ['whySaid', 'impacto|impact|riesgo|risk|motivo|consecuencia|consequence'],
];
const FIELD = new RegExp(
  `(^|[.;,|\\n()—–\\-·•●▪◦○]\\s*|\\s\\*+)\\**(?:${LABELS.map(([role, words]) => `(?<${role}>${words})`).join('|')})\\**\\s*(?:[:=→]|->)[ \\t]*\\**|(?<=(?:^|[.;\\n])\\s{0,3})(?:${STOPPED.map(([role, words]) => `(?<${role}>${words})`).join('|')})\\.(?=\\s+\\S)`,
  'giu',
);

/** Takes a text apart at labels ("Problema: … Severidad: … Fix: …"), at dots or bars around a level, or at its first arrow. */
export function splitFields(rich: RichText): Fields {
  const marks = [...rich.text.slice(0, 4000).matchAll(FIELD)].filter(
    (match) => !rich.code.some(([a, b]) => match.index >= a && match.index < b),
  );
  if (marks.length > 0) return splitAt(rich, marks);
  const beads = splitBeads(rich) ?? splitAtLevel(rich);
  if (beads) return beads;
  for (const match of rich.text.matchAll(ARROW)) {
    if (rich.code.some(([a, b]) => match.index >= a && match.index < b) || match.index === 0) continue;
    const fix = trimRich(sliceRich(rich, match.index + match[0].length, rich.text.length));
    if (fix.text === '') break;
    return { problem: trimRich(sliceRich(rich, 0, match.index)), fix, labelled: false };
  }
  return { problem: rich, labelled: false };
}

/** Tools and bulbs point at a cure as arrows do: "no run 🛠 open one". */
const ARROW = /→|->|=>|➜|➡|⇒|⟶|-->|>>|(?<=\s)[🛠🔧🔨🪛🧰💡🩹💊👉]\uFE0F?(?=\s)/gu;

/** "Sin firma · medio · infer_signature", "alta | no hay run | abrir uno": a row of a table without its table. */
function splitBeads(rich: RichText): Fields | undefined {
  if (rich.text.length > 600 || rich.text.includes('\n') || !BEAD.test(rich.text)) return undefined;
  const piece = (from: number, to: number): RichText => trimRich(sliceRich(rich, from, to));
  for (const bead of BEADS) {
    const marks = [...rich.text.matchAll(bead)].filter(
      ({ index }) => !rich.code.some(([a, b]) => index >= a && index < b),
    );
    const starts = [0, ...marks.map((mark) => mark.index + mark[0].length)];
    if (starts.length < 3) continue;
    const ends = [...marks.map((mark) => mark.index), rich.text.length];
    const levels = starts.map((from, i) => isOnlySeverity(rich.text.slice(from, ends[i])));
    // "1 :: no run :: high": a number that opens the row counts it.
    const isCount = levels[0] && levels.indexOf(true, 1) > 0 && /^\W*\d+\W*$/.test(rich.text.slice(0, ends[0]));
    const graded = levels.indexOf(true, isCount ? 1 : 0);
    if (graded < 0) continue;
    const said = levels.flatMap((isLevel, i) => {
      const text = rich.text.slice(starts[i], ends[i]);
      return isLevel || isPlace(text) || !/[\p{L}\d]/u.test(text) ? [] : [i];
    });
    const [first, second] = said;
    if (first === undefined) continue;
    const level = severityOf(rich.text.slice(starts[graded], ends[graded]));
    return {
      problem: piece(starts[first]!, ends[first]!),
      ...(second === undefined ? {} : { fix: piece(starts[second]!, ends[said.at(-1)!]!) }),
      labelled: true,
      ...(level ? { level } : {}),
    };
  }
  return undefined;
}

/** "password in plain text, critical, a Secret": in a few words, the problem before a level between commas and the cure behind it; no reason for the level. */
function splitAtLevel(rich: RichText): Fields | undefined {
  if (rich.text.length > 120 || !rich.text.includes(',') || /\n|[.;!?]\s/.test(rich.text)) return undefined;
  for (const { index, 0: mark } of rich.text.matchAll(/,\s+/g)) {
    const from = index + mark.length;
    const end = rich.text.indexOf(',', from);
    if (end < 0 || end - from > 20) continue;
    const said = rich.text.slice(from, end);
    const [before, after] = [rich.text.slice(0, index), rich.text.slice(end + 1)];
    if (!isOnlySeverity(said) || REASON.test(rich.text.slice(end)) || count(before, '(') > count(before, ')')) continue;
    // More commas than that, or a word alone, are a list of names.
    if (count(before, ',') > 1 || count(after, ',') > 1 || !/\s/.test(before.trim())) continue;
    const level = severityOf(said);
    return {
      problem: trimRich(sliceRich(rich, 0, index)),
      fix: trimRich(sliceRich(rich, end + 1, rich.text.length)),
      labelled: true,
      ...(level ? { level } : {}),
    };
  }
  return undefined;
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

const REASON =
  /^,\s*(?:es|is|son|are|era|was|fue|sería|would|porque|pues|ya|como|así|asi|que|para|por|y|pero|because|since|as|so|and|but|which|that|if|si|it|we|nobody|nadie|no|not|cuando|when)(?![\p{L}\p{N}])/iu;

/** "L11-L12", «línea 6», "lines 3 to 5". Told word by word: a regex over such lists of numbers could run for ever. */
function isPlace(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
  return words.some((word) => /^\d/.test(word)) && words.every((word) => /^\d/.test(word) || PLACE.has(word));
}

const PLACE = new Set('l ln linea lineas línea líneas line lines a to y and'.split(' '));
/** What every one of them has. */
const BEAD = /[·•|–—/:;-]/;
const BEADS = [
  /\s+[·•]\s+/gu,
  /\s+\|\s+/g,
  /\s+::\s+/g,
  /\s+[–—]\s+/gu,
  /\s+--?\s+/g,
  /\s+\/{1,2}\s+/g,
  /\s*;\s+/g,
  /\s+[·•|–—]\s+/gu,
];

function splitAt(rich: RichText, marks: readonly RegExpExecArray[]): Fields {
  // A bracket that closes before the label is the problem's.
  const end = marks[0]!.index + (rich.text[marks[0]!.index] === ')' ? 1 : 0);
  let problem = trimRich(sliceRich(rich, 0, end));
  let fix: RichText | undefined;
  let level: Level | undefined;
  let rest: RichText | undefined;
  let labelled = false;
  for (const [i, mark] of marks.entries()) {
    const groups = mark.groups ?? {};
    const start = mark.index + mark[0].length;
    const piece = trimRich(sliceRich(rich, start, marks[i + 1]?.index ?? rich.text.length));
    if ((groups.fix ?? groups.fixSaid) !== undefined) fix = piece;
    else if ((groups.problem ?? groups.problemSaid) !== undefined)
      problem =
        problem.text.length > 3 && !TITLE.test(problem.text) ? sliceRich(rich, 0, start + piece.text.length) : piece;
    else if ((groups.severity ?? groups.severitySaid) !== undefined) {
      const word = piece.text.split(/[\n.,;|)]/)[0] ?? '';
      level = severityOf(word);
      const after = trimRich(sliceRich(piece, word.length + 1, piece.text.length));
      if (after.text.replace(/[^\p{L}]+/gu, '').length > 3) rest = after;
    } else continue;
    labelled = true;
  }
  // "Severity: high. No run. Fix: …"
  if (problem.text === '' && rest) [problem, rest] = [rest, undefined];
  return { problem, labelled, ...(fix ? { fix } : {}), ...(level ? { level } : {}), ...(rest ? { rest } : {}) };
}

/** "Problema 1", over what the problem is. */
const TITLE = /^\W*(?:problem|problema|issue|hallazgo|finding|defecto|error|bug|punto|item)\W{0,3}\d{0,3}\W*$/i;

/** "A) Problema: … Corrección: … B) Problema: …": one piece for each problem of a paragraph. */
export function splitProblems(rich: RichText): RichText[] {
  const marks = [...rich.text.slice(0, 20_000).matchAll(PROBLEM)].filter(
    (match) => !rich.code.some(([a, b]) => match.index >= a && match.index < b),
  );
  if (marks.length < 2) return [rich];
  const starts = [0, ...marks.slice(1).map((match) => match.index), rich.text.length];
  return starts.slice(0, -1).map((start, i) => trimRich(sliceRich(rich, start, starts[i + 1]!)));
}

const PROBLEM = new RegExp(
  `(?<=^|[.;|\\n]\\s{0,3})[*_]{0,2}(?:\\(?[A-Za-z0-9]{1,2}[).:-]+\\s{0,3})?\\*{0,2}(?:${LABELS[0]![1]})\\s?\\d{0,2}\\*{0,2}\\s?:`,
  'giu',
);
