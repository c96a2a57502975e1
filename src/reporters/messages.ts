import type { Lang } from '../model/local.js';
import type { CriterionResult, ExamResult, RemarkKind, Remedy, ShareResult } from '../model/report.js';
import type { Severity, ShareId } from '../model/rubric.js';
import type { Flag } from '../model/submission.js';

/** What the reports say in their own words. Titles, feedback and hints come from the rubric. */
export interface Messages {
  readonly passed: string;
  readonly failed: string;
  readonly unmarked: string;
  passMark(points: string): string;
  readonly verdicts: Readonly<Record<Outcome, string>>;
  readonly shares: Readonly<Record<ShareId, string>>;
  readonly shareWords: Readonly<Record<'met' | 'partly' | 'unmet' | 'blocked' | 'failed', string>>;
  readonly by: Readonly<Record<ShareResult['by'], string>>;
  readonly statuses: Readonly<Record<ExamResult['status'], string>>;
  readonly kinds: Readonly<Record<RemarkKind, string>>;
  readonly remedies: Readonly<Record<Remedy, string>>;
  readonly severities: Readonly<Record<Severity | 'none', string>>;
  readonly flags: Readonly<Record<Flag['kind'], string>>;
  readonly takenAs: Readonly<Record<string, string>>;
  more(count: number): string;
  lines(from: number, to: number): string;
  readonly words: Readonly<Record<WordId, string>>;
}

/** How a criterion went, in one word. */
export type Outcome = 'met' | 'partly' | 'unmet' | 'blocked' | 'failed';

type WordId =
  | 'report'
  | 'student'
  | 'result'
  | 'total'
  | 'exercise'
  | 'exercises'
  | 'criterion'
  | 'points'
  | 'verdict'
  | 'earned'
  | 'status'
  | 'good'
  | 'missing'
  | 'hint'
  | 'learn'
  | 'doubt'
  | 'reason'
  | 'advice'
  | 'adviceNote'
  | 'received'
  | 'flags'
  | 'flagsNote'
  | 'remarks'
  | 'remark'
  | 'remarksElse'
  | 'reading'
  | 'severity'
  | 'remedy'
  | 'place'
  | 'why'
  | 'yourWork'
  | 'yourWorkNote'
  | 'legendEarned'
  | 'legendLost'
  | 'legendRemark'
  | 'expand'
  | 'collapse'
  | 'skip'
  | 'rubric'
  | 'engine'
  | 'review'
  | 'evidence'
  | 'contents'
  | 'diagnostics'
  | 'seeArtefact'
  | 'nothing'
  | 'cohort'
  | 'line'
  | 'revealNote';

const es: Messages = {
  passed: 'APTO',
  failed: 'NO APTO',
  unmarked: 'SIN CALIFICAR',
  passMark: (points) => `se aprueba con ${points}`,
  verdicts: {
    met: 'logrado',
    partly: 'en parte',
    unmet: 'no logrado',
    blocked: 'sin examinar',
    failed: 'fallo nuestro',
  },
  shares: { found: 'encontrado', severity: 'gravedad', fixed: 'corregido' },
  shareWords: {
    met: 'sí',
    partly: 'en parte',
    unmet: 'no',
    blocked: 'no se ha podido examinar',
    failed: 'fallo nuestro',
  },
  by: { artefact: 'en lo entregado', words: 'por escrito', both: 'por escrito y en lo entregado', none: '' },
  statuses: {
    graded: 'calificado',
    'needs-review': 'lo revisará una persona',
    partial: 'calificado en parte',
    blocked: 'no se ha podido leer',
    failed: 'fallo nuestro',
  },
  kinds: {
    planted: 'problema del examen',
    'valid-extra': 'acierto fuera de la pauta',
    wrong: 'no es correcto',
    praise: 'elogio',
    other: 'sin reconocer',
  },
  remedies: {
    right: 'corrección acertada',
    unknown: 'corrección por confirmar',
    wrong: 'corrección equivocada',
    none: 'sin corrección',
  },
  severities: { critical: 'crítica', medium: 'media', minor: 'menor', none: 'sin gravedad' },
  flags: {
    'hidden-text': 'texto oculto',
    'invisible-characters': 'caracteres invisibles',
    'mixed-script': 'alfabetos mezclados',
    'keyword-list': 'lista de palabras',
    contradiction: 'contradicción',
    repeated: 'repetición',
    echo: 'repite el enunciado',
    'copy-of-solution': 'igual que la solución',
    'instruction-to-grader': 'instrucciones al corrector',
    'ignored-file': 'archivo ignorado',
    encoding: 'codificación',
    'does-not-parse': 'no se puede analizar',
    limit: 'límite alcanzado',
    'shadowed-name': 'nombre tapado',
    'dead-code': 'código que nunca se ejecuta',
    'claim-without-fix': 'dice que corrige y no lo hace',
    'fix-without-claim': 'corregido sin decirlo',
    'wrong-fix': 'corrección que estropea',
  },
  takenAs: {
    prose: 'texto',
    'exam text': 'texto del examen',
    solution: 'solución oficial',
    ignored: 'ignorado',
    superseded: 'versión anterior',
    unassigned: 'sin ejercicio',
    'no exercise': 'sin ejercicio',
  },
  more: (count) => `y ${count} más`,
  lines: (from, to) => (from === to ? `línea ${from}` : `líneas ${from} a ${to}`),
  words: {
    report: 'Informe',
    student: 'Entrega',
    result: 'Resultado',
    total: 'Total',
    exercise: 'Ejercicio',
    exercises: 'Ejercicios',
    criterion: 'Criterio',
    points: 'Puntos',
    verdict: 'Valoración',
    earned: 'obtenidos',
    status: 'Estado',
    good: 'Bien',
    missing: 'Falta',
    hint: 'Pista',
    learn: 'Para aprender más',
    doubt: 'Lo mirará una persona',
    reason: 'Motivo',
    advice: 'Consejos',
    adviceNote: 'No cambian la nota.',
    received: 'Qué se ha leído',
    flags: 'Avisos para quien revise',
    flagsNote: 'Informan, no restan.',
    remarks: 'Tus observaciones',
    remark: 'Observación',
    remarksElse: 'Otras observaciones tuyas',
    reading: 'Lectura',
    severity: 'Gravedad',
    remedy: 'Corrección',
    place: 'Lugar',
    why: 'Por qué',
    yourWork: 'Tu entrega',
    yourWorkNote: 'Lo señalado lleva a su criterio.',
    legendEarned: 'suma puntos',
    legendLost: 'no alcanza',
    legendRemark: 'observación leída',
    expand: 'Abrir todo',
    collapse: 'Cerrar todo',
    skip: 'Ir al contenido',
    rubric: 'pauta',
    engine: 'motor',
    review: 'por revisar',
    evidence: 'Evidencia',
    contents: 'Contenido',
    diagnostics: 'Diagnósticos',
    seeArtefact: 'El resto no cabe aquí: mira el informe completo.',
    nothing: 'Nada.',
    cohort: 'Entregas',
    line: 'línea',
    revealNote: 'Más detalle con --reveal full, si quien corrige lo permite.',
  },
};

