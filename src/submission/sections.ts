import type { Exercise } from '../model/rubric.js';
import { wordsOf } from './words.js';

/** What a heading's words say about the exercise below it. */
export interface Naming {
  readonly exercise: string;
  /** `number`: "Exercise 2"; `words`: it carries the exercise's title, keywords or a file of its; `order`: a bare "2." */
  readonly by: 'number' | 'words' | 'order';
  /** What the heading says besides. */
  readonly rest: string;
}

/** Exercises with the phrases that name them. */
export interface NamedExercise {
  readonly id: string;
  readonly number: number;
  /** Each phrase as words, with a weight. */
  readonly phrases: readonly { readonly words: readonly string[]; readonly weight: number }[];
  readonly files: readonly RegExp[];
}

export function namedExercises(exercises: readonly Exercise[]): NamedExercise[] {
  return exercises.map((exercise, i) => {
    const titles = [exercise.title.es, exercise.title.en, exercise.rubric.title.es, exercise.rubric.title.en].map(
      wordsOf,
    );
    const phrases = new Map<string, number>();
    for (const keyword of exercise.keywords) phrases.set(wordsOf(keyword).join(' '), 1);
    for (const words of [wordsOf(exercise.id), ...titles]) if (words.length > 0) phrases.set(words.join(' '), 2);
    return {
      id: exercise.id,
      number: i + 1,
      phrases: [...phrases]
        .filter(([phrase]) => phrase !== '')
        .map(([phrase, weight]) => ({ words: phrase.split(' '), weight })),
      files: exercise.rubric.artefacts.flatMap((kind) => kind.files.map(globOf)),
    };
  });
}

