import type { Level } from './severity.js';

/** What stands above the block that is being read. */
export interface State {
  group: number;
  /** Some boxes are ticked and some are not: a tick says something. */
  ticks: boolean;
  headings: { level: number; text: string; severity: Level | undefined }[];
  intro: { text: string; severity: Level | undefined } | undefined;
}

/** The remark's own level, or that of the introduction or heading above it. */
export function levelOr(own: Level | undefined, state: State): { level?: Level } {
  const level = own ?? state.intro?.severity ?? state.headings.findLast((heading) => heading.severity)?.severity;
  return level ? { level } : {};
}

/** The headings and the introduction above. */
export function contextOf(state: State): string[] {
  const texts = state.headings.map((heading) => heading.text);
  return state.intro ? [...texts, state.intro.text] : texts;
}