const en: Messages = {
  passed: 'PASSED',
  failed: 'NOT PASSED',
  unmarked: 'NOT MARKED',
  passMark: (points) => `pass mark ${points}`,
  verdicts: { met: 'achieved', partly: 'in part', unmet: 'missed', blocked: 'not examined', failed: 'our failure' },
  shares: { found: 'found', severity: 'severity', fixed: 'fixed' },
  shareWords: { met: 'yes', partly: 'in part', unmet: 'no', blocked: 'could not be examined', failed: 'our failure' },
  by: {
    artefact: 'in what you handed in',
    words: 'in writing',
    both: 'in writing and in what you handed in',
    none: '',
  },
  statuses: {
    graded: 'marked',
    'needs-review': 'a person will look at it',
    partial: 'marked in part',
    blocked: 'could not be read',
    failed: 'our failure',
  },
  kinds: {
    planted: 'problem of the exam',
    'valid-extra': 'valid, outside the scheme',
    wrong: 'not right',
    praise: 'praise',
    other: 'not recognised',
  },
  remedies: { right: 'right remedy', unknown: 'remedy to be confirmed', wrong: 'wrong remedy', none: 'no remedy' },
  severities: { critical: 'critical', medium: 'medium', minor: 'minor', none: 'no severity' },
  flags: {
    'hidden-text': 'hidden text',
    'invisible-characters': 'invisible characters',
    'mixed-script': 'mixed scripts',
    'keyword-list': 'list of keywords',
    contradiction: 'contradiction',
    repeated: 'repetition',
    echo: 'repeats the prompt',
    'copy-of-solution': 'same as the solution',
    'instruction-to-grader': 'instructions to the grader',
    'ignored-file': 'ignored file',
    encoding: 'encoding',
    'does-not-parse': 'does not parse',
    limit: 'limit reached',
    'shadowed-name': 'shadowed name',
    'dead-code': 'code that never runs',
    'claim-without-fix': 'claims a fix that is not there',
    'fix-without-claim': 'fixed without saying so',
    'wrong-fix': 'a fix that breaks something',
  },
  takenAs: {
    prose: 'text',
    'exam text': 'text of the exam',
    solution: 'official solution',
    superseded: 'earlier version',
    unassigned: 'no exercise',
  },
  more: (count) => `and ${count} more`,
  lines: (from, to) => (from === to ? `line ${from}` : `lines ${from} to ${to}`),
  words: {
    report: 'Report',
    student: 'Hand-in',
    result: 'Result',
    total: 'Total',
    exercise: 'Exercise',
    exercises: 'Exercises',
    criterion: 'Criterion',
    points: 'Points',
    verdict: 'Verdict',
    earned: 'earned',
    status: 'Status',
    good: 'Good',
    missing: 'Missing',
    hint: 'Hint',
    learn: 'To learn more',
    doubt: 'A person will look at it',
    reason: 'Reason',
    advice: 'Advice',
    adviceNote: 'It does not change the score.',
    received: 'What was read',
    flags: 'Flags for the marker',
    flagsNote: 'They inform, they do not subtract.',
    remarks: 'Your remarks',
    remark: 'Remark',
    remarksElse: 'Other remarks of yours',
    reading: 'Read as',
    severity: 'Severity',
    remedy: 'Remedy',
    place: 'Place',
    why: 'Why',
    yourWork: 'Your work',
    yourWorkNote: 'What is marked leads to its criterion.',
    legendEarned: 'earns points',
    legendLost: 'not enough',
    legendRemark: 'remark that was read',
    expand: 'Open all',
    collapse: 'Close all',
    skip: 'Skip to content',
    rubric: 'rubric',
    engine: 'engine',
    review: 'to review',
    evidence: 'Evidence',
    contents: 'Contents',
    diagnostics: 'Diagnostics',
    seeArtefact: 'The rest does not fit here: see the full report.',
    nothing: 'Nothing.',
    cohort: 'Hand-ins',
    line: 'line',
    revealNote: 'More detail with --reveal full, if the marker allows it.',
  },
};

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
