import { labelledRich } from '../../languages/markdown/index.js';
import type { Block } from '../../model/document.js';
import { phrases } from '../text/vocabulary.js';
import { type Role, roleOf } from './columns.js';

type Spoken = Extract<Block, { kind: 'heading' | 'paragraph' | 'item' }>;

/**
 * Blocks in which a problem and the labels that follow it ("Severity: …", "Fix: …", each a paragraph, an item or under a heading of its
 * own) are one item with the labels in it, whatever they were set as.
 */
export function withCards(blocks: readonly Block[]): readonly Block[] {
  const titled = withTitledParts(blocks);
  const told = toldLevels(titled);
  const out: Block[] = [];
  for (let i = 0; i < titled.length; i++) {
    const block = titled[i]!;
    const parts = isSpoken(block) && !isAnswer(block) ? partsAfter(titled, i + 1) : [];
    const isCard = parts.length > 0 && (block.kind !== 'heading' || !told.has(block.level));
    if (!isCard || !isSpoken(block)) {
      out.push(block);
      continue;
    }
    out.push(itemOf(block, parts));
    i += parts.length;
  }
  return out;
}

/** Levels of headings under which something else is told than labels: there a heading stays one. */
function toldLevels(blocks: readonly Block[]): ReadonlySet<number> {
  const told = new Set<number>();
  for (const [i, block] of blocks.entries()) {
    if (block.kind !== 'heading') continue;
    const next = blocks[i + 1 + partsAfter(blocks, i + 1).length];
    if (next && (next.kind !== 'heading' || next.level > block.level)) told.add(block.level);
  }
  return told;
}

const isSpoken = (block: Block): block is Spoken =>
  block.kind === 'heading' || block.kind === 'paragraph' || (block.kind === 'item' && block.children.length === 0);

/** The labelled blocks of the same kind right after a problem; where a label comes back, each of them is a problem with its level before it. */
function partsAfter(blocks: readonly Block[], from: number): Spoken[] {
  const out: Spoken[] = [];
  const labels = new Set<string>();
  for (const block of blocks.slice(from, from + 6)) {
    if (!isSpoken(block) || block.kind === 'heading' || block.kind !== (out[0] ?? block).kind || !isAnswer(block))
      break;
    const label = /\p{L}[^:=]*/u.exec(block.text.text)?.[0].toLowerCase() ?? '';
    if (labels.has(label)) return [];
    labels.add(label);
    out.push(block);
  }
  return out;
}

const ANSWER = phrases('labels.answer-label', 'i');
const isAnswer = (block: Spoken): boolean => ANSWER.test(block.text.text.slice(0, 40));

function itemOf(problem: Spoken, parts: readonly Spoken[]): Block {
  const children = parts.map((part): Block => ({ ...part, kind: 'item', depth: 1, ordered: false, children: [] }));
  const { text, start } = problem;
  return { kind: 'item', depth: 0, ordered: false, text, children, start, end: parts.at(-1)!.end };
}

const TITLES: ReadonlySet<Role> = new Set(['problem', 'severity', 'fix']);
const LABELS = { problem: 'Problem: ', severity: 'Severity: ', fix: 'Fix: ' } as const;

/** Where titles over parts ("Problem", "Severity", "Fix") come round again and again, each part with its title as a label. */
function withTitledParts(blocks: readonly Block[]): readonly Block[] {
  const titles = blocks.map((block, i) => titleAt(block, blocks[i + 1]));
  const problems = titles.filter((role) => role === 'problem').length;
  const fixes = titles.filter((role) => role === 'fix').length;
  if (problems < 2 || fixes + titles.filter((role) => role === 'severity').length < 2) return blocks;
  const out: Block[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const role = titles[i];
    const part = blocks[i + 1];
    if (role && part?.kind === 'paragraph') {
      out.push({ ...part, text: labelledRich(LABELS[role], part.text), start: blocks[i]!.start });
      i++;
    } else out.push(blocks[i]!);
  }
  return out;
}

function titleAt(block: Block, next: Block | undefined): 'problem' | 'severity' | 'fix' | undefined {
  if ((block.kind !== 'heading' && block.kind !== 'paragraph') || next?.kind !== 'paragraph') return undefined;
  const title = block.text.text.trim().replace(/[\s:.?!]+$/, '');
  const isShort = title.split(/\s+/).length <= 4 && title.length <= 30 && !/[:=(—–[]/.test(title);
  const role = isShort ? roleOf(title) : 'unknown';
  return TITLES.has(role) ? (role as 'problem') : undefined;
}
