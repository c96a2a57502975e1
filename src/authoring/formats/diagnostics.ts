import type { Diagnostic } from '../diagnostic.js';

export const diagnosticFormats = ['text', 'json', 'sarif', 'github'] as const;
export type DiagnosticFormat = (typeof diagnosticFormats)[number];

/** The words of `rubric lint` in one of its formats. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], format: DiagnosticFormat): string {
  if (format === 'json') return `${JSON.stringify(diagnostics.map(plain), null, 2)}\n`;
  if (format === 'sarif') return `${JSON.stringify(sarif(diagnostics), null, 2)}\n`;
  if (format === 'github') return diagnostics.map(github).join('');
  return text(diagnostics);
}

const plain = ({ rule, level, file, position, message, why, mend, fix }: Diagnostic) => ({
  rule,
  level,
  file,
  ...position,
  message,
  why,
  mend,
  fixable: fix !== undefined,
});

/** What is told in full so many times; of more, the rest is told by its places. */
const MOST_OF_A_KIND = 3;

function text(diagnostics: readonly Diagnostic[]): string {
  const kinds = [...new Set(diagnostics.map((one) => one.rule))].map((rule) =>
    diagnostics.filter((one) => one.rule === rule),
  );
  const many = kinds.filter((some) => some.length > MOST_OF_A_KIND && some.every((one) => one.level !== 'error'));
  const single = diagnostics.filter((one) => !many.some((some) => some.includes(one)));
  const parts = [
    ...single.map((one) => told(one)),
    ...many.map(([first, ...rest]) => (first ? told(first, `  also: ${placesOf(rest)}\n`) : '')),
  ];
  const count = (level: Diagnostic['level'], word: string) => {
    const number = diagnostics.filter((one) => one.level === level).length;
    return `${number} ${word}${number === 1 ? '' : 's'}`;
  };
  const summary = `${count('error', 'error')}, ${count('warning', 'warning')}, ${count('info', 'note')}\n`;
  return `${parts.join('\n')}${parts.length > 0 ? '\n' : ''}${summary}`;
}

const told = (one: Diagnostic, more = ''): string =>
  `${one.file}:${one.position.line}:${one.position.column} ${one.level} ${one.message} (${one.rule})\n${one.frame}\n  why:  ${one.why}\n  mend: ${one.mend}\n${more}`;

/** `a.yaml:3, 9; b.yaml:4` */
function placesOf(diagnostics: readonly Diagnostic[]): string {
  const files = [...new Set(diagnostics.map((one) => one.file))];
  const lines = (file: string) => diagnostics.filter((one) => one.file === file).map((one) => one.position.line);
  return files.map((file) => `${file}:${lines(file).join(', ')}`).join('; ');
}

const GITHUB = { error: 'error', warning: 'warning', info: 'notice' } as const;

function github(one: Diagnostic): string {
  const property = (value: string | number) => data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const place = `file=${property(one.file)},line=${one.position.line},col=${one.position.column},title=${property(one.rule)}`;
  return `::${GITHUB[one.level]} ${place}::${data(`${one.message}. ${one.mend}`)}\n`;
}

const data = (value: string): string => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const SARIF = { error: 'error', warning: 'warning', info: 'note' } as const;

function sarif(diagnostics: readonly Diagnostic[]): unknown {
  const rules = [...new Set(diagnostics.map((one) => one.rule))].sort();
  const why = new Map(diagnostics.map((one) => [one.rule, one.why]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'dictamen rubric lint',
            rules: rules.map((id) => ({ id, name: id, shortDescription: { text: why.get(id) ?? id } })),
          },
        },
        results: diagnostics.slice(0, 5000).map((one) => ({
          ruleId: one.rule,
          ruleIndex: rules.indexOf(one.rule),
          level: SARIF[one.level],
          message: { text: `${one.message}. ${one.mend}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: one.file.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: one.position.line, startColumn: one.position.column },
              },
            },
          ],
        })),
      },
    ],
  };
}
