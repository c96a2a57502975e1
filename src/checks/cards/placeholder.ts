import { folded } from '../text/fold.js';

/** Words that stand where content will be: the whole of what is said, folded. */
const STANDING_IN = new RegExp(
  `^(?:${[
    'tb[dac]|fixme|wip|n ?/ ?[ad]|n\\.?a\\.?|n\\.?d\\.?|none|null|nil|nan|undefined|unknown|unspecified|placeholder|lorem ipsum.{0,2000}|x{2,}|y{2,}|pending.{0,40}|coming soon.{0,40}|proximamente.{0,40}',
    '(?:plantilla|template)(?: (?:rellen|generad|automat|pendiente|sin |vaci|to be |filled|generated|auto|empty|pending).{0,80})?',
    'pendiente.{0,60}|(?:por|a|sin|falta) (?:definir|completar|determinar|rellenar|confirmar|especificar|documentar|anadir|hacer|decidir|describir|indicar).{0,60}',
    '(?:por )?(?:completar|rellenar)(?: .{0,80})?|(?:to be|will be|se) (?:defined|determined|completed|added|documented|filled|decided|confirmed|anadira|completara|documentara|definira|describira|rellenara)n?.{0,80}',
    'no (?:disponible|aplica|especificad[oa]s?|definid[oa]s?|documentad[oa]s?|indicad[oa]s?|hay|data|info|consta|se sabe|one|se (?:indica|especifica|proporciona|documenta))|not (?:available|specified|applicable|provided|documented|defined|known|yet)|desconocid[oa]s?|ningun[oa]?s?|nothing|nada|vacio|empty',
    'no (?:se )?(?:conocen?|(?:se )?(?:han?|hay) (?:identificad|detectad|encontrad|conocid)[oa]s?)(?: (?:ningun[oa]s?|por ahora|de momento|aun|todavia|por el momento)){0,2}|(?:write|put|list|add|enter) (?:here|your) .{0,80}',
    '(?:(?:from )?where the \\w+ (?:comes?|came) from|how (?:many|much)(?: \\w+){0,2}|from when to when|(?:de|desde) cuando (?:a|hasta) cuando|de donde (?:salen|vienen|proceden)(?: los datos)?|cuant[oa]s \\w+|quien(?:es)? (?:l[oa] )?(?:hizo|mantiene|usa|usara))',
    '(?:none|ningun[oa]s?) (?:known|conocid[oa]s?|so far|de momento|por ahora|identified|identificad[oa]s?)',
    '(?:see|ver|vease|veanse|refer to|consultar?) (?:(?:the|la|el|las|los|en) )?(?:[a-z]{1,15} ){0,2}(?:above|below|arriba|abajo|anterior(?:es)?|siguientes?)|(?:choose|select|elegir|elige|seleccionar?) (?:one|una?|an? .{0,30})|more info.{0,40}|insert .{0,80}|your .{0,40} here|fill (?:me )?in.{0,60}|(?:escrib|pon|describ|anad|complet)(?:e|ir|a|er|ar) aqui.{0,80}|aqui (?:va|ira|se).{0,80}|(?:texto|text) (?:de )?(?:ejemplo|example|here|aqui)|example|ejemplo|\\.{2,}|…|etc',
  ].join('|')})[\\s.!…]{0,4}$`,
);

/** A sentence about the section in place of its content. */
const ABOUT = /^(?:en |in )?(?:esta|este|this|the following) (?:seccion|apartado|section|part|parte)\b[^\d:]{0,120}$/;

/** Instructions of a template that nobody has followed. */
const INSTRUCTION =
  /^(?:describ(?:ir|a|e)|indi(?:car|que)|especifi(?:car|que|y)|detall(?:ar|e)|document(?:ar|e)?|explicar?|explain|specify|provide|list|state) (?:\S{1,30} ){0,7}\S{1,30}$/;

const BRACKETED =
  /\[[^\][]{0,120}\]|<[^<>]{1,120}>|\{\{[^{}]{0,120}\}\}|\{[^{}]{0,120}\}|\$\{[^{}]{0,120}\}|\([^()]{0,120}\)/g;
const DUE =
  /\b(?:todo|tbd|fixme|pendiente|completar|rellenar|por definir|needed|insert|your|fill|anadir|describ|xxx|indicar|nombre|name|aqui|here|valor|value|version|fecha|date|email|placeholder|choose|select|elegir|\?\?)/;

