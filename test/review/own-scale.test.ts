import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { readText } from './forms-of-hito-5.js';

beforeAll(async () => {
  await loadLanguages();
});

/** The severities of three defects, told in this order: run-context, signature, tags. */
function severities(text: string): (string | undefined)[] {
  const { criteria } = readText('mlflow', text);
  return ['run-context', 'signature', 'tags'].map((id) => criteria.get(id)?.severity);
}

const declared: readonly (readonly [declaration: string, words: readonly [string, string, string]])[] = [
  ['Mi escala: *tormenta* > *lluvia* > *llovizna*.', ['tormenta', 'lluvia', 'llovizna']],
  ['Escala (de menos a más): llovizna, lluvia, tormenta.', ['tormenta', 'lluvia', 'llovizna']],
  ['Para la gravedad uso tres palabras: incendio, humo y ceniza.', ['incendio', 'humo', 'ceniza']],
  [
    'My three words for severity are **stop the train**, **next stop** and **scenery**.',
    ['stop the train', 'next stop', 'scenery'],
  ],
  [
    'How to read my comments: «over my dead body» / «before Friday» / «be my guest».',
    ['over my dead body', 'before Friday', 'be my guest'],
  ],
  [
    'Leyenda: sirena = no se publica, timbre = se arregla pronto, susurro = cuando haya tiempo',
    ['sirena', 'timbre', 'susurro'],
  ],
  [
    'Cómo leo la urgencia: **hoy mismo**, **antes del parcial**, **en vacaciones**.',
    ['hoy mismo', 'antes del parcial', 'en vacaciones'],
  ],
  ['Words I use: SIREN / BELL / WHISPER.', ['SIREN', 'BELL', 'WHISPER']],
  [
    'Severities that I use:\n\n- siren: it cannot ship like this\n- bell: soon\n- whisper: some day',
    ['siren', 'bell', 'whisper'],
  ],
  ['Semáforo propio, la leyenda: "pare" (no sale), "ceda" (conviene), "siga" (detalle).', ['pare', 'ceda', 'siga']],
  ['Mi escala: 💀 *nos echan* > 😬 *da apuro* > 🥱 *bah*.', ['💀', '😬', '🥱']],
  ['I have three steps for the weight: *rock*, *pebble*, *sand*.', ['rock', 'pebble', 'sand']],
];

const layouts: Readonly<Record<string, (a: string, b: string, c: string) => string>> = {
  'a column': (a, b, c) =>
    `| Problema | Severidad |\n|---|---|\n| No se abre ningún run | ${a} |\n| Falta la signature | ${b} |\n| No hay tags | ${c} |`,
  'a column without a name': (a, b, c) =>
    `| ${a} | No se abre ningún run | usar start_run |\n|---|---|---|\n| ${b} | Falta la signature | infer_signature |\n| ${c} | No hay tags | set_tags |`,
  'in brackets': (a, b, c) => `- No se abre ningún run (${a})\n- Falta la signature (${b})\n- No hay tags (${c})`,
  'in front': (a, b, c) => `- ${a}: no se abre ningún run\n- ${b}: falta la signature\n- ${c}: no hay tags`,
  'in bold in front': (a, b, c) =>
    `1. **${a}** No se abre ningún run.\n2. **${b}** Falta la signature.\n3. **${c}** No hay tags.`,
  'a sentence of its own': (a, b, c) =>
    `No se abre ningún run. ${a}.\n\nFalta la signature. ${b}.\n\nNo hay tags. ${c}.`,
  'titles of groups': (a, b, c) =>
    `### ${a}\n\n- No se abre ningún run\n\n### ${b}\n\n- Falta la signature\n\n### ${c}\n\n- No hay tags`,
  'a label': (a, b, c) =>
    `**No se abre ningún run**\nSeveridad: ${a}\n\n**Falta la signature**\nSeveridad: ${b}\n\n**No hay tags**\nSeveridad: ${c}`,
};

describe('a scale in the words of its student', () => {
  for (const [declaration, words] of declared)
    for (const [name, layout] of Object.entries(layouts))
      it(`${declaration.slice(0, 50)} · ${name}`, () => {
        expect(severities(`${declaration}\n\n${layout(...words)}`)).toEqual(['critical', 'medium', 'minor']);
      });
});

const undeclared: readonly (readonly [about: string, text: string])[] = [
  [
    'things listed after a level are no scale',
    'Severidad alta: run, firma y etiquetas.\n\nNo se abre ningún run. Falta la signature. No hay tags.',
  ],
  [
    'a scale that nobody uses',
    'Mi escala: tormenta, lluvia, llovizna.\n\n- No se abre ningún run\n- Falta la signature\n- No hay tags',
  ],
  [
    'a word of the scale inside a sentence',
    'Mi escala: hoy, luego, nunca.\n\n- No se abre ningún run y hoy se mezclan\n- Falta la signature desde luego que sí\n- No hay tags ni nunca los hubo',
  ],
];

describe('no scale', () => {
  it.each(undeclared)('%s', (_, text) => {
    expect(severities(text).every((level) => level === undefined || level === 'critical')).toBe(true);
  });
});
