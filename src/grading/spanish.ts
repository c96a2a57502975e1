import type { ExamResult } from '../model/report.js';

/**
 * What the readers say about a hand-in, in Spanish. They know no language: they say it in English, and here, where a result is put together, it is put into the
 * student's. `{}` stands for what differs from one time to the next.
 */
const WORDS: readonly (readonly [english: string, spanish: string])[] = [
  ['before the first exercise', 'antes del primer ejercicio'],
  ["the exam's layout", 'el esqueleto del examen'],
  ["the exam's own code", 'el código del propio examen'],
  ["the exam's own card", 'la ficha del propio examen'],
  ["the exam's table of points", 'la tabla de puntos del examen'],
  ['code or text that the exam sets', 'código o texto que pone el examen'],
  ["like the exam's own code, without a fix", 'como el código del examen, sin corregir'],
  ['part of it', 'una parte'],
  ['empty', 'vacío'],
  ['plain text', 'texto sin formato'],
  ['binary data', 'datos binarios'],
  ['text, no card', 'texto, no una ficha'],
  ['a card that is not fenced', 'una ficha sin bloque de código'],
  ['a diff; the code that it makes counts', 'un diff; cuenta el código que resulta'],
  ['a later version replaces it', 'la sustituye una versión posterior'],
  ['the code before the correction', 'el código antes de la corrección'],
  ['by its content, not by the heading above it', 'por su contenido, no por el título que tiene encima'],
  ['no artefact of this exam ({})', 'no es un archivo de este examen ({})'],
  ['no artefact of this exam by its name', 'no es un archivo de este examen por su nombre'],
  ['no artefact of this exam', 'no es un archivo de este examen'],
  [
    '{} was not read: no artefact of this exam by its name; --map can say what it is',
    '{} no se leyó: por su nombre no es un archivo de este examen; --map puede decir qué es',
  ],
  ['no answer to this exam', 'no responde a este examen'],
  ['a file of the system or an editor', 'un archivo del sistema o de un editor'],
  ["a project's configuration", 'la configuración de un proyecto'],
  ['claims a score or a rubric; it has no effect', 'pretende fijar una nota o una rúbrica; no tiene efecto'],
  ['{} has no effect: it claims a score or a rubric', '{} no tiene efecto: pretende fijar una nota o una rúbrica'],
  ['a raw cell is no evidence', 'una celda «raw» no es prueba'],
  ['a raw cell of the notebook; it has no effect', 'una celda «raw» del cuaderno; no tiene efecto'],
  ['outputs and attachments of {} cells', 'salidas y adjuntos de {} celdas'],
  ['outputs and attachments of {} cell', 'salidas y adjuntos de {} celda'],
  ['the cell magic {} makes it no code', 'la instrucción {} hace que la celda no sea código'],
  ['a notebook without cells', 'un cuaderno sin celdas'],
  ['it is no JSON object', 'no es un objeto JSON'],
  ['it holds no text that can be read', 'no tiene texto que se pueda leer'],
  ['it speaks to the grader', 'se dirige a quien corrige'],
  ['a sentence speaks to the grader; it has no effect', 'una frase se dirige a quien corrige; no tiene efecto'],
  ['hidden text speaks to the grader; it has no effect', 'un texto oculto se dirige a quien corrige; no tiene efecto'],
  ['front matter is data about the file, no answer', 'la cabecera son datos del archivo, no una respuesta'],
  ['folded under "{}"', 'plegado bajo «{}»'],
  ['it repeats the official solution inside a fold', 'repite la solución oficial dentro de un pliegue'],
  ['hidden: {}', 'oculto: {}'],
  ['text that a reader does not see ({}); it has no effect', 'texto que un lector no ve ({}); no tiene efecto'],
  ['{} invisible characters ({})', '{} caracteres invisibles ({})'],
  ['{} invisible character ({})', '{} carácter invisible ({})'],
  ['{} characters that no reader sees', '{} caracteres que ningún lector ve'],
  ['words that mix alphabets: {}', 'palabras que mezclan alfabetos: {}'],
  ['{} words mix letters of several scripts', '{} palabras mezclan letras de varios alfabetos'],
  ['{} word mixes letters of several scripts', '{} palabra mezcla letras de varios alfabetos'],
  ['{}: encoding guessed: {}', '{}: codificación supuesta: {}'],
  ['encoding guessed: {}', 'codificación supuesta: {}'],
  [
    '{}: mojibake repaired: UTF-8 that was read as {} and saved again',
    '{}: texto estropeado y reparado: UTF-8 leído como {} y vuelto a guardar',
  ],
  [
    'mojibake repaired: UTF-8 that was read as {} and saved again',
    'texto estropeado y reparado: UTF-8 leído como {} y vuelto a guardar',
  ],
  ['larger than {}', 'mayor que {}'],
  ['{} was not read: larger than {}', '{} no se leyó: es mayor que {}'],
  ['nothing handed in that could be an answer', 'no se entregó nada que pueda ser una respuesta'],
  ['neither a file nor a folder', 'ni un archivo ni una carpeta'],
  ['this code is that of the official solution', 'este código es el de la solución oficial'],
  [
    '{} passages repeat the official solution word for word',
    '{} pasajes repiten la solución oficial palabra por palabra',
  ],
  [
    '{} passage repeats the official solution word for word',
    '{} pasaje repite la solución oficial palabra por palabra',
  ],
  ['the same remark more than once', 'la misma observación más de una vez'],
  ['a remark that only repeats code', 'una observación que sólo repite código'],
  ['{}: called missing in one remark and fine in another', '{}: una observación dice que falta y otra que está bien'],
  ['one remark calls it missing, another calls it fine', 'una observación dice que falta y otra que está bien'],
  ['what is said of its cure was not understood', 'lo que se dice de su arreglo no se entendió'],
  ['its cure is taken on trust: no example speaks of it', 'su arreglo se da por bueno: ningún ejemplo habla de él'],
  ['keywords with no statement about them', 'palabras clave sin nada dicho sobre ellas'],
  ['code with no statement about it', 'código sin nada dicho sobre él'],
  ['words in no readable order', 'palabras en un orden que no se lee'],
  ['named without a clear statement: {}', 'nombrado sin una afirmación clara: {}'],
  ['{} is only supposed ({})', '{} sólo se supone ({})'],
  ['the rest of the row says that it is no problem', 'el resto de la fila dice que no es un problema'],
  ['rather like an example; runner-up {}', 'se parece a un ejemplo; el siguiente sería {}'],
  ['rather like an example', 'se parece a un ejemplo'],
  ['many numbers, one of them right', 'muchos números, uno de ellos correcto'],
  ['names another option first', 'nombra antes otra opción'],
  ['names many lines', 'nombra muchas líneas'],
  ['names two options', 'nombra dos opciones'],
  ['the yes or no stands late in the answer', 'el sí o el no llega tarde en la respuesta'],
  ['advice', 'consejo'],
  ['bias', 'sesgo'],
  ['calibration', 'calibración'],
  ['class distribution', 'distribución de clases'],
  ['contact', 'contacto'],
  ['fairness', 'equidad'],
  ['licence', 'licencia'],
  ['limit', 'límite'],
  ['method', 'método'],
  ['out of scope', 'fuera de alcance'],
  ['period', 'periodo'],
  ['primary use', 'uso principal'],
  ['privacy', 'privacidad'],
  ['proportion', 'proporción'],
  ['rows', 'filas'],
  ['size', 'tamaño'],
  ['source', 'origen'],
  ['target', 'objetivo'],
  ['users', 'usuarios'],
  ['version', 'versión'],
];

