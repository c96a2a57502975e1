import type { Lang } from '../model/local.js';
import type { CriterionResult, ExamResult } from '../model/report.js';
import type { Messages, Outcome } from './messages/catalogue.js';
import { en } from './messages/en.js';
import { es } from './messages/es.js';

export type { Messages, Outcome } from './messages/catalogue.js';

const catalogues: Readonly<Record<Lang, Messages>> = { es, en };

export function messagesIn(lang: Lang): Messages {
  return catalogues[lang];
}

/** How a criterion went: what could not be examined is said before what was lost. */
export function outcomeOf(criterion: CriterionResult): Outcome {
  const { earned, maximum } = criterion.score;
  if (earned >= maximum) return 'met';
  const statuses = Object.values(criterion.shares).map((share) => share.status);
  if (statuses.includes('failed')) return 'failed';
  if (earned > 0) return 'partly';
  return statuses.includes('blocked') ? 'blocked' : 'unmet';
}

/** Whether a result carries a score at all: a blocked hand-in has none, never a zero. */
export function isMarked(result: ExamResult): boolean {
  return result.status !== 'blocked' && result.status !== 'failed';
}

export function outcomeWord(result: ExamResult, messages: Messages): string {
  if (!isMarked(result)) return messages.unmarked;
  return result.passed ? messages.passed : messages.failed;
}

/** `mlflow/script` stays; the words for what is not an answer are said in the reader's language. */
export function takenAsWord(takenAs: string, messages: Messages): string {
  const slash = takenAs.lastIndexOf('/');
  const last = takenAs.slice(slash + 1);
  return Object.hasOwn(messages.takenAs, last) ? takenAs.slice(0, slash + 1) + messages.takenAs[last] : takenAs;
}
