import { joinedRich, sliceRich, trimRich } from '../../languages/markdown/index.js';
import type { RichText } from '../../model/document.js';
import type { Source } from '../../model/text.js';
import { joinRich } from './join-rich.js';
import { areCured, levelsIn, splitPoints } from './paragraph.js';
import { peel } from './peel.js';
import type { Remark } from './remarks.js';
import { splitFields, splitProblems, splitSentences } from './rich.js';
import { isOnlySeverity, type Level, severityOf, severityWithin } from './severity.js';
import { gradeByNumber, levelsByNumber } from './severity-index.js';
import { contextOf, levelOr, type State } from './state.js';

export function readParagraph(
  whole: RichText,
  place: { start: number; end: number },
  source: Source,
  state: State,
  out: Remark[],
): void {
  let text = withoutSpeakers(trimRich(whole));
  if (text.text === '') return;
  const graded = levelsByNumber(text.text);
  if (graded) {
    gradeByNumber(out, graded);
    return;
  }
  const problems = splitProblems(text);
  if (problems.length > 1) {
    for (const one of problems) {
      const start = one.offsets[0] ?? place.start;
      readParagraph(one, { start, end: (one.offsets.at(-2) ?? start) + 1 }, source, state, out);
    }
    return;
  }
  if (isOnlySeverity(text.text.replace(/:$/, ''))) {
    state.intro = { text: '', severity: severityOf(text.text) };
    return;
  }
  state.group++;
  if (isPointed(text) && readPoints(text, undefined, source, state, out)) return;
  text = withoutLabel(text);
  const fields = splitFields(text);
  if (fields.labelled) {
    out.push({
      source,
      start: place.start,
      end: place.end,
      shape: 'item',
      group: state.group,
      under: contextOf(state),
      problem: peel(fields.problem),
      ...(fields.fix ? { fix: fields.fix } : {}),
      ...(fields.rest ? { detail: fields.rest } : {}),
      ...levelOr(fields.level ?? severityWithin(text.text, text.strong), state),
    });
    return;
  }
  const sentences = splitSentences(text);
  const levels = levelsIn(sentences);
  for (const [i, sentence] of sentences.entries()) {
    const given = levels[i];
    const own = given?.level;
    if (readPoints(sentence, own, source, state, out)) continue;
    const parts = splitFields(sentence);
    out.push({
      source,
      start: sentence.offsets[0] ?? place.start,
      end: (sentence.offsets.at(-2) ?? place.end - 1) + 1,
      shape: 'sentence',
      group: state.group,
      under: contextOf(state),
      problem: peel(parts.problem),
      ...(parts.fix ? { fix: parts.fix } : {}),
      ...levelOr(parts.level ?? own, state),
      ...(given && given.by !== i ? { gradedAt: sentences[given.by]!.offsets[0] ?? 0 } : {}),
    });
  }
  const last = sentences.at(-1)?.text ?? text.text;
  state.intro = /:\s*$/.test(last) ? { text: last, severity: levels.at(-1)?.level } : undefined;
}

/** Lines of a chat: who speaks, and when, is no part of what is said. */
function withoutSpeakers(text: RichText): RichText {
  const heads = Array.from(text.text.slice(0, 20_000).matchAll(SPEAKER));
  const lines = text.text.split('\n').length;
  if (heads.length < 3 || heads.length * 2 < lines) return text;
  const ends = [...heads.slice(1).map(({ index }) => index), text.text.length];
  const said = heads.map((head, i) => trimRich(sliceRich(text, head.index + head[0].length, ends[i]!)));
  return joinedRich(
    [trimRich(sliceRich(text, 0, heads[0]!.index)), ...said].filter((part) => part.text !== ''),
    '\n',
  );
}

/** "ana, 10:02: ", "[10:02] ana: ", "10:02 - ana: ", "ana (10:02) ". */
const SPEAKER =
  /(?<=^|\n)[ \t]*(?:\p{L}[\p{L}.]{0,19}[ ,]{1,2}[[(]?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]m)?[\])]?[ \t]?[:>–—-]?|[[(]?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]m)?[\])]?[ \t]?[,–—-]?[ \t]?\p{L}[\p{L}.]{0,19}[:>])[ \t]+/gu;

/** "2.3. No hay …": the label is no sentence. */
function withoutLabel(text: RichText): RichText {
  const label = /^[([]?\d{1,2}\.\d{1,2}[.:)\]]{0,2}\s+(?=\p{L}|[«"¿¡`])/u.exec(text.text);
  return label ? trimRich(sliceRich(text, label[0].length, text.text.length)) : text;
}

/** Points of several sentences, each on a line of its own or after a full stop. */
function isPointed(text: RichText): boolean {
  return (
    (/(?:^|\n|[.:;]\s)\(?(?:1|a|A)[).-]/.test(text.text) && /(?:\n|[.;]\s)\(?(?:2|b|B)[).-]/.test(text.text)) ||
    (/(?:^|\s)\d{1,2}\.1\b/.test(text.text) && /\s\d{1,2}\.2\b/.test(text.text)) ||
    /^(?:[[(]\d{1,2}[:.h]\d{2}|\p{Emoji_Presentation}|⚠|[•●▪▫◦○■□►▸‣⁃∙·–—]\s)/u.test(text.text) ||
    /\n\s{0,8}(?:→|⇒|➜|➡|⟶|[-=]{1,2}>)/u.test(text.text) ||
    areCured(text)
  );
}

/** "Dos graves: (1) …; (2) …": each point is an item; what stands before them introduces them. */
function readPoints(text: RichText, level: Level | undefined, source: Source, state: State, out: Remark[]): boolean {
  const counted = splitPoints(text);
  if (!counted) return false;
  const before = state.intro;
  const { intro } = counted;
  if (intro) state.intro = { text: intro.text, severity: severityWithin(intro.text, intro.strong) ?? level };
  for (const point of counted.points) {
    state.group++;
    readTextItem(point, source, state, out);
  }
  state.intro = before;
  return true;
}

/** An item without nested ones: its first sentence is the problem, the rest is told about it. */
function readTextItem(text: RichText, source: Source, state: State, out: Remark[]): void {
  const fields = splitFields(text);
  const sentences = fields.fix || fields.labelled ? [fields.problem] : splitSentences(fields.problem);
  const rest = [...sentences.slice(1), ...(fields.rest ? [fields.rest] : [])];
  const start = text.offsets[0] ?? 0;
  out.push({
    source,
    start,
    end: (text.offsets.at(-2) ?? start) + 1,
    shape: 'item',
    group: state.group,
    under: contextOf(state),
    problem: peel(sentences[0] ?? fields.problem),
    ...(fields.fix ? { fix: fields.fix } : {}),
    ...(rest.length > 0 ? { detail: joinRich(rest) } : {}),
    ...levelOr(fields.level ?? severityWithin(text.text, text.strong), state),
  });
}
