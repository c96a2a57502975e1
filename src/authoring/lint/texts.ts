import type { Path } from '../../model/rubric.js';
import type { RawCriterion, RawRubric } from '../../rubric/schema.js';
import { visit } from './checks.js';
import type { Say } from './say.js';

export function lintTexts(raw: RawRubric, say: Say): void {
  raw.criteria.forEach((one, i) => {
    const path: Path = ['criteria', i];
    visit({ title: one.title, feedback: one.feedback }, path, (node, at) => {
      const { es, en } = node as { es?: unknown; en?: unknown };
      if (typeof es !== 'string' || typeof en !== 'string') return;
      if (es.trim() === en.trim() && /\s/.test(es.trim()) && at.at(-1) !== 'title') {
        say(
          'untranslated',
          'warning',
          at,
          'The Spanish and the English text are the same',
          'Half of the students read the other language.',
          'Translate one of them.',
        );
      }
      if (/\b(TODO|TBD|FIXME)\b|…{2,}|^\s*\.\.\.\s*$/.test(`${es} ${en}`)) {
        say(
          'placeholder',
          'warning',
          at,
          'A placeholder is left in a text for students',
          'They would read it.',
          'Write the text.',
        );
      }
    });
    if (!one.topic && raw.shares.found) {
      say(
        'no-topic',
        'warning',
        [...path, 'id'],
        `\`${one.id}\` has no \`topic\``,
        'While it is not found students read its title instead, which names the defect, even with `--reveal none`.',
        'Add `topic: {es: …, en: …}`: what it is about, without naming what is wrong.',
      );
    }
    if (!one.hints || one.hints.es.length === 0 || one.hints.en.length === 0) {
      say(
        'no-hints',
        'info',
        [...path, 'id'],
        `\`${one.id}\` has no hints`,
        'A student who missed it gets no way forward.',
        'Add `hints: {es: […], en: […]}`, from a nudge to nearly the answer.',
      );
    }
  });
}

const FEWEST_EXAMPLES = 4;

export function lintExamples(raw: RawRubric, say: Say): void {
  if (!raw.shares.found && !raw.shares.severity) return;
  const owners = new Map<string, string>();
  raw.criteria.forEach((one, i) => {
    const path: Path = ['criteria', i];
    const examples = one.examples ?? [];
    if (one.mentions.length === 0 && examples.length === 0) {
      say(
        'unnameable',
        'error',
        [...path, 'id'],
        `\`${one.id}\` has neither \`mentions\` nor \`examples\``,
        'No review can name it.',
        'Add at least one form to `mentions`, or four `examples`.',
      );
    } else if (examples.length < FEWEST_EXAMPLES) {
      say(
        'few-examples',
        'warning',
        [...path, 'id'],
        `\`${one.id}\` has ${examples.length} examples, expected ${FEWEST_EXAMPLES} or more`,
        'Examples carry what the forms do not say, and `rubric test` runs on them.',
        'Add remarks as students write them, two in Spanish and two in English at least.',
      );
    }
    if ((one.not_examples ?? []).length === 0) {
      say(
        'no-not-examples',
        'info',
        [...path, 'id'],
        `\`${one.id}\` has no \`not_examples\``,
        'Nothing guards it against remarks that only look alike.',
        'Add one remark that must not earn it: an affirmation, or a neighbour.',
      );
    }
    for (const [j, text] of examples.entries()) {
      const owner = owners.get(text.trim().toLowerCase());
      if (owner)
        say(
          'shared-example',
          'error',
          [...path, 'examples', j],
          `This example stands in \`${owner}\` too`,
          'One remark would pay two criteria by accident.',
          'Keep it where it belongs.',
        );
      owners.set(text.trim().toLowerCase(), one.id);
    }
  });
}

/** Two criteria that the same evidence satisfies. */
export function lintTwins(raw: RawRubric, say: Say): void {
  const seen = new Map<string, string>();
  const claim = (value: unknown, one: RawCriterion, path: Path, what: string) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
    const key = `${what} ${JSON.stringify(value)}`;
    const twin = seen.get(key);
    if (twin)
      say(
        'same-evidence',
        'warning',
        path,
        `\`${one.id}\` and \`${twin}\` have the same \`${what}\``,
        'One thing done would pay twice.',
        'Ask for something that tells them apart, or make them one criterion.',
      );
    else seen.set(key, one.id);
  };
  raw.criteria.forEach((one, i) => {
    claim(one.fixed, one, ['criteria', i, 'fixed'], 'fixed');
    for (const [j, form] of one.mentions.entries()) claim(form, one, ['criteria', i, 'mentions', j], 'mentions');
  });
}
