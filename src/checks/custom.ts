import { type Check, type CustomInput, type Documents, ParamsError } from './check.js';

interface Params {
  readonly file: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A function of the instructor's own, for what no other check can say. */
export const custom: Check<Params> = {
  kind: 'custom',
  summary:
    "A function `check` that the instructor wrote in TypeScript, in a file of the rubric's folder. Runs only with `--allow-custom`, in a child process with a deadline and no environment.",
  schema: {
    type: 'object',
    description:
      'The function gets `{exercise, params, artefacts: [{file, id, language, text, firstLine}], prose: [text]}` and returns a fraction from 0 to 1, or `{fraction, evidence: [{file, line, message}]}` with lines of the artefact.',
    properties: {
      file: {
        type: 'string',
        description: "Its path from the rubric's folder.",
        examples: ['checks/has-docstrings.ts'],
      },
      params: { type: 'object', description: 'Handed to the function as it is.' },
    },
    required: ['file'],
    additionalProperties: false,
  },
  prepare(params) {
    if (/^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(params.file))
      throw new ParamsError("Unexpected path: expected a file of the rubric's folder", ['file']);
    return params;
  },
  judge(ready, documents) {
    if (!documents.custom)
      return {
        status: 'blocked',
        reason: `the custom check \`${ready.file}\` was not run: --allow-custom was not given`,
      };
    return documents.custom(inputOf(ready, documents));
  },
};

function inputOf({ file, params }: Params, { exercise, artefacts, prose }: Documents): CustomInput {
  return {
    exercise,
    file,
    params: params ?? {},
    artefacts: artefacts.map(({ id, language, source }) => ({
      id,
      language,
      file: source.file,
      text: source.text,
      firstLine: source.lines[0]?.line ?? 1,
    })),
    prose: prose.map(({ source, blocks }) => {
      const first = blocks[0];
      const last = blocks.at(-1);
      return first && last ? source.text.slice(first.start, last.end) : '';
    }),
  };
}
