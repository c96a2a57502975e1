import type { ReviewComment } from '../model/submission.js';
import type { Source } from '../model/text.js';
import { scanCode } from './code-shape.js';
import { instructionIn } from './integrity.js';
import type { Shingles } from './words.js';

const CODE =
  /^\s*(?:import\s+\w|from\s+[\w.]+\s+import|def\s+\w+\(|class\s+\w+[:(]|@\w+|(?:with|for|while|if|elif|try|except|return|raise|print)\b.*[:)\]]\s*$|[\w.]+(?:\[[^\]\n]{1,80}\])*\s*=\s*\S|[\w.[\]'"]+\([^)]*\)?\s*,?\s*$|[)\]}]+\s*$|[-=_#*~═─]{3,})/;

/** Lines of a rule file or a configuration that are commented out. */
const SETTING =
  /^\s*(?:-\s+\w+:(?:\s|$)|-?\s*(?:alert|record|expr|for|labels|annotations|groups|rules|severity|summary|interval)\s*:|\w+:\s+[^.]*\s[<>]=?\s*[\d.]|\w+(?:\s+"[^"\n]*")*\s*\{\s*$)/;

/** `key: value`, where the key is no word of a reviewer. */
const PAIR =
  /^\s*(?:-\s+)?(?!(?:falta[ns]?|sin|missing|lacks?|errors?|fallos?|bugs?|fix|arreglo|todo|fixme|problem[as]?|nota|notes?|review|mal|wrong|ojo|severi\w+|gravedad|impact\w*|priori\w+|nivel|level|soluci\w+|remed\w+|correcci\w+|solution|cure)\b)["']?[a-z_][\w.-]*["']?:(?:\s+\S+)?\s*$/;

/** An instruction of a Dockerfile, without a word that only a sentence has. */
const INSTRUCTION =
  /^(?:FROM|RUN|CMD|COPY|ADD|USER|ENV|ARG|WORKDIR|EXPOSE|ENTRYPOINT|HEALTHCHECK|LABEL|VOLUME|SHELL|ONBUILD|STOPSIGNAL)\s(?!.*\s(?:the|is|are|an?|el|la|los|las|un|una|es|se|no|sin|without|should|before|after|antes|que|and|y)\s)/;

const isCode = (text: string): boolean => CODE.test(text) || SETTING.test(text) || INSTRUCTION.test(text);

/** Comments of a corrected file that review it: prose, no code, no path, nothing of the exam's own. */
export function reviewComments(source: Source, known: readonly Shingles[]): ReviewComment[] {
  const { comments } = scanCode(source.text);
  const runs: { start: number; end: number; line: number; text: string; alone: boolean }[] = [];
  for (const comment of comments) {
    const text = source.text
      .slice(comment.start, comment.end)
      .replace(/^#+[!:]?/, '')
      .trim();
    const last = runs[runs.length - 1];
    if (text === '' || isCode(text) || PAIR.test(text) || isPath(text)) continue;
    if (
      last &&
      comment.alone &&
      last.alone &&
      comment.line === last.line + 1 &&
      !/[.:!?]$/.test(last.text) &&
      /^[\p{Ll}(]/u.test(text)
    ) {
      runs[runs.length - 1] = { ...last, end: comment.end, line: comment.line, text: `${last.text} ${text}` };
    } else runs.push({ start: comment.start, end: comment.end, line: comment.line, text, alone: comment.alone });
  }
  return runs
    .filter(
      ({ text }) =>
        text.split(/\s+/).length >= 2 &&
        !known.some((shingles) => shingles.coverage(text) >= 0.8) &&
        !instructionIn(text),
    )
    .map(({ start, end, text }) => ({ source, start, end, text }));
}

/**
 * A block of nothing but comments that speak, as prose: the signs in front of them and lines of code among them are blanks. Undefined
 * where there is code, or where hardly a comment says anything.
 */
export function proseComments(text: string): string | undefined {
  const lines = text.split('\n');
  const spoken = lines.filter((line) => line.trim() !== '');
  if (spoken.length === 0 || !spoken.every((line) => COMMENT.test(line))) return undefined;
  const said = lines.map((line) => {
    const sign = COMMENT.exec(line)?.[0] ?? '';
    const rest = line.slice(sign.length);
    return isCodeLine(rest) ? '' : ' '.repeat(sign.length) + rest;
  });
  const kept = said.filter((line) => line.trim().split(/\s+/).length >= 2).length;
  if (kept < spoken.length * 0.6) return undefined;
  return said.map((line, i) => line.padEnd(lines[i]!.length)).join('\n');
}

/** Code, a setting or a path, and no words. */
export const isCodeLine = (line: string): boolean => isCode(line) || isPath(line.trim());

const COMMENT = /^\s*(?:#+|\/\/+|--|;+)(?=\s|$)/;

const isPath = (text: string): boolean =>
  /^[\w./-]+\.\w{1,5}$/.test(text) || /coding[:=]|^-\*-|^(?:noqa|type:|pylint|pragma|fmt:)/.test(text);