/** A result with what its readers said in Spanish; a sentence that nobody has put into Spanish yet stays as it is. */
export function inSpanish(result: ExamResult): ExamResult {
  return {
    ...result,
    ...(result.reason === undefined ? {} : { reason: spanish(result.reason) }),
    received: result.received.map((one) => (one.note === undefined ? one : { ...one, note: spanish(one.note) })),
    flags: result.flags.map((one) => ({ ...one, message: spanish(one.message) })),
    exercises: result.exercises.map((exercise) => ({
      ...exercise,
      criteria: exercise.criteria.map((one) => ({
        ...one,
        ...(one.doubt === undefined ? {} : { doubt: spanish(one.doubt) }),
        shares: Object.fromEntries(
          Object.entries(one.shares).map(([id, share]) => [
            id,
            {
              ...share,
              evidence: share.evidence.map((some) =>
                some.message === '' ? some : { ...some, message: spanish(some.message) },
              ),
            },
          ]),
        ),
      })),
    })),
  };
}

let exact: ReadonlyMap<string, string> | undefined;
let templates: readonly (readonly [RegExp, string])[] | undefined;

export function spanish(english: string): string {
  exact ??= new Map(WORDS.filter(([one]) => !one.includes('{}')));
  const word = exact.get(english);
  if (word !== undefined) return word;
  if (english.length > 400) return english;
  templates ??= WORDS.filter(([one]) => one.includes('{}')).map(([one, other]) => [templateOf(one), other]);
  for (const [pattern, other] of templates) {
    const match = pattern.exec(english);
    if (!match) continue;
    let i = 0;
    return other.replaceAll('{}', () => spanish(match[++i] ?? ''));
  }
  return english;
}

const templateOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('{}')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('(.{1,200}?)')}$`,
    's',
  );