/** What is left of `words` when placeholders are taken out; empty where they are nothing else. */
export function contentOf(words: string): string {
  const open = words.replace(BRACKETED, (bracketed) => (isTemplate(bracketed) ? ' ' : bracketed));
  if (/^\W{0,6}(?:todo|tbd|fixme|xxx)\s{0,3}(?:[:\-–—][^\n]{0,300})?$/i.test(open)) return '';
  const due = /(?:^|[\s(:])(?:TODO|TBD|FIXME|XXX)\b|\?{2,}/.exec(open);
  const cut = due ? open.slice(0, due.index) : open;
  const text = folded(cut)
    .replace(/^[^\p{L}\p{N}¿]{1,40}|[^\p{L}\p{N})%?]{1,40}$/gu, '')
    .trim();
  const empty = (said: string) =>
    !/[\p{L}\p{N}]/u.test(said) ||
    [STANDING_IN, INSTRUCTION, ABOUT, QUESTION, TO_REPLACE].some((one) => one.test(said));
  return empty(text) || text.split(/(?<=[.!?])\s+/).every(empty) ? '' : cut;
}

/** A question in place of its answer. */
const QUESTION = /^(?:¿[^?]{0,200}|(?:what|who|whom|which|how|why|when|where)\b[^?.]{0,200})\?$/;

/** An example that is still to be replaced, and says so: in what it asks for, or in an address that is nobody's. */
const TO_REPLACE = new RegExp(
  [
    '\\((?:a |por )?(?:sustituir|reemplazar|cambiar|replace(?: me)?|change me|de ejemplo|inventad[oa]s?|fake|dummy|placeholder)\\)$',
    '\\((?:poner|pon|usar|put|use|sustituir|reemplazar|cambiar|replace|change)\\b[^()]{1,30}\\b(?:reales|real|real one|de verdad|correct[oa]|definitiv[oa]|propi[oa]|your own)\\)$',
    '^(?:nombre|apellidos?|usuario|correo|email|your|user|first|firstname|tu)(?:[._-]?(?:nombre|apellidos?|name|last|lastname|surname|email|correo))*@(?:example|ejemplo|dominio|domain|empresa|company)\\.[a-z]{2,3}$',
    '^v?[xyz](?:[.-][xyz\\d]){1,3}$|^(?:a{2,4}|y{2,4})[-/.]m{2}(?:[-/.]d{2})?(?:\\W{1,5}(?:a|to|hasta)?\\W{0,3}(?:a{2,4}|y{2,4})[-/.]m{2}(?:[-/.]d{2})?)?$|^[nxm] (?:filas|rows|registros|records|casos|clientes)$',
  ].join('|'),
);

/** Brackets that ask to be filled in. A link, a range or a reference is none. */
function isTemplate(bracketed: string): boolean {
  const inner = folded(bracketed.slice(1, -1)).trim();
  if (bracketed.startsWith('{{') || bracketed.startsWith('${') || bracketed.startsWith('{')) return true;
  if (bracketed.startsWith('<')) return /^[a-z_ áéíóúñ-]{2,}$/.test(inner);
  if (bracketed.startsWith('('))
    return /^(?:todo|tbd|pendiente|por (?:definir|completar)|to be .{0,40}|completar|\?+)$/.test(inner);
  return DUE.test(inner) || STANDING_IN.test(inner) || inner === '';
}

const FILLER =
  /^(?:tod[oa]s?|tienen?|tener|hay|dan?|deben?|cuenta|muestran|describen|explican|incluyen|contienen|presentan?|existen?|siempre|algun[oa]s?|continuacion|all|every|any|has|have|there|must|should|taken|take|into|account|given|following|below|some|este|esta|estos|estas|esto|seccion|apartado|describe|incluye|contiene|explica|muestra|detalla|recoge|aqui|se|los|las|el|la|lo|un|una|de|del|al|a|en|con|por|para|que|es|son|y|o|e|modelo|ficha|documento|informacion|detalles|sobre|usad[oa]s?|utilizad[oa]s?|this|section|describes?|shows?|contains?|includes?|explains?|the|of|an?|in|with|by|for|to|that|is|are|and|or|model|card|document|information|details|about|used|its|our|here|su|sus|nuestros?|como|as|like|everything|else|be|been|was|were|may|might|can|could|puede|podria|under|which|released|person|persona|users?|usuari[oa]s?|fair|ethical|unbiased|etic[oa]s?|just[oa]s?|imparcial(?:es)?|equitativ[oa]s?|seguir|sigan|follow|us(?:o|a|ar|ado|ada|ara|aran|e|es|ing)|utiliz\w{0,6}|emple\w{0,6}|previst[oa]s?)$/;

/** Whether a sentence only says again what its heading said; `words` say nothing either. */
export function echoes(sentence: string, headings: readonly string[], words?: ReadonlySet<string>): boolean {
  const known = headings
    .flatMap((heading) => heading.split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2)
    .map(stem);
  const said = folded(sentence)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !FILLER.test(word) && !words?.has(word));
  // The number of an entry that only names its kind says nothing: `Limitation 1`.
  const saying = said.length === 2 && /^\d$/.test(said[1] ?? '') ? said.slice(0, 1) : said;
  return saying.every((word) => (word.length < 3 ? !/\d/.test(word) : known.includes(stem(word))));
}

const stem = (word: string): string => word.slice(0, 5);
