import type { Reading } from '../naming/reading.js';
import type { Analysis } from '../stance/analyse.js';
import { phrases } from '../text/vocabulary.js';
import { namesOther, othersNamed } from './named-work.js';

/** Whose defect a remark tells: of the work in hand, of another one, or of a version that was mended since. */
export type Whose = 'other' | 'mended' | undefined;

/**
 * Reads, remark after remark, of which work each speaks. What is told of another work holds until the work in hand is named; a
 * comparison names both and is of this one.
 */
export function whoseOf(readings: readonly Reading[]): Whose[] {
  let away = false;
  let last: Whose;
  return readings.map((reading, i) => {
    const { remark, problem } = reading;
    const goesOn = readings[i - 1]?.remark.group === remark.group && remark.shape === 'sentence';
    const said = spoken(problem);
    away =
      goesOn && away
        ? !HERE.test(said) && (PAST.test(said) || THERE.test(said) || I_DID.test(said))
        : isOfOther(said) || isOfNamed(said, reading);
    if (isSettled(said, reading) || isMended(said, reading, readings[i + 1])) last = 'mended';
    else if (away) last = 'other';
    // What names nothing after a tale names nothing of it.
    else if (!goesOn || problem.hits.some((hit) => !hit.above)) last = undefined;
    return last;
  });
}

/** «La ficha de los taxis no tenía métricas», where a sentence before says that the taxis were other work. */
function isOfNamed(said: string, { remark }: Reading): boolean {
  const at = namesOther(said, othersNamed(remark.source, isOfOther, plain));
  if (at === undefined || !PAST.test(said) || COMPARING.test(said.slice(0, at + 4))) return false;
  return !HERE.test(said) && !STILL.test(said);
}

/** Lower case, no accents but those that tell a verb from another word. */
const spoken = ({ text }: Analysis): string => plain(text);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[`*_"“”«»]/g, '')
    .replaceAll(/\best[áa]n\b/g, 'stan')
    .replaceAll('está', 'sta')
    .replaceAll('á', 'a')
    .replaceAll('ñ', 'n')
    .slice(0, 600);

function isOfOther(said: string): boolean {
  const other = OTHER.exec(said) ?? PLACE.exec(said) ?? (PAST.test(said) ? PASSED.exec(said) : null);
  if (!other) return false;
  if (COMPARING.test(said.slice(0, other.index + 4))) return false;
  // What a sentence begins with is where all of it happens.
  if (other.index > 60 && !PAST.test(said)) return false;
  const rest = said.slice(other.index + other[0].length);
  if (APART.test(rest)) return true;
  return !HERE.test(rest) && !STILL.test(rest);
}

const EXAM =
  '(?:examen(?:es)?|exams?|simulacros?|hitos?|milestones?|practicas?|parcial(?:es)?|convocatorias?|entregas?|assignments?|homework|labs?|demos?|mock|tareas?|talleres?|ejercicios?|exercises?|proyectos?|projects?|cursos?|courses?|bootcamp|asignaturas?|subject)';
const THING =
  '(?:scripts?|c[oó]digos?|code|(?:micro)?servicios?|(?:micro)?services?|api|ficha|cards?|tarjeta|notebooks?|repos?|repositorio|backend|app|pipeline|sistema|system|version|versi[oó]n|draft|borrador)';
const OWN_WORK =
  '(?!versi|c[oó]digo|soluci|entrega|respuesta|propuesta|code|version|solution|answer|fix|script|modelo|model)';

const OWNED =
  '(?:scripts?|notebooks?|cuadernos?|projects?|proyectos?|runs?|services?|servicios?|models?|modelos?|jobs?|internship|trabajo|exam|examen|practicas?)';

/** A work that is plainly another one. */
const OTHER = new RegExp(
  [
    `\\b(?:otr[oa]s?|another|other) (?:[a-z]+ )?(?:${EXAM}|${THING}|equipos?|teams?|grupos?|groups?|compan(?:y|ies)|empresas?)\\b`,
    `\\b(?:${EXAM}|${THING})(?: [a-z]+){0,2} de (?:mi|mis|una?) ${OWN_WORK}(?:prim|herman|companer|amig|jef|pareja|novi|trabajo|empresa|equipo|curro|vecin|tf[mg]|tesis|master|grado|carrera|beca|practicas)`,
    `\\b(?:my|a) (?:${OWN_WORK}[a-z]+) ?(?:friend|cousin|colleague|classmate|boss|sister|brother)?'s (?:${EXAM}|${THING})\\b`,
    `\\b(?:en|in|at|of|de|from) (?:mi|my|nuestr[oa]|our) (?:old |last |previous |former |current |anterior |antiguo |ultimo )?(?:trabajo|empresa|curro|jobs?|company|internship|beca|practicas|work)\\b`,
    `\\b(?:${EXAM}|${THING}) (?:anterior|pasad[oa]|viej[oa]|antigu[oa]|previ[oa]|de la (?:semana (?:\\d|pasada)|web vieja|convocatoria)|del (?:ano|curso|mes|trimestre) (?:pasado|anterior)|(?:of|from) (?:week \\d|last))(?! (?:y|o|and|or|con|with) (?:la |el |the )?(?:nuev|new|actual|current))`,
    `\\b(?:last|previous|former|old|earlier|first|primera|vieja|antigua) (?:${EXAM}|${THING})\\b(?! (?:original|given))`,
    `\\blast (?:year|month|term|semester|week)'?s? ${EXAM}\\b`,
    `\\b(?:${EXAM}|${THING})[^.;,]{0,30} (?:que (?:vimos|hicimos|corregimos|dimos|estudiamos)|(?:that )?we (?:saw|did|studied|had|wrote|corrected)|visto en clase)\\b`,
    `\\b(?:my|mi) ${OWNED} (?:of|from|in|de|del) (?:the )?(?:unit|week|lesson|chapter|module|unidad|semana|tema|leccion|modulo|curso|ano|grado|master)\\b`,
    `\\b(?:aquel|aquella|aquell[oa]s)(?: mism[oa]s?)? (?:${EXAM}|${THING})\\b`,
    "\\b(?:my|mi) (?:(?:master|bachelor|phd)'?s? )?(?:thesis|dissertation|capstone|tf[mg]|tesis)\\b",
    '\\bin (?:the )?(?:demo|lab|class|lecture)s?(?: of week \\d| in week \\d)?\\b(?= (?:of week|the|there|we))',
  ].join('|'),
);

