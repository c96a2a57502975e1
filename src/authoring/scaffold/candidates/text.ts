import { type Candidate, escapeRegex, type FilePair, NONSENSE, replaced, weighted, wordsOf } from './candidate.js';

/** What a remark of the solution's row quotes in code: shown by the corrected file alone, or gone from it. */
export interface Quoted {
  readonly problem: readonly string[];
  readonly fix: readonly string[];
}

/** Settings, lines and words that came or went in a notation without a check of its own, as regexes that pass over comments. */
export function lineCandidates(pair: FilePair): Candidate[] {
  const { given, corrected } = pair;
  const before = new Set(linesOf(given ?? '').map(squeeze));
  const after = new Set(linesOf(corrected).map(squeeze));
  const came = linesOf(corrected).filter((line) => !before.has(squeeze(line)) && isCode(line));
  const gone = linesOf(given ?? '').filter((line) => !after.has(squeeze(line)) && isCode(line));
  return [
    ...came.slice(0, 80).flatMap((line) => cameCandidates(pair, line)),
    ...gone.slice(0, 80).flatMap((line) => goneCandidates(pair, line)),
  ];
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());
const squeeze = (line: string): string => line.replace(/\s+/g, ' ');
const isCode = (line: string): boolean =>
  line.length > 3 && !/^(?:#|\/\/|--|\/\*|\*|;|<!--)/.test(line) && /\w/.test(line);

const SETTING = /^([\w.$-]+)(\s*(?:=|:)\s*|\s+)(\S.*?)[;,]?$/;

const isProgram = (language: string): boolean => language === 'typescript' || language === 'javascript';

/** A setting by its key and value, where the value says what kind it is; any line by all of it. */
function cameCandidates({ id, language, corrected }: FilePair, line: string): Candidate[] {
  const at = corrected.indexOf(line);
  const [, key = '', between = '', value = ''] = (isProgram(language) ? null : SETTING.exec(line)) ?? [];
  const words = key ? weighted([value, 0.7], [key, 1]) : weighted([line, 0.6]);
  const make = (pattern: string, nonsense: string): Candidate => ({
    words,
    expression: regexOf(id, pattern),
    nonsense: [nonsense],
  });
  const whole = make(
    `(?m)^\\s*${loose(line.replace(/[;,]$/, ''))}`,
    replaced(corrected, at, at + line.length, NONSENSE),
  );
  if (!key) return [{ ...whole, exact: isProgram(language) }];
  const wrong = replaced(corrected, at, at + line.length, `${key}${between}${NONSENSE}`);
  const joint = between.trim() === '' ? '\\s+' : `\\s*${escapeRegex(between.trim())}\\s*`;
  const shape =
    /^["']?[^"'\w]{0,4}v?\d+(?:\.\d+)*\w?["']?$/.test(value) && /\./.test(value)
      ? `["']?[^"'\\w]{0,4}v?\\d`
      : undefined;
  return [
    ...(shape ? [make(`(?m)^\\s*${escapeRegex(key)}${joint}${shape}`, wrong)] : []),
    make(`(?m)^\\s*${escapeRegex(key)}${joint}${loose(value)}`, wrong),
  ];
}

function goneCandidates({ id, given, corrected }: FilePair, line: string): Candidate[] {
  const kept = anchorOf(corrected, given);
  if (!kept) return [];
  const [, key = '', between = '', value = ''] = SETTING.exec(line) ?? [];
  const words = key ? weighted([value, 0.7], [key, 1]) : weighted([line, 0.7]);
  const without = (pattern: string): Candidate => ({
    words,
    expression: { all: [regexOf(id, kept), { regex: { pattern, absent: true, artefacts: [id] } }] },
    nonsense: [],
    removes: true,
  });
  const spans = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  const names = spans.length > 0 ? spans : (line.match(/[A-Za-z_$][\w$]{3,}/g) ?? []);
  const lost = [...new Set(names)].filter((name) => !corrected.includes(name)).slice(0, 4);
  const setting =
    key && between.trim() !== '' ? [without(`(?m)^\\s*${escapeRegex(key)}\\s*${escapeRegex(between.trim())}`)] : [];
  return [
    ...setting,
    ...lost.map((name) =>
      key
        ? without(bounded(name))
        : { ...without(bounded(name)), words: weighted([line, 0.3], [name, 1]), needs: wordsOf(name) },
    ),
  ];
}

/** What the row quotes, where only the corrected file has it (or only the given one). */
export function quotedCandidates({ id, given, corrected, language }: FilePair, quoted: Quoted): Candidate[] {
  const kept = anchorOf(corrected, given);
  const inCode = isProgram(language);
  const came = quoted.fix.filter((span) => (inCode || (span.length > 2 && !SETTING_OF.test(span))) && span.length < 80);
  const gone = quoted.problem.filter((span) => span.length > 2 && span.length < 80 && given?.includes(span));
  const words = (span: string) => weighted([span, 3]);
  return [
    ...came.flatMap((span): Candidate[] => {
      const patterns = inCode ? codePatterns(span).map((pattern) => ({ code: { pattern, language } })) : [];
      const wrong = [
        corrected.replaceAll(span.replace(/\(\.\.\.\)$/, ''), NONSENSE),
        ...(inCode ? [] : otherValue(corrected, span)),
      ];
      return [...patterns, regexOf(id, bounded(span))].map((expression) => ({
        words: words(span),
        expression,
        nonsense: wrong,
      }));
    }),
    ...(kept
      ? gone.map((span) => ({
          words: words(span),
          expression: {
            all: [regexOf(id, kept), { regex: { pattern: bounded(span), absent: true, artefacts: [id] } }],
          },
          nonsense: [],
          removes: true,
        }))
      : []),
  ];
}

/** A setting is told better by its line. */
const SETTING_OF = /^[\w.$-]+\s*[=:]\s*\S/;

/** Where the span is the key of a setting, the file with another value of it. */
function otherValue(corrected: string, span: string): string[] {
  const setting = new RegExp(`(${escapeRegex(span)}["']?[ \\t]*[=:][ \\t]*)[^\\n]+`);
  return setting.test(corrected) ? [corrected.replace(setting, `$1${NONSENSE}`)] : [];
}

/** Ways in which a name or a piece of code may stand in a program. */
const codePatterns = (span: string): string[] => {
  // `await f(...)` is a pattern as it stands.
  if (/\s[\w$.]+\(\.\.\.\)$/.test(span)) return [span];
  const bare = span.replace(/\(\.*\)$/, '').replace(/;$/, '');
  return /^[\w$.]+$/.test(bare) ? [`${bare}(...)`, `$X.${bare}(...)`, `{..., ${bare}: $V, ...}`, bare] : [bare];
};

const regexOf = (id: string, pattern: string) => ({ regex: { pattern, artefacts: [id] } });

/** A name that both files have, so that an answer of any kind has it; else the first of the corrected one. */
function anchorOf(corrected: string, given: string | undefined): string | undefined {
  const names = linesOf(corrected)
    .filter(isCode)
    .flatMap((line) => line.match(/[\p{L}_][\p{L}\d_]{2,}/gu) ?? []);
  const word = names.find((name) => given?.includes(name)) ?? names[0];
  return word ? `\\b${escapeRegex(word)}\\b` : undefined;
}

const bounded = (span: string): string =>
  `${/^\w/.test(span) ? '\\b' : ''}${loose(span)}${/\w$/.test(span) ? '\\b' : ''}`;

/** The text with any white space where it has some, and around its signs. */
const loose = (text: string): string => text.trim().split(/\s+/).map(escapeRegex).join('\\s+');
