import type { AdviceResult } from '../model/report.js';
import type { Artefact, Submission } from '../model/submission.js';
import { lineStarts, type Source, spanAt } from '../model/text.js';

/** Rules that speak of bugs, not of style. */
const RULES = [
  'F',
  'E9',
  'B',
  'PLE',
  'PLW',
  'LOG',
  'G',
  'S110',
  'BLE',
  'TRY002',
  'TRY203',
  'TRY400',
  'ASYNC',
  'RUF006',
  'RUF018',
];
/** Of a snippet that is a part of a file: what the rest would have told. */
const NEEDS_THE_REST = new Set(['F821', 'F401', 'F403', 'F405']);
/** That a file does not parse is a flag of its own. */
const SYNTAX = 'invalid-syntax';
const MOST = 20;
const LARGEST = 200_000;

interface Finding {
  readonly code: string | null;
  readonly message: string;
  readonly start_location: { readonly row: number; readonly column: number };
  readonly end_location: { readonly row: number; readonly column: number };
}

/** Ruff's findings on the Python of a hand-in, by exercise. They never change a score; what the given code did already is not the student's. */
export async function ruffAdvice(
  submission: Submission,
  given: readonly string[],
): Promise<Map<string, AdviceResult[]>> {
  const ruff = await import('@astral-sh/ruff-wasm-nodejs');
  const workspace = new ruff.Workspace(
    { 'line-length': 320, lint: { select: RULES }, 'target-version': 'py312' },
    ruff.PositionEncoding.Utf16,
  );
  try {
    return new Map(
      submission.answers.map((answer) => [
        answer.exercise,
        adviceFor(answer.artefacts, (text) =>
          (workspace.check(text) as Finding[]).filter((one) => !wasGiven(one, given)),
        ),
      ]),
    );
  } finally {
    workspace.free();
  }
}

/** A name that the given code uses without defining it (`X_train`, `model`) comes from outside the exercise. */
function wasGiven({ code, message }: Finding, given: readonly string[]): boolean {
  const name = code === 'F821' ? /`([^`]+)`/.exec(message)?.[1] : undefined;
  return name !== undefined && given.some((text) => new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu)).has(name));
}

function adviceFor(artefacts: readonly Artefact[], check: (text: string) => Finding[]): AdviceResult[] {
  const seen = new Set<string>();
  const python = artefacts.filter(
    (one) => one.language === 'python' && one.superseded === undefined && one.source.text.length <= LARGEST,
  );
  return python
    .flatMap((artefact) => findingsOf(artefact, check))
    .filter((advice) => {
      const place = advice.evidence[0];
      const key = `${advice.id} ${advice.message} ${place?.file}:${place?.span.start.line}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST);
}

function findingsOf({ source }: Artefact, check: (text: string) => Finding[]): AdviceResult[] {
  const whole = isWholeFile(source);
  return check(source.text)
    .filter(({ code }) => code !== null && code !== SYNTAX && (whole || !NEEDS_THE_REST.has(code)))
    .map((finding) => adviceOf(finding, source));
}

function adviceOf(finding: Finding, source: Source): AdviceResult {
  const starts = lineStarts(source.text);
  const offset = ({ row, column }: Finding['start_location']): number =>
    (starts[row - 1] ?? source.text.length) + column - 1;
  const start = offset(finding.start_location);
  const line = starts[finding.start_location.row - 1] ?? 0;
  const text = source.text.slice(line, starts[finding.start_location.row] ?? source.text.length).trim();
  const excerpt = text.length > 200 ? `${text.slice(0, 199)}…` : text;
  return {
    id: `ruff/${finding.code}`,
    message: finding.message,
    evidence: [
      {
        file: source.file,
        span: spanAt(source, start, Math.max(start, offset(finding.end_location))),
        excerpt,
        message: '',
      },
    ],
  };
}

/** A block of a document starts after its first line; a file of code is whole. */
function isWholeFile(source: Source): boolean {
  return /\.pyw?$/i.test(source.file) && (source.lines[0]?.line ?? 1) === 1;
}
