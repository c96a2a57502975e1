/**
 * Takes out, by blanks of the same length, what consoles and notebooks add to Python: prompts with the output between them, and magics.
 */
export function withoutPrompts(text: string): string {
  const lines = text.split('\n');
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const prompted = PROMPT.test(first);
  if (!prompted) return text;
  return lines
    .map((line) => {
      const prompt = PROMPT.exec(line)?.[0];
      return prompt === undefined ? blank(line) : blank(prompt) + line.slice(prompt.length);
    })
    .join('\n');
}

/** `>>> `, `... `, `In [3]: `, `   ...: `. */
const PROMPT = /^[ \t]*(?:>>>(?: |\r?$)|\.\.\.(?: |\r?$)|In \[\d*\]: |\.\.\.: ?)/;

const blank = (text: string): string => ' '.repeat(text.length);

/** Where the magic that starts at `at` ends: `%pip …`, `!ls`, `?help`, `help?`, or a whole cell in another language; `at` if there is none. */
export function endOfMagic(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  const line = text.slice(at, end).trimEnd();
  const cell = /^%%\s*(\w+)(.*)$/.exec(line);
  if (cell) return PYTHON_CELLS.has(cell[1] ?? '') || /\.py\b/.test(cell[2] ?? '') ? end : endOfCell(text, end);
  return /^(?:%\s*[A-Za-z]|![^=]|\?)/.test(line) || /^[\w.]{1,80}\?\??$/.test(line) ? end : at;
}

const PYTHON_CELLS: ReadonlySet<string> = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'memit',
  'mprun',
  'python',
  'python3',
  'py',
]);

function endOfCell(text: string, from: number): number {
  const next = /\n(?=%%|# ?%%|# In ?\[)/g;
  next.lastIndex = from;
  return next.exec(text)?.index ?? text.length;
}
