import type { Analysis } from './analyse.js';
import { fold } from './normalise.js';

/**
 * Whether a sentence speaks of the student's own hand-in and of nothing else: that there was no time for it, where a file is, a plea to
 * the marker. The words of the exam that it uses on the way ("tiempo", "ficha") name no problem.
 */
export function isOfOwnWork({ text }: Analysis): boolean {
  if (text.length > 160) return false;
  const said = fold(text)
    .replaceAll('’', "'")
    .replaceAll(/[`*"“”«»]/g, '')
    .trim();
  return NO_TIME.test(said) || WHERE.test(said) || PLEA.test(said);
}

const NO_TIME = new RegExp(
  `^(?:(?:lo siento|perdon|sorry|al final|aqui|ya|and|y|but|pero|de verdad|sinceramente)[,:]? ){0,3}(?:${[
    'no me (?:ha dado|dio|daba|da|llego|alcanzo|quedo|quedaba|queda) (?:mas )?(?:el )?tiempo',
    'no (?:tuve|he tenido|tenia|tengo) (?:mas )?tiempo',
    'me (?:quede|he quedado|falto|ha faltado) (?:sin )?tiempo',
    'se me (?:acabo|ha acabado) el tiempo',
    '(?:i|we) (?:have |had )?(?:just )?r[au]n out of time',
    "(?:i|we) (?:had|have) (?:no|not enough) (?:more )?time(?: left)?|(?:i|we) (?:did not|didn't|do not|don't) have (?:the |enough |any )?time",
  ].join(
    '|',
  )})(?: (?:para|a|for|to|de) (?:mas|nada mas|este|esta|esto|todo|terminar\\w*|acabar\\w*|hacer\\w*|this|it|more|finish|do|complete|the rest)\\b[^.:;,]{0,40})?[\\s.!…:()-]*$`,
);

/** "La ficha corregida va en `model_card.md`", "The fixed card is in the file". */
const WHERE =
  /^(?:(?:la|el|los|mi|the|my) )?(?:ficha|tarjeta|model card|card|codigo|code|script|version|solucion|solution|respuesta|answer|archivo|fichero|file)(?: (?:del modelo|completa|corregid[oa]|arreglad[oa]|revisad[oa]|nuev[oa]|entera|entregada))* (?:va|esta|queda|figura|se entrega|is|goes|can be found|lives)(?: (?:aparte|attached|adjunt[oa]))? (?:en|in|as|como) (?:(?:el|la|the|un|a) )?(?:archivo |fichero |file )?(?:[\w/-]+\.(?:md|py|ya?ml|ipynb|json|txt|pdf)|archivo|fichero|file|carpeta|folder|adjunto)[\s.!]*$|^(?:the|my) (?:corrected|fixed|new|updated|complete|whole) (?:model card|card|code|script|version|file) (?:is|goes|can be found|lives) (?:attached )?(?:in|as) (?:the |a )?(?:file |folder )?[\w./-]+$/;

/** "Dear marker, please be generous with me", "Profe, sea justo conmigo". */
const PLEA =
  /^(?:(?:dear|estimad[oa]|querid[oa]|hola|hi|hello|profe\w{0,4}|teacher|marker|please|por favor)\b.{0,40} )?(?:be (?:\S{1,12} ){0,2}(?:generous|kind|fair|lenient|nice|gentle|merciful) (?:with|to|on) (?:me|us)|(?:se|sea|sed) (?:\S{1,12} ){0,2}(?:generos[oa]s?|buen[oa]s?|just[oa]s?|amables?|benevol\S{2,5}) con(?:migo| nosotr[oa]s)|(?:let|make) me pass|apruebame|apruebeme)\b/;
