import type { Documents } from '../checks/check.js';
import { viewOf } from '../checks/traces/answer.js';
import type { Oddity } from '../flow/trace.js';
import type { Lang } from '../model/local.js';
import type { Flag } from '../model/submission.js';
import { evidenceAt } from '../model/verdict.js';

/** Code that looks like what it is not: it never runs, or a library's name stands for something of the student's own. */
export function codeFlags(documents: Documents, lang: Lang): Flag[] {
  return (viewOf(documents)?.trace.oddities ?? []).slice(0, MOST).map((oddity) => ({
    kind: oddity.kind === 'dead' ? 'dead-code' : 'shadowed-name',
    message: MESSAGES[oddity.kind][lang].replace('{}', oddity.name.replace(/^\?/, '')),
    evidence: evidenceAt(oddity.source, oddity.start, oddity.end),
  }));
}

const MOST = 20;

const MESSAGES: Readonly<Record<Oddity['kind'], Readonly<Record<Lang, string>>>> = {
  dead: {
    es: 'Este código no se ejecuta nunca: no cuenta',
    en: 'This code never runs: it does not count',
  },
  shadowed: {
    es: '`{}` ya no es el de la biblioteca: la entrega pone otra cosa en su lugar',
    en: "`{}` is no longer the library's: the hand-in puts something else in its place",
  },
};