/** A glob on a base name as a regular expression. */
export function globOf(glob: string): RegExp {
  const body = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${body}$`, 'i');
}

const EXPLICIT =
  /^[^\p{L}\p{N}]*(?:e[jx]c?er[cs][a-zíçã]{1,6}|(?=[a-z]{7,11}(?!\p{L}))e[jx]c?e?r?e?[csz]?i?[csz]?i?[oe]s?(?!\p{L})|ejerc|ejer|ej|exer|ex|pregunta|preg|question|parte|part|tarea|task|reto|challenge|q|e)[\s._:#-]*(?:n[º°o.]*|num\w*)?\s*(\d{1,2}|i{1,3}|iv|vi{0,3}|uno|dos|tres|cuatro|cinco|seis|one|two|three|four|five|six)(?![\p{L}\p{N}]|[.-]\d)/iu;
const WEAK =
  /^[^\p{L}\p{N}]*(?:problema|problem|apartado|secci[oó]n|section|bloque|block|respuesta|answer|soluci[oó]n|solution|punto)[\s._:#-]*(?:n[º°o.]*)?\s*(\d{1,2})(?![\p{L}\p{N}]|[.-]\d)/iu;
const ORDINAL =
  /^[^\p{L}\p{N}]*(primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|first|second|third|fourth|fifth)\s+(?:ejercicio|exercise|pregunta|question|parte|part|problema|problem|tarea|task)\b/iu;
/** "Sobre los registros (ejercicio 2)", "Model card - ex. 3": the number at the end of a heading. */
const BEHIND =
  /[\s([,–—:-](?:e[jx]c?er[cs][a-zíçã]{1,6}|ejerc|ejer|ej|exer|ex|pregunta|question|q)[\s._:#-]*(?:n[º°o.]*)?\s*(\d{1,2})[\s)\].:]*(?:\([^()]{0,80}\)[\s.:]*)?$/iu;
const NUMBERED = /^[^\p{L}\p{N}]*(\d{1,2})\p{M}*\s*(?:[.):\-–—]+(?!\d)|\/\s*\d{1,2}\b|$|\s)\s*/u;
const ROMAN = /^[^\p{L}\p{N}]*(I{1,3}|IV|VI{0,3})\s*[.):–—-]\s*/u;
const LETTER =
  /^[^\p{L}\p{N}]*(?:[Pp]arte?|PARTE?|[Ee]jercicio|EJERCICIO|[Ee]xercise|EXERCISE|[Pp]regunta|PREGUNTA|[Qq]uestion|QUESTION|[Bb]loque|BLOQUE|[Ss]ecci[oó]n|[Ss]ection|SECTION)\s+([A-F])(?![\p{L}\p{N}])/u;

const NUMBERS = new Map<string, number>([
  ...['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii'].map((word, i) => [word, i + 1] as const),
  ...['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis'].map((word, i) => [word, i + 1] as const),
  ...['one', 'two', 'three', 'four', 'five', 'six'].map((word, i) => [word, i + 1] as const),
  ...['primer', 'segund', 'tercer', 'cuart', 'quint'].map((word, i) => [word, i + 1] as const),
  ...['first', 'second', 'third', 'fourth', 'fifth'].map((word, i) => [word, i + 1] as const),
]);

/** The exercise that a heading names, if it names one. */
export function nameOf(heading: string, exercises: readonly NamedExercise[]): Naming | undefined {
  if (heading.length > 200) return undefined;
  const text = withoutExam(heading, exercises.length);
  const explicit = EXPLICIT.exec(text) ?? ORDINAL.exec(text);
  if (explicit) {
    const word = (explicit[1] ?? '').toLowerCase();
    const number = Number(word) || (NUMBERS.get(word) ?? NUMBERS.get(word.replace(/[ao]$/, '')) ?? 0);
    const found = exercises.find((exercise) => exercise.number === number);
    const rest = text.slice(explicit[0].length);
    const titled = byWords(rest, exercises);
    if (titled && titled.weight >= 2 && titled.id !== found?.id) return { exercise: titled.id, by: 'number', rest };
    return found ? { exercise: found.id, by: 'number', rest } : undefined;
  }
  const behind = BEHIND.exec(text);
  const closed = behind && exercises.find((exercise) => exercise.number === Number(behind[1]));
  if (closed) return { exercise: closed.id, by: 'number', rest: text.slice(0, behind.index) };
  const numbered = NUMBERED.exec(text) ?? WEAK.exec(text) ?? ROMAN.exec(text) ?? LETTER.exec(text);
  const rest = numbered ? text.slice(numbered[0].length) : text;
  const named = byWords(rest, exercises);
  if (named) return { exercise: named.id, by: 'words', rest };
  const number = numbered && countOf(numbered[1] ?? '');
  const order = exercises.find((exercise) => exercise.number === number);
  return order ? { exercise: order.id, by: 'order', rest } : undefined;
}

/** "Pregunta 2", "Q2": a question of an exercise where exercises are called so and the numbers start again below them. */
const QUESTION = /^[^\p{L}\p{N}]*(?:preguntas?|preg|questions?|q)[\s._:#-]*(?:n[º°o.]*)?\s*(\d{1,2})/iu;
const EXERCISE =
  /^[^\p{L}\p{N}]*(?:e[jx]c?er[cs][a-zíçã]{1,6}|ejerc|ejer|ej|exer|ex)[\s._:#-]*(?:n[º°o.]*)?\s*(\d{1,2})/iu;

/** Whether a line names a question of an exercise, judged by all titles of the hand-in in their order. */
export function questionsIn(titles: readonly string[]): (line: string) => boolean {
  const numbers = titles.flatMap((title) => (EXERCISE.exec(title) ?? QUESTION.exec(title))?.[1] ?? []).map(Number);
  const isApart =
    titles.some((title) => EXERCISE.test(title)) && numbers.some((number, i) => i > 0 && number <= numbers[i - 1]!);
  return (line) => isApart && QUESTION.test(line);
}

/** "Exercise 5.2", "5.2 Logging": where there is no fifth exercise, the first number is the exam's. */
export function withoutExam(heading: string, exercises: number): string {
  const [found, before, number] =
    /^([^\p{L}\p{N}]*(?:\p{L}+[\s.]{0,3})?)(\d{1,2})[.-](?=\d{1,2}(?!\d))/u.exec(heading) ?? [];
  return found !== undefined && Number(number) > exercises ? before! + heading.slice(found.length) : heading;
}

/** What a heading counts itself as, in whatever notation: `2.`, `II.`, `Part B`; 0 where it does not count. */
export function orderOf(text: string): number {
  const found = /^\W*(?:\p{L}+\W*)?(\d{1,2})(?![\d.]\d)/u.exec(text) ?? ROMAN.exec(text) ?? LETTER.exec(text);
  return countOf(found?.[1] ?? '');
}

const countOf = (sign: string): number =>
  Number(sign) || (NUMBERS.get(sign.toLowerCase()) ?? (/^[A-F]$/.test(sign) ? sign.charCodeAt(0) - 64 : 0));

/** The exercise whose phrases or files a short text names, when one of them stands out. */
export function byWords(text: string, exercises: readonly NamedExercise[]): { id: string; weight: number } | undefined {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > 14) return undefined;
  const line = ` ${words.join(' ')} `;
  const file = /[\w-]+\.(?:py|md|ya?ml|ipynb|json)\b/i.exec(text)?.[0];
  const scored = exercises.map((exercise) => {
    let weight = 0;
    for (const phrase of exercise.phrases)
      if (line.includes(` ${phrase.words.join(' ')} `)) weight += phrase.weight * Math.min(phrase.words.length, 2);
    if (file && exercise.files.some((glob) => glob.test(file))) weight += 4;
    return { id: exercise.id, weight };
  });
  scored.sort((a, b) => b.weight - a.weight);
  const [best, second] = scored;
  return best && best.weight > 0 && best.weight > (second?.weight ?? 0) ? best : undefined;
}

/** Whether a heading says no more than the exercise's number and its title. */
export function isTitleOnly(naming: Naming, named: readonly NamedExercise[]): boolean {
  const words = wordsOf(naming.rest.replace(/\(.*\)/, ''));
  const own = named.find((exercise) => exercise.id === naming.exercise);
  const known = new Set(own?.phrases.flatMap((phrase) => phrase.words));
  return words.every((word) => known.has(word) || IN_TITLES.has(word) || /^\d+$/.test(word));
}

/** "No hay run" has short words as well, and is an answer. */
const IN_TITLES = new Set(
  'a al and de del e el en for in la las los my mi o of on p para por pt pts puntos points ptos the to un una y ver see'.split(
    ' ',
  ),
);

/** Headings of the exam's own layout. */
/** `setting` may be a heading of the student's own too: it counts only where a place for the answer follows. */
export type Layout = 'given' | 'setting' | 'answer' | 'solution' | 'points' | 'instructions';

const LAYOUT: readonly (readonly [Layout, RegExp])[] = [
  [
    'points',
    /^(?:la |the )?(?:rubrica|rubric|puntuacion|puntaje|scoring|marking|grading|baremo|points|puntos|criterios de (?:evaluacion|calificacion|correccion)|tabla de puntos|reparto|distribucion de puntos|marks|marking scheme)\b/,
  ],
  [
    'solution',
    /^(?:ver |view |show |see )?(?:la |the )?(?:solucion|solution|clave|answer key)\b(?: (?:oficial|modelo|esperada|completa|official|model|expected|full))?$/,
  ],
  [
    'answer',
    /^(?:(?:tu|su|vuestra|your|mi|my|la|the) )?(?:respuestas?|answers?)(?: (?:aqui|here|del? \w+|of the student|box|sheet|area|\d+))?$/,
  ],
  [
    'answer',
    /^(?:escribe|responde|contesta|write|answer|put|your|tu|mi|my)\b.{0,30}\b(?:aqui|here|respuesta|answer|response|review|revision|solucion|solution|table|tabla|turno|turn|espacio|space)\b/,
  ],
  [
    'given',
    /^(?:el |la |the |este |this )?(?:codigo|documento|script|archivo|fichero|ficha|card|tarjeta|texto|snippet|code|document|file|material|fragmento|modulo|module|servicio|service|program|programa|listing|listado)\b.{0,40}\b(?:a revisar|por revisar|bajo revision|original|dado|dada|entregado|facilitado|proporcionado|recibido|de partida|con (?:errores|problemas|fallos)|to review|under review|for review|given|provided|supplied|to inspect|to fix|to check|to examine|inicial|starting|en cuestion|in question|defectuoso|actual|as is)\b/,
  ],
  [
    'given',
    /^(?:revisa|review|inspect|examina|analiza|lee|read|look at|mira)\b.{0,40}\b(?:codigo|documento|script|code|document|card|ficha|file|archivo|snippet|fragmento|text)\b/,
  ],
  [
    'setting',
    /^(?:enunciado|contexto|context|statement|situacion|situation|escenario|scenario|background|material|punto de partida|starting point|lo que hay|what you get|given)\b/,
  ],
  [
    'instructions',
    /^(?:instrucciones|instructions|indicaciones|normas|reglas del examen|rules|guia|como (?:responder|entregar)|how to|entrega|formato|format|antes de empezar|before you start|informacion|information|about|sobre el examen|logistica|logistics|duracion|duration)\b/,
  ],
];

/** Which part of an exam's layout a heading opens, if it is one of these. */
export function layoutOf(text: string): Layout | undefined {
  if (text.length > 120) return undefined;
  const folded = wordsOf(text).join(' ');
  return LAYOUT.find(([, words]) => words.test(folded))?.[0];
}
