import type { Analysis } from '../stance/analyse.js';

/**
 * Whether a sentence tells what good work has, what a tool offers or what an author asks for, and nothing of the work in hand:
 * "Every good script has a signature". Who says that it should, or that this one has not, speaks of the work.
 */
export function isGeneral(part: Analysis): boolean {
  const said = part.text
    .toLowerCase()
    .replaceAll(/[`*_"“”«»]/g, '')
    .slice(0, 400);
  if (HERE.test(said) || DUTY.test(said)) return false;
  return GOOD.test(said) || OFFERING.test(said) || AUTHORS.test(said) || ANYONE.test(said);
}

const LEAD =
  '^(?:(?:in general|en general|generally|normally|usually|normalmente|as a rule|por regla general|hoy en d[ií]a)[,:]? )?';
const JUDGED =
  '(?:good|great|perfect|proper|professional|mature|serious|solid|modern|decent|excellent|well[- ][a-z]+|buen[oa]?s?|gran|perfect[oa]s?|profesional(?:es)?|seri[oa]s?|madur[oa]s?|modern[oa]s?|excelentes?|bien [a-z]+[dh][oa]s?)';
const HAS =
  '(?:ha(?:s|ve)|uses?|carr(?:y|ies)|logs?|measures?|records?|keeps?|protects?|includes?|contains?|tags?|opens?|track(?:s)?|counts?|consists? of|is known for|are known for|tienen?|llevan?|usan?|registran?|miden?|guardan?|protegen?|incluyen?|contienen?|abren?|ponen?|traen?|cuentan?|genera|constan? de)';
/** Good work of any kind does it. */
const GOOD = new RegExp(
  `${LEAD}(?:(?:every|any|all|each|most|many|an?|the|tod[oa]s?|cualquier|la mayor[ií]a de|muchos|muchas|un|una|los|las|el|la) ){0,3}(?:[a-zñáéíóú-]+ ){0,3}${JUDGED} [^.;:]{0,50}?\\b${HAS}\\b`,
);
/** A tool lets one do it. */
const OFFERING =
  /^(?!(?:el|la|los|las|the|this|these|este|esta|no|un|una|a|an|falta|faltan|sin)\b)[a-z]+(?: [a-z]+)? (?:(?:lets?|allows?|helps?) (?:you|us|one|people|teams|users)|offers?|ships?|provides?|supports?|comes with|ofrecen?|permiten? [a-zñ]+[aei]r|traen?|proporcionan?|soportan?)\b/;
/** Somebody wrote so. */
const AUTHORS =
  /^(?:(?:the|el|la|los|las) )?(?:original )?(?:paper|article|book|standard|docs|documentation|literature|authors|art[ií]culo|est[aá]ndar|libro|documentaci[oó]n|literatura|autores)\b[^.;:]{0,40}?\b(?:has|have|lists?|proposes?|propose|describes?|describe|defines?|tienen?|propone|proponen|define|definen|describen?|pide|piden|enumera)\b/;
/** Anybody does. */
const ANYONE =
  /^(?:with|con|mediante|by means of) (?!qu[eé] |cu[aá]l)[^.;,]{1,40}? (?:one|people|you|se) [a-zñ]+|\bis what (?:people|one|teams|you) (?:use|need)|\b(?:what|the thing) people use for\b|^(?:la mayor[ií]a de|most|many|muchos|casi todos los) (?:los |las )?(?:equipos|teams|people|companies|empresas|proyectos|projects|services|servicios)\b/;
const HERE =
  /\b(?:aqu[ií]|este|esta|estos|estas|here|this|these|current|actual|given|nuestr[oa]|our|yo|i|lo que|instead|en vez|en lugar|rather than|cannot|not|no|sin|without|falta\w*|missing|lacks?)(?![a-zñáéíóú])/;
const DUTY =
  /\b(?:should|must|needs?|would|could|ought|has to|have to|deber?\w*|debe\w*|tiene que|tienen que|hay que|habr[ií]a|necesitan?|requieren?|convien\w*|convendr\w*|hace falta|hacen falta|a[nñ]ad\w*|agreg\w*|add|recommend(?:s|ed)?|recomiend\w*|recomendar\w*)(?![a-zñáéíóú])/;
