import { trimRich } from '../../languages/markdown/index.js';
import type { Block, RichText } from '../../model/document.js';
import type { Source } from '../../model/text.js';
import { phrases } from '../text/vocabulary.js';
import { roleOf } from './columns.js';
import { joinRich } from './join-rich.js';
import { levelsIn } from './paragraph.js';
import { peel } from './peel.js';
import type { Remark } from './remarks.js';
import { splitFields, splitSentences } from './rich.js';
import { isOnlySeverity, type Level, severityOf, severityWithin } from './severity.js';
import { contextOf, levelOr, type State } from './state.js';

export function readHeading(
  block: Block & { kind: 'heading' },
  blocks: readonly Block[],
  i: number,
  source: Source,
  state: State,
  out: Remark[],
): void {
  while (state.headings.length > 0 && state.headings.at(-1)!.level >= block.level) state.headings.pop();
  state.intro = undefined;
  state.group++;
  const text = trimRich(block.text);
  if (isOnlySeverity(text.text)) {
    state.headings.push({ level: block.level, text: '', severity: severityOf(text.text) });
    return;
  }
  const own = severityWithin(text.text, text.strong);
  const fields = splitFields(text);
  // What stands in a list under a mere title is read point by point.
  const body = blocks[i + 1]?.kind === 'item' && isTitle(text.text) ? undefined : bodyOf(blocks, i);
  out.push({
    source,
    start: block.start,
    end: body?.end ?? block.end,
    shape: 'heading',
    group: state.group,
    under: contextOf(state),
    problem: peel(fields.problem),
    ...(fields.fix ? { fix: fields.fix } : {}),
    ...(body ? { detail: body.text } : {}),
    ...levelOr(own ?? body?.level, state),
  });
  state.headings.push({ level: block.level, text: text.text, severity: own ?? body?.level });
}

/** "Findings", "Problemas encontrados": what a column of a table could be called. */
const isTitle = (text: string): boolean => {
  const role = text.split(/\s+/).length <= 4 ? roleOf(text) : 'unknown';
  return role === 'problem' || role === 'fix';
};

/** The paragraphs right under a heading, up to the next block of another kind. */
function bodyOf(
  blocks: readonly Block[],
  i: number,
): { text: RichText; end: number; level: Level | undefined } | undefined {
  const parts: RichText[] = [];
  let end = 0;
  for (const block of blocks.slice(i + 1, i + 8)) {
    if ((block.kind !== 'paragraph' && block.kind !== 'item') || isCard(block)) break;
    parts.push(block.text);
    end = block.end;
  }
  if (parts.length === 0) return undefined;
  const text = joinRich(parts);
  const label =
    /(?:severidad|severity|sev\.?|gravedad|prioridad|priority|impacto|impact|riesgo|risk|nivel)\**\s*[:=]\s*\**\s*([^\n.,;|]{1,24})/i.exec(
      text.text,
    );
  return { text, end, level: label ? severityOf(label[1]!) : gradeOf(text) };
}

/** A problem with its level or cure as labels in it speaks for itself. */
const isCard = (block: Block): boolean =>
  block.kind === 'item' &&
  block.children.some((child) => child.kind === 'item' && ANSWER.test(child.text.text.slice(0, 40)));

const ANSWER = phrases('labels.answer-label', 'i');

/** The one level that sentences under a heading give; who gives several grades them one by one. */
function gradeOf(text: RichText): Level | undefined {
  const levels = levelsIn(splitSentences(text)).flatMap((given) => given?.level ?? []);
  return levels.every((level) => level.rank === levels[0]?.rank && level.scale === levels[0]?.scale)
    ? levels[0]
    : undefined;
}
