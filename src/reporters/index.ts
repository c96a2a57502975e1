import type { Report } from '../model/report.js';
import type { Reporter, ReportOptions } from './reporter.js';
import { reveal } from './reveal.js';

export type { Reporter, ReportOptions, Reveal } from './reporter.js';

interface Format {
  readonly id: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** Formats are loaded when asked for: a terminal report does not pay for HTML. */
  load(): Promise<Reporter>;
}

/** THE list of formats. */
export const formats: readonly Format[] = [
  { id: 'text', summary: 'for a terminal', load: async () => (await import('./text.js')).text },
  {
    id: 'json',
    summary: 'for programs, see schema/report.schema.json',
    load: async () => (await import('./json.js')).json,
  },
  {
    id: 'markdown',
    summary: 'for a comment or a job summary',
    load: async () => (await import('./markdown.js')).markdown,
  },
  { id: 'html', summary: 'one self-contained page', load: async () => (await import('./html.js')).html },
  { id: 'csv', summary: 'one row for each hand-in', load: async () => (await import('./csv.js')).csv },
];

export const defaultOptions: ReportOptions = { lang: 'en', reveal: 'hints', colour: 0, width: 80, quiet: false };

/** A report in one of the formats; what the reveal level does not allow has left the report before the format sees it. */
export async function renderReport(
  format: string,
  report: Report,
  options: Partial<ReportOptions> = {},
): Promise<string> {
  const found = formats.find((f) => f.id === format);
  if (!found)
    throw new RangeError(`Unexpected format \`${format}\`, expected ${formats.map((f) => `\`${f.id}\``).join(', ')}`);
  const whole: ReportOptions = { ...defaultOptions, ...options };
  const reporter = await found.load();
  return reporter.render(reveal(report, whole.reveal), whole);
}
