import type { DockerDocument, DockerInstruction } from '../../../languages/dockerfile/ast.js';
import { dockerfile } from '../../../languages/dockerfile/index.js';
import { sourceOf } from '../../../model/text.js';
import { type Candidate, type Expression, escapeRegex, type FilePair, replaced, weighted } from './candidate.js';

/** Instructions that came, went or changed, as `dockerfile` checks. */
export function dockerfileCandidates({ given, corrected }: FilePair): Candidate[] {
  const before = given === undefined ? [] : read(given);
  const after = read(corrected);
  const came = after.filter((one) => !before.some((old) => sameText(old, one)));
  const gone = before.filter((one) => !after.some((now) => sameText(now, one)));
  const stages = (all: readonly DockerInstruction[]) => all.filter((one) => one.keyword === 'FROM').length;
  return [
    ...came.flatMap((one) => cameCandidates(one, before, after, corrected)),
    ...gone.flatMap((one) => goneCandidates(one, after)),
    ...(stages(after) > stages(before) && stages(before) > 0 ? [stagesCandidate(stages(before) + 1)] : []),
  ];
}

const read = (text: string): readonly DockerInstruction[] =>
  (dockerfile.parse(sourceOf('Dockerfile', text)) as DockerDocument).tree.instructions;

const sameText = (a: DockerInstruction, b: DockerInstruction): boolean => a.keyword === b.keyword && a.text === b.text;

const ABOUT: Readonly<Record<string, string>> = {
  FROM: 'image imagen base tag etiqueta version digest pinned',
  USER: 'user usuario root privileges privilegios',
  HEALTHCHECK: 'health healthcheck salud',
  CMD: 'cmd exec shell signal señales form forma',
  ENTRYPOINT: 'entrypoint exec shell signal señales',
  COPY: 'copy copia cache layer capa order orden',
  ADD: 'add copia',
  RUN: 'run install instala',
  ENV: 'env environment entorno secret secreto password token',
  ARG: 'arg argument secret secreto',
  EXPOSE: 'port puerto expose',
};

function cameCandidates(
  one: DockerInstruction,
  before: readonly DockerInstruction[],
  after: readonly DockerInstruction[],
  corrected: string,
): Candidate[] {
  const { keyword, text } = one;
  const words = weighted([ABOUT[keyword] ?? '', keyword === 'FROM' ? 0.35 : 0.8], [text, 0.9], [keyword, 0.6]);
  const instead = (by: string) => [replaced(corrected, one.start, one.end, by)];
  const make = (expression: Expression, nonsense: string[]): Candidate => ({
    words,
    expression: { dockerfile: expression },
    nonsense,
  });
  const instruction = keyword;
  switch (keyword) {
    case 'FROM':
      return [
        make({ instruction, every: { image: { pinned: true } } }, instead('FROM zzz:latest')),
        ...(one.image?.tag
          ? [
              make(
                {
                  instruction,
                  image: {
                    name: `^${escapeRegex(one.image.name)}$`,
                    tag: `^${escapeRegex(/^v?\d+(\.\d+)?/.exec(one.image.tag)?.[0] ?? one.image.tag)}`,
                  },
                },
                instead('FROM zzz:latest'),
              ),
            ]
          : []),
      ];
    case 'USER':
      return [
        make({ instruction, last: true, stage: 'last', 'not-matches': '^(root|0)(:|\\s|$)' }, instead('USER root')),
      ];
    case 'HEALTHCHECK':
      return [make({ instruction, 'not-matches': '(?i)^none' }, instead('HEALTHCHECK NONE'))];
    case 'CMD':
    case 'ENTRYPOINT':
      return one.json
        ? [make({ instruction, form: 'exec', last: true }, instead(`${keyword} zzz`))]
        : byWords(one, before, make, instead);
    case 'COPY': {
      const run = after
        .slice(after.indexOf(one) + 1)
        .find((other) => other.keyword === 'RUN' && other.stage === one.stage);
      const first = one.args[0]?.text;
      const order =
        run && first
          ? [make({ instruction, matches: escapeRegex(first), before: { instruction: 'RUN' } }, instead('COPY zzz .'))]
          : [];
      return [...order, ...byWords(one, before, make, instead)];
    }
    default:
      return byWords(one, before, make, instead);
  }
}

/** By the words of it that no instruction of its kind had. */
function byWords(
  one: DockerInstruction,
  before: readonly DockerInstruction[],
  make: (expression: Expression, nonsense: string[]) => Candidate,
  instead: (by: string) => string[],
): Candidate[] {
  const old = new Set(
    before.filter((other) => other.keyword === one.keyword).flatMap((other) => other.text.split(/\s+/)),
  );
  const fresh = one.text.split(/\s+/).filter((word) => !old.has(word) && word.length > 1 && !/^[&|;\\]+$/.test(word));
  return fresh.slice(0, 6).map((word) => {
    const candidate = make(
      { instruction: one.keyword, matches: `(^|\\s)${escapeRegex(word)}(\\s|$)` },
      instead(`${one.keyword} zzz zzz`),
    );
    return { ...candidate, words: weighted([word, 1], [ABOUT[one.keyword] ?? '', 0.3], [one.keyword, 0.3]) };
  });
}

function goneCandidates(one: DockerInstruction, after: readonly DockerInstruction[]): Candidate[] {
  const words = weighted([one.text, 0.9], [ABOUT[one.keyword] ?? '', 0.4], [one.keyword, 0.6]);
  // An instruction that stays shows that there is an answer at all.
  const stays = after.find((now) => now.keyword !== 'FROM' && now.keyword !== one.keyword)?.keyword ?? 'FROM';
  const kept = { dockerfile: { instruction: stays } };
  const without = (selector: Expression): Candidate => ({
    words,
    expression: { all: [kept, { dockerfile: { ...selector, absent: true } }] },
    nonsense: [],
  });
  const names = one.properties
    .map((property) => property.name)
    .filter((name) => !after.some((now) => now.properties.some((other) => other.name === name)));
  if (names.length > 0)
    return names.map((name) => without({ instruction: ['ENV', 'ARG'], sets: { name: `^${escapeRegex(name)}$` } }));
  const left = new Set(after.filter((now) => now.keyword === one.keyword).flatMap((now) => now.text.split(/\s+/)));
  const lost = one.text.split(/\s+/).filter((word) => word.length > 2 && !left.has(word));
  return lost.slice(0, 3).map((word) => {
    // An argument of the exec form stands in quotes.
    const bare = word.replace(/^[["',]+|[\]"',]+$/g, '');
    const matches =
      bare === word ? `(^|\\s)${escapeRegex(word)}(\\s|$)` : `(^|[\\s"',[])${escapeRegex(bare)}($|[\\s"',\\]])`;
    return {
      ...without({ instruction: one.keyword, matches }),
      words: weighted([bare, 0.9], [one.keyword, 0.3]),
      texts: [bare],
    };
  });
}

const stagesCandidate = (least: number): Candidate => ({
  words: weighted(['stage stages etapas etapa multi-stage multietapa builder compiler compilador size tamaño', 1]),
  expression: { dockerfile: { instruction: 'FROM', stages: { min: least } } },
  nonsense: [],
});
