import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/review/index.js';
import { sharedLexicon } from './forms-of-hito-5.js';

/** Stance of the first hit of a concept. */
function stanceOf(text: string, concept: string): string | undefined {
  return analyse(
    sharedLexicon,
    text,
    undefined,
    'neutral',
    new Set(['print', 'logger', 'signature', 'tags', 'params', 'run', 'run_name']),
  ).hits.find((hit) => hit.concept === concept)?.stance;
}

describe('what a text says about a thing', () => {
  it.each([
    ['no hay signature', 'signature', 'absent'],
    ['la signature no se pasa', 'signature', 'absent'],
    ['model logged without a signature', 'signature', 'absent'],
    ['signature is missing', 'signature', 'absent'],
    ['no falta la signature', 'signature', 'fine'],
    ['no debería faltar la signature', 'signature', 'absent'],
    ['no hace falta signature', 'signature', 'fine'],
    ['the signature is not a problem', 'signature', 'fine'],
    ['convendría añadir una signature', 'signature', 'wanted'],
    ['agregá la signature', 'signature', 'wanted'],
    ['el modelo va suelto; muévanlo dentro de un run', 'run', 'wanted'],
    ['abran el archivo y adjúntenle la signature', 'signature', 'wanted'],
    ['se pierden; pónganles tags', 'tags', 'wanted'],
    ['retiremos print', 'print', 'unwanted'],
    ['sustitúyanlo por logger', 'logger', 'wanted'],
    ['yo exigiría signature', 'signature', 'wanted'],
    ['validar la signature', 'signature', 'wanted'],
    ['cuesta filtrarlos sin tags', 'tags', 'absent'],
    ['los que filtren por tags', 'tags', 'neutral'],
    ['I added a signature', 'signature', 'wanted'],
    ['el modelo tiene signature', 'signature', 'present'],
    ['signature', 'signature', 'neutral'],
    ['no usar print', 'print', 'unwanted'],
    ['no usa print', 'print', 'absent'],
    ['do not use print', 'print', 'unwanted'],
    ['usar logger en vez de print', 'print', 'replaced'],
    ['reemplazar print por logger', 'print', 'unwanted'],
    ['reemplazar print por logger', 'logger', 'wanted'],
    ['print no lleva tags', 'print', 'neutral'],
    ['print no lleva tags', 'tags', 'absent'],
    ['no se registran params en el run', 'run', 'neutral'],
    ['no hay tags, pero la signature está bien', 'signature', 'fine'],
    ['no hay tags, pero la signature está bien', 'tags', 'absent'],
  ])('%s: %s is %s', (text, concept, stance) => {
    expect(stanceOf(text, concept)).toBe(stance);
  });
});
