import { codePointsOf, invisibleKind, isHonestInvisible } from '../languages/markdown/index.js';
import { wordsOf } from './words.js';

const ORDERS: readonly RegExp[] = [
  /\b(?:ignor[ae]|ignoren|ignorad|disregard|forget|olvida|olvide|override|bypass)\b(?: \w+){0,4} (?:instruc\w*|indicacion\w*|prompts?|rubric\w*|rubrica|criteri\w+)\b/,
  /\b(?:ignor[ae]|ignoren|ignorad|disregard|forget|olvida|olvide|override|bypass)\b (?:(?:all |todas )?(?:the |las |los )?(?:rules|reglas|orders|ordenes)(?: \w+)? (?:above|before|previous|anterior\w*)|(?:everything|all of it|all|todo(?: lo)?)(?: \w+){0,2} (?:above|before|previous|anterior\w*))\b/,
  /\b(?:dame|denme|dadme|ponme|ponle|ponga|poner|pon|asigna\w*|asigne|otorga\w*|otorgue|concede\w*|conceda|regala\w*|califica\w*|califique|evalua\w*|evalue|puntua\w*|puntue|aprueba\w*|apruebe|apruebame|give|award|assign|grant|grade|mark|score|rate|evaluate)\b.{0,50}\b(?:\d{1,3} (?:puntos|points|pts|sobre|de|out of|percent|por ciento|100)|100|full (?:marks?|score|credits?|points)|top (?:marks?|score|grade)|maxim[ao]\w*|maximum|perfect\w*|sobresaliente|matricula|aprobad[oa]|passing|passed|a plus|todos los puntos|all (?:the )?points|correct[oa]?|as correct)\b/,
  /\b(?:you are|eres|actua como|act as|as)\b.{0,20}\b(?:an? |un |una |el |the )?(?:ai|ia|llm|grader|evaluador|calificador|corrector|asistente|assistant|language model|modelo de lenguaje|marker|autograder|teacher who|profesor que)\b.{0,60}\b(?:must|debes?|should|tienes que|shall|give|grade|award|califica|asigna|aprueba|always|siempre)\b/,
  /\b(?:system|sistema)\b ?(?:prompt|message|override|note|mensaje)\b/,
  /\b(?:nota|note|mensaje|message|atencion|attention|instruccion|instruction|aviso)\b.{0,12}\b(?:para|for|to|al|a)\b.{0,10}\b(?:el |la |the |los )?(?:grader|corrector|evaluador|calificador|profesor|ai|ia|llm|marker|autograder|bot|modelo|sistema de (?:correccion|evaluacion))\b/,
  /\b(?:this (?:submission|answer|exam|student)|esta (?:entrega|respuesta|solucion)|este (?:examen|alumno|estudiante))\b.{0,40}\b(?:deserves?|merece|must (?:get|receive|pass)|debe (?:recibir|obtener|aprobar|sacar)|should (?:get|receive|pass|be (?:graded|marked|given))|gets? (?:full|100)|obtiene (?:100|la maxima))\b/,
  /\b(?:score|puntaje|puntuacion|nota(?: final)?|grade|calificacion)\b ?(?:final|obtenid[ao]|earned|is|es)? ?(?:100 (?:100|sobre|de|out)|100$)/,
  /(?:^|\b(?:exercise \d|ejercicio \d|please|favor|should|must|shall|to be|will|you|and|deber?\w*|hay que|ruego|ruega|pido|quiero) )(?:que )?(?:se )?(?:mark(?:ed)?|grade|treat(?:ed)?|count(?:ed)?|consider(?:ed)?|accept(?:ed)?|take|credit|record|regard|deem(?:ed)?|marca|marque|marquen|trata|trate|cuenta|cuente|considera|considere|consideren|considerar|acepta|acepte|toma|tome|da|de|den)\b.{0,160}\b(?:as|como|por) (?:already |ya )?(?:being )?(?:found|fixed|reported|answered|satisfied|awarded|credited|correct answers?|encontrad[oa]s?|hallad[oa]s?|corregid[oa]s?|contestad[oa]s?|respondid[oa]s?|acreditad[oa]s?|superad[oa]s?)\b/,
  /\b(?:award|grant|give|otorga|otorgue|concede|conceda|suma|sume|da|de) (?:\w+ )?(?:every|each|all|any|cada|todo|todos|todas)(?: \w+){0,2} (?:criteri\w+|points|marks|credits?|puntos|rubric\w*)\b/,
  /\b(?:rubric|rubrica|criteria|criterios|criterio|checklist|baremo)\b.{0,160}\b(?:is|are|be|esta|estan|queda|quedan|dese|dense|considered|considera\w*|as|como|por)(?: \w+){0,2} (?:satisfied|fulfilled|met|passed|cumplid[oa]s?|satisfech[oa]s?|superad[oa]s?|aprobad[oa]s?)\b/,
  /\b(?:full|maximum|top|all) (?:marks|points|credits?|score)\b.{0,20}\b(?:approved|granted|agreed|confirmed|authori[sz]ed|guaranteed)\b/,
  /\b(?:ignore|disregard|skip|ignora|ignore|omite|salta) (?:the |all |las |los |todas las )?(?:answers?|respuestas?|rest|resto)\b/,
  /\b(?:all|todos los|every) (?:criteria|criterios|criterion)\b.{0,30}\b(?:met|cumplid\w*|satisfied|passed|pass|aprobad\w*|full)\b/,
];

/** "latency-histogram=found+fixed": marks in the notation of a machine. */
const MARKED =
  /[\w-]\s?[=:]\s?"?(?:found|encontrad[oa]|hallad[oa])\s?[+&,/|]\s?(?:fixed|corregid[oa]|arreglad[oa])\b|[\w-]\s?=\s?"?(?:full[_ ](?:marks|credit)|awarded)\b/i;

/** Whether a sentence speaks to the grader: it asks for points or for the rules to be dropped. */
export function instructionIn(sentence: string): boolean {
  if (sentence.length < 8) return false;
  const text = wordsOf(sentence.slice(0, 2000)).join(' ');
  if (MARKED.test(sentence.slice(0, 2000))) return true;
  return ORDERS.some((order) => order.test(text));
}

/** Invisible characters in a text that honest writing does not use: how many, and which. */
export function invisibleIn(text: string): { count: number; points: string; first: number } | undefined {
  let count = 0;
  let first = -1;
  const seen = new Set<string>();
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xad || (unit >= 0xdc00 && unit <= 0xdfff)) continue;
    const code = unit >= 0xd800 && unit <= 0xdbff ? (text.codePointAt(i) ?? unit) : unit;
    if (!invisibleKind(code) || isHonestInvisible(text, i)) continue;
    if (count++ === 0) first = i;
    if (seen.size < 8) seen.add(String.fromCodePoint(code));
  }
  return count === 0 ? undefined : { count, points: codePointsOf([...seen].sort().join('')), first };
}

const MIXED = /[\p{Script=Latin}]/u;
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Words that mix Latin letters with Cyrillic or Greek ones; single Greek letters beside digits and marks (µs, λ) are honest. */
export function mixedScriptWords(text: string): { word: string; at: number }[] {
  if (!LOOKALIKE.test(text)) return [];
  const found: { word: string; at: number }[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const [word] = match;
    if (word.length > 2 && word.length < 200 && MIXED.test(word) && LOOKALIKE.test(word) && !/^[µμσΔΩ]/u.test(word))
      found.push({ word, at: match.index });
    if (found.length >= 20) break;
  }
  return found;
}