/** Work of a name of its own: another one where it is told in the past. */
const PASSED = new RegExp(
  [
    `\\b(?:my|mis?|our|nuestr[oa]s?) (?:very )?(?:own|final|last|first|old|previous|earlier|other|propi[oa]s?|primer[oa]?|ultim[oa]) ${OWNED}\\b`,
    `\\b(?:en|de|del|para) (?:el|la|los|un|una)? ?${EXAM} (?:de |del )(?:la |el |los )?(?!este|esta|hito|mlops|logging|prometheus|mlflow|produccion|hoy|ahora)[a-z]+`,
    `\\b(?:el|la|del|en el|en la) (?:hito|practica|simulacro|parcial|semana|tema|milestone) (?:\\d|de [a-z]+|[a-z]+)`,
    `\\b(?:in|of|from) (?:the|a) (?!this|given|same|present|current|mlflow|logging|prometheus|training|first|second|third|fourth)[a-z-]+ ${EXAM}\\b`,
    '\\b(?:in|of|from|the) (?:assignment|milestone|week|lab|homework) \\d',
  ].join('|'),
);

const COMPARING =
  /\b(?:c[oó]mo|igual que|a diferencia del?|unlike|like|as|compar\w{2,8} (?:with|to|a|con)|frente al?|tal como|respecto (?:al?|del?)|than|que|pedi[aó]|asked)(?: (?:en|in|el|la|los|las|the|cards?|fichas?|of|de|del?|a|un|una|ped[ií]a|vimos|hicimos|we|saw|did)){0,4} ?\S{0,4}$/;
const HERE =
  /\baqu[ií](?![a-z])|\b(?:ahora|este|esta|estos|estas|esto|actual|here|this|these|current|present|given|dad[oa]|hoy|today)\b/;
const APART =
  /\b(?:distint[oa]s? (?:de|a) est[ea]|different from this|otra cosa|another matter|de est[ea] (?:no|nada)|la nueva|el nuevo|the (?:new|current|present) one|est[ea] s[ií](?![a-z])|this one (?:does(?! not)|has (?!no)|is fine))\b|\b(?:el|la) de (?:este|esta) (?:examen|semana)/;
