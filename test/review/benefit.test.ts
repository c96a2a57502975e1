import { describe, expect, it } from 'vitest';
import { tellsBenefit } from '../../src/review/naming/benefit.js';
import { analyse } from '../../src/review/stance/analyse.js';
import { sharedLexicon } from './forms-of-hito-5.js';

const tells = (text: string, isCure = false): boolean => tellsBenefit(analyse(sharedLexicon, text), () => isCure);

describe('a sentence that tells what something is good for', () => {
  it.each([
    ['what it lets one do', 'El turno fijo ahorra tiempo en la cocina', true],
    ['what it keeps away', 'the lid of the kettle prevents spills', true],
    ['a judgement', 'usar etiquetas por colores es muy buena idea', true],
    ['a deed, by what it is good for', 'guardar la receta en la nevera evita que se pierda', true],
    ['what is denied', 'the lid never prevents spills', false],
    ['what goes on to a fault', 'el turno fijo ahorra tiempo pero nadie lo respeta', false],
    ['what would be good', 'un turno fijo evitaria las prisas', false],
    ['who profits is an intruder', 'the open window lets anyone in', false],
    ['a bare fault', 'la receta se pierde cada martes', false],
    ['an order', 'darken the help of the form', false],
  ] as const)('%s: %s', (_, text, expected) => {
    expect(tells(text)).toBe(expected);
  });

  it('is advice where the deed is a cure', () => {
    expect(tells('guardar la receta en la nevera evita que se pierda', true)).toBe(false);
  });
});
