import type {
  From,
  Instruction,
  JSONInstruction,
  ModifiableInstruction,
  Onbuild,
  PropertyInstruction,
  Run,
} from 'dockerfile-ast';
import type { Problem } from '../../model/document.js';
import { lineStarts, type Source, spanAt } from '../../model/text.js';
import type { Language } from '../language.js';
import type {
  DockerArgument,
  DockerDocument,
  DockerFile,
  DockerFlag,
  DockerHeredoc,
  DockerImage,
  DockerInstruction,
  DockerProperty,
} from './ast.js';

/** Dockerfiles, read with dockerfile-ast. */
export const dockerfile: Language & { parse(source: Source): DockerDocument } = {
  id: 'dockerfile',
  aliases: ['docker', 'containerfile'],
  files: ['Dockerfile', 'Containerfile', '.dockerfile', '.containerfile'],
  load,
  parse,
};

const MOST_BYTES = 64 * 1024;
const KEYWORDS: ReadonlySet<string> = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

let library: typeof import('dockerfile-ast') | undefined;

async function load(): Promise<void> {
  library ??= await import('dockerfile-ast');
}

function parse(source: Source): DockerDocument {
  if (!library) throw new Error('The Dockerfile parser is not loaded: call `load()` first.');
  const { text } = source;
  const document = (instructions: readonly DockerInstruction[], problems: readonly Problem[]): DockerDocument => {
    const tree: DockerFile = { kind: 'File', start: 0, end: text.length, instructions };
    return { language: 'dockerfile', source, tree, problems };
  };
  if (text.length > MOST_BYTES)
    return document([], [{ message: `More than ${MOST_BYTES / 1024} KiB`, span: spanAt(source, 0, 0) }]);
  try {
    const place = placesOf(text);
    let stage = -1;
    const instructions = library.DockerfileParser.parse(text)
      .getInstructions()
      .map((instruction) => {
        if (instruction.getKeyword() === 'FROM') stage++;
        return instructionOf(instruction, stage, text, place);
      });
    return document(instructions, problemsOf(instructions, source));
  } catch {
    return document([], [{ message: 'This Dockerfile cannot be read', span: spanAt(source, 0, 0) }]);
  }
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

type Place = (range: Range | null) => { start: number; end: number };

function placesOf(text: string): Place {
  const starts = lineStarts(text);
  const offset = (at: Range['start']): number => Math.min(text.length, (starts[at.line] ?? text.length) + at.character);
  return (range) => (range ? { start: offset(range.start), end: offset(range.end) } : { start: 0, end: 0 });
}

function triggerOf(instruction: Instruction): Instruction | undefined {
  const found = instruction.getKeyword() === 'ONBUILD' && (instruction as Onbuild).getTriggerInstruction();
  return found && KEYWORDS.has(found.getKeyword()) ? found : undefined;
}

function instructionOf(instruction: Instruction, stage: number, text: string, place: Place): DockerInstruction {
  const keyword = instruction.getKeyword();
  const json = jsonArguments(instruction, place);
  const heredocs = heredocsOf(instruction, text, place);
  const span = place(instruction.getRange());
  const trigger = triggerOf(instruction);
  return {
    kind: 'Instruction',
    start: span.start,
    end: Math.max(span.end, heredocs.at(-1)?.end ?? 0),
    keyword,
    stage,
    flags: flagsOf(instruction, place),
    args:
      json ??
      instruction.getArguments().map((arg) => ({ kind: 'Argument', ...place(arg.getRange()), text: arg.getValue() })),
    json: json !== undefined,
    properties: propertiesOf(instruction, place),
    heredocs,
    ...(trigger && { trigger: instructionOf(trigger, stage, text, place) }),
    ...(keyword === 'FROM' && { image: imageOf(instruction as From, place) }),
    text: instruction.getArgumentsContent() ?? '',
  };
}

function flagsOf(instruction: Instruction, place: Place): DockerFlag[] {
  if (!('getFlags' in instruction)) return [];
  return (instruction as ModifiableInstruction).getFlags().map((flag) => {
    const value = flag.getValue();
    return { kind: 'Flag', ...place(flag.getRange()), name: flag.getName(), ...(value !== null && { value }) };
  });
}

/** The strings of `["a", "b"]`, or undefined in the shell form. */
function jsonArguments(instruction: Instruction, place: Place): DockerArgument[] | undefined {
  if (!('getJSONStrings' in instruction)) return undefined;
  const form = instruction as JSONInstruction;
  if (!form.getOpeningBracket() || !form.getClosingBracket()) return undefined;
  return form.getJSONStrings().map((arg) => ({ kind: 'Argument', ...place(arg.getRange()), text: arg.getJSONValue() }));
}

function propertiesOf(instruction: Instruction, place: Place): DockerProperty[] {
  if (!('getProperties' in instruction)) return [];
  return (instruction as PropertyInstruction).getProperties().map((property) => {
    const value = property.getValue();
    return {
      kind: 'Property',
      ...place(property.getRange()),
      name: property.getName(),
      ...(value !== null && { value }),
    };
  });
}

function heredocsOf(instruction: Instruction, text: string, place: Place): DockerHeredoc[] {
  if (!(instruction.getKeyword() === 'RUN' || instruction.getKeyword() === 'COPY') || !('getHeredocs' in instruction))
    return [];
  return (instruction as Run).getHeredocs().map((heredoc) => {
    const content = place(heredoc.getContentRange());
    const end = heredoc.getDelimiterRange();
    return {
      kind: 'Heredoc',
      start: place(heredoc.getStartRange()).start,
      end: end ? place(end).end : content.end,
      name: heredoc.getName(),
      textStart: content.start,
      text: text.slice(content.start, content.end),
    };
  });
}

function imageOf(from: From, place: Place): DockerImage {
  const tag = from.getImageTag();
  const digest = from.getImageDigest();
  const as = from.getBuildStage();
  return {
    kind: 'Image',
    ...place(from.getImageRange()),
    name: from.getImageName() ?? '',
    ...(tag !== null && { tag }),
    ...(digest !== null && { digest }),
    ...(as !== null && { as }),
  };
}

function problemsOf(instructions: readonly DockerInstruction[], source: Source): Problem[] {
  const problems: Problem[] = [];
  const first = instructions.find((instruction) => instruction.keyword !== 'ARG');
  for (const instruction of instructions.slice(0, 5000)) {
    const { start, keyword } = instruction;
    const span = spanAt(source, start, start + keyword.length);
    if (!KEYWORDS.has(keyword))
      problems.push({ message: `Unexpected \`${keyword.slice(0, 40)}\`, expected an instruction`, span });
    else if (instruction === first && keyword !== 'FROM')
      problems.push({ message: `Unexpected \`${keyword}\`, expected \`FROM\``, span });
    else if (instruction.args.length === 0 && !instruction.json)
      problems.push({ message: `Expected arguments after \`${keyword}\``, span });
  }
  return problems.slice(0, 50);
}