const STILL =
  /\b(?:siguen?|still|(?:neither|nor) (?:does|is|has|do|are|have|here|this)|tambien|also|y en est[ea]|igual)\b/;
const THERE =
  /^(?:y |and |but |pero )?(?:all[iía]|(?:lo|la|los|las) [a-z]{3,12}mos|there|en aquel|ese|esa|that one|aquel|aquella)\b/;

/** A tense that tells what was. */
const PAST =
  /(?:[a-z]{2,}(?:aba|aban|abamos|ía|ían|íamos|ieron|aron|aste|iste)|[a-z]{2,}[bcdfghjklmnprstvzyi]ó)(?![a-zñáéíóú])|\b(?:tenian?|habian?|traian?|perdian?|escribian?|hacian|ponian?|vimos|hicimos|fue|fueron|hizo|hubo|puso|was|were|had|did|lacked|lost|used|saw|wrote|forgot|moved|printed|didn't|wasn't)\b/;

/** What the writer did there. */
const I_DID = phrases('other-work.i-did');

/** Where somebody worked, and what others asked for there. */
const PLACE = phrases('other-work.place');

/** "Drift: covered by the platform team since Monday": what a point names is said to be done, by nobody who hands it in. */
function isSettled(said: string, { problem, fix, remark }: Reading): boolean {
  if (remark.shape === 'sentence' && !said.includes(':')) return false;
  const colon = fix ? said.length : said.indexOf(':');
  const tail = fix ? spoken(fix) : said.slice(colon + 1).trim();
  if (!SETTLED.test(tail) || LACKING.test(said.slice(0, colon + 1)) || BY_ME.test(tail)) return false;
  return !(fix ?? problem).hits.some((hit) => !hit.above && hit.code);
}

const SETTLED = phrases('other-work.settled');
const LACKING = /\b(?:no|not|sin|without|falta\w*|missing|lack\w*|nunca|never|nobody|nadie|ningun\w*|none)\b/;

/** It was so once, and was mended since: by others, and without a word on how. */
function isMended(said: string, { fix, remark }: Reading, next: Reading | undefined): boolean {
  if (hasCeased(said)) return true;
  const old = OLD.exec(said);
  const habit = old ?? (PAST.test(said) ? /\bsiempre\b/.exec(said) : null);
  if (!habit || STILL.test(said)) return false;
  const after = said.slice(habit.index);
  const told = fix ? spoken(fix) : '';
  const goesOn = next?.remark.group === remark.group && next.remark.shape === 'sentence' && remark.shape === 'sentence';
  const parts = [after, told, goesOn ? spoken(next.problem) : ''];
  if (parts.some((part) => BY_ME.test(part.replace(TO_ME, '')))) return false;
  if (fix && (told.includes(':') || fix.hits.some((hit) => !hit.above && hit.code))) return false;
  return parts.some((part) => MENDED.test(part));
}

/** «Los datos se imprimían, ya no se imprimen»: the same verb, and it is over. */
function hasCeased(said: string): boolean {
  const [, was = '', now = ''] = CEASED.exec(said) ?? [];
  return was.length >= 4 && now.startsWith(was);
}

const CEASED =
  /\b([a-z]{4,14}?)(?:[ií]an?|aban?)\b[^.;]{0,80}?\b(?:ya no|no longer) (?:(?:se|lo|la|los|las) )?([a-z]{4,16})/;
const TO_ME =
  /\b(?:por mi parte|a mi (?:juicio|parecer|entender|modo de ver)|para mi|in my (?:opinion|view)|for my part)\b/g;

const OLD = phrases('other-work.once');
const MENDED = phrases('other-work.mended');
const BY_ME =
  /\b(?:he|hemos|mi|mis|yo|mio|i|my|mine|we|our)\b|\b(?:anad|agregu|cambi|correg|met|registr|pas|arregl|hic|pus|reemplac|sustitu|guard|cre|defin|envolv|solucion|inclu)(?:é|í|e)(?![a-zñáéíóú])|\bahora (?:yo )?(?:lo|la|los|las) (?!mism)[a-z]{3,12}o\b/;
