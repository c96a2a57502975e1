import type { JsonSchema } from '../check.js';
import { CONDITIONS } from './conditions.js';
import { SELECTORS } from './selector.js';

/** The keys of a selector as JSON Schema; selectors inside selectors are checked when the rubric is compiled. */
export const selectorProperties: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries(SELECTORS).map(([key, { type, description }]) => [
    key,
    key === 'with' ? { type, description: `${description} Conditions: ${conditionText()}` } : { type, description },
  ]),
);

export const selectorSchema = (description: string): JsonSchema => ({
  type: ['object', 'string', 'array'],
  description: `${description} A path or a list of paths is short for {of: …}.`,
});

function conditionText(): string {
  return Object.entries(CONDITIONS)
    .map(([key, text]) => `\`${key}\`: ${text}`)
    .join(' · ');
}
