import type { Lang } from '../model/local.js';
import type { ShareResult } from '../model/report.js';
import type { Criterion, ShareId } from '../model/rubric.js';
import type { Findings } from './score.js';

const MESSAGES = {
  named: { es: 'Lo nombraste.', en: 'You named it.' },
  shownOnly: {
    es: 'Tu archivo lo corrige, aunque la revisión no lo nombra.',
    en: 'Your file fixes it, though the review does not name it.',
  },
  noRemedy: { es: 'Falta decir o mostrar cómo se corrige.', en: 'How to mend it is neither said nor shown.' },
  unknownRemedy: {
    es: 'La corrección que propones no se reconoce como un remedio de este problema.',
    en: 'The correction you propose is not recognised as a remedy for this problem.',
  },
  wrongRemedy: {
    es: 'La corrección que propones no resuelve este problema.',
    en: 'The correction you propose does not solve this problem.',
  },
  claimOnly: {
    es: 'El texto dice cómo se corrige, pero lo que entregaste no lo hace.',
    en: 'The text says how to mend it, but what you handed in does not do it.',
  },
  partlyShown: { es: 'Lo que entregaste lo corrige sólo en parte.', en: 'What you handed in mends it only in part.' },
  halfRemedy: {
    es: 'La corrección que propones lo resuelve sólo a medias.',
    en: 'The correction you propose solves it only in part.',
  },
  fixed: { es: 'La corrección es buena.', en: 'The correction is right.' },
  noSeverity: {
    es: 'No diste la severidad en la fila que lo nombra.',
    en: 'The remark that names it gives no severity.',
  },
  offSeverity: {
    es: 'La severidad queda a un nivel de la esperada.',
    en: 'The severity is one level away from the expected one.',
  },
  wrongSeverity: { es: 'La severidad está lejos de la esperada.', en: 'The severity is far from the expected one.' },
} as const;

/** What the student reads about one criterion: what was good, what is missing, never the cure. */
export function feedbackOf(
  criterion: Criterion,
  shares: Readonly<Partial<Record<ShareId, ShareResult>>>,
  findings: Findings,
  lang: Lang,
): string {
  const found = (shares.found ?? shares.fixed)?.fraction ?? 0;
  if (found === 0) return criterion.feedback.missing[lang];
  const full = Object.values(shares).every((share) => share.fraction >= 1);
  if (full && criterion.feedback.met) return criterion.feedback.met[lang];
  const keys = [foundKey(shares), fixedKey(shares, findings), severityKey(shares)].filter((key) => key !== undefined);
  const parts: string[] = keys.map((key) => MESSAGES[key][lang]);
  if (criterion.feedback.partly && !full) parts.push(criterion.feedback.partly[lang]);
  return parts.join(' ');
}

type Key = keyof typeof MESSAGES;
type Shares = Readonly<Partial<Record<ShareId, ShareResult>>>;

const foundKey = ({ found }: Shares): Key => (found?.by === 'artefact' ? 'shownOnly' : 'named');

function fixedKey({ fixed }: Shares, { mention, couldShow, artefact }: Findings): Key | undefined {
  if (!fixed) return undefined;
  if (fixed.fraction >= 1) return 'fixed';
  if (fixed.fraction > 0) {
    const shown = artefact?.status === 'partly' || artefact?.status === 'met';
    if (shown) return 'partlyShown';
    return mention?.remedy === 'half' ? 'halfRemedy' : couldShow ? 'claimOnly' : 'partlyShown';
  }
  if (mention?.remedy === 'wrong') return 'wrongRemedy';
  return mention?.remedy === 'unknown' ? 'unknownRemedy' : 'noRemedy';
}

function severityKey({ severity }: Shares): Key | undefined {
  if (!severity || severity.fraction >= 1) return undefined;
  if (severity.reason === 'no-severity') return 'noSeverity';
  return severity.fraction > 0 ? 'offSeverity' : 'wrongSeverity';
}
