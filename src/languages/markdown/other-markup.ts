/**
 * A text in which tables of MediaWiki, Jira, AsciiDoc, LaTeX and reStructuredText, and headings and lists of LaTeX and Jira, stand in
 * markdown's own marks. Every character keeps its place: a mark that has no equal is blank.
 */
export function asMarkdown(text: string): string {
  if (!MARKUP.test(text)) return text;
  return outsideFences(text)
    .map(({ text: part, isCode }) => (isCode ? part : withPlainMarks(withTables(part))))
    .join('');
}

const MARKUP = /^[ \t]{0,8}(?:\{\||\|===|\|\||\.\. list-table::|\\(?:begin|section|subsection|item)\b|h[1-6]\. )/m;

/** The text in parts, fenced blocks apart. */
function outsideFences(text: string): { text: string; isCode: boolean }[] {
  const parts: { text: string; isCode: boolean }[] = [{ text: '', isCode: false }];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const last = parts.at(-1)!;
    const isFence = /^[ \t]{0,12}(?:```|~~~)/.test(line);
    if (isFence && !last.isCode) parts.push({ text: line, isCode: true });
    else last.text += line;
    if (isFence && last.isCode) parts.push({ text: '', isCode: false });
  }
  return parts;
}

/** A stretch that one kind of table takes, told by how it opens and closes, and how its cells are found. */
interface Kind {
  readonly region: RegExp;
  readonly cells: (body: string) => Cut[][];
}

/** Where a cell starts and ends in the stretch. */
type Cut = readonly [from: number, to: number];

function withTables(text: string): string {
  let out = text;
  for (const { region, cells } of KINDS)
    out = out.replace(region, (body) => {
      const rows = cells(body).filter((row) => row.length > 1);
      return rows.length > 1 ? drawn(body, rows) : body;
    });
  return out;
}

/** Rows of cells between pipes, all else blank. */
function drawn(body: string, rows: readonly Cut[][]): string {
  const out = Array.from({ length: body.length }, () => ' ');
  for (const row of rows)
    for (const [k, [from, to]] of row.entries()) {
      if (from > 0) out[from - 1] = '|';
      if (k === 0 && from > 1) out[from - 2] = '\n';
      for (let i = from; i < to; i++) out[i] = body[i] === '\n' ? ' ' : body[i] === '|' ? '¦' : body[i]!;
    }
  const last = rows.at(-1)!.at(-1)![1];
  for (let i = last; i < Math.min(last + 2, body.length); i++) out[i] = '\n';
  return out.join('');
}

/** Cells that start where `mark` matches, up to the next mark or the end; `opens` tells which of them start a row. */
function cutAt(body: string, mark: RegExp, from: number, to: number): { at: number; sign: string; cut: Cut }[] {
  const marks = Array.from(body.slice(from, to).matchAll(mark));
  return marks.map((found, i) => {
    const start = from + found.index + found[0].length;
    const next = marks[i + 1];
    return { at: from + found.index, sign: found[0], cut: [start, next ? from + next.index : to] };
  });
}

function wikiRows(body: string): Cut[][] {
  const rows: Cut[][] = [[]];
  const first = body.indexOf('\n');
  for (const { sign, cut } of cutAt(
    body,
    /\n[ \t]*(?:\|-[^\n]*|\|\+[^\n]*|[|!](?![-+}]))|\|\||!!/g,
    first,
    body.lastIndexOf('|}'),
  )) {
    if (/\|-/.test(sign)) rows.push([]);
    else if (!sign.includes('|+')) rows.at(-1)!.push(withoutStyle(body, cut));
  }
  return rows;
}

/** `style="…" | text` */
function withoutStyle(body: string, [from, to]: Cut): Cut {
  const style = /^[ \t]*\w+=[^|\n]{0,200}\|/.exec(body.slice(from, to))?.[0].length ?? 0;
  return [from + style, to];
}

function asciidocRows(body: string): Cut[][] {
  const open = body.indexOf('|===');
  const cells = cutAt(body, /(?<=[\n \t])(?:\d*\.?\d*\+)?[a-z]?\|(?!===)/g, open + 4, body.lastIndexOf('|==='));
  const told = /cols="?([^"\]\n]*)"?/.exec(body.slice(0, open))?.[1];
  const firstLine = cells.findIndex(({ at }) => /\n[ \t]*\n/.test(body.slice(cells[0]!.at, at)));
  const sameLine = cells.findIndex(({ at }) => body.slice(cells[0]!.at, at).includes('\n'));
  const counted = sameLine > 1 ? sameLine : firstLine;
  const columns = /^\d+\*/.test(told ?? '') ? Number.parseInt(told!, 10) : told ? told.split(',').length : counted;
  if (columns < 2 || columns > 20) return [];
  return Array.from({ length: Math.floor(cells.length / columns) }, (_, i) =>
    cells.slice(i * columns, (i + 1) * columns).map(({ cut }) => cut),
  );
}

function listTableRows(body: string): Cut[][] {
  const rows: Cut[][] = [];
  for (const { sign, cut } of cutAt(body, /\n[ \t]*(?:\*[ \t]+-|-)(?=[ \t\n])/g, body.indexOf('::'), body.length)) {
    if (sign.includes('*')) rows.push([]);
    rows.at(-1)?.push(cut);
  }
  return rows;
}

function latexRows(body: string): Cut[][] {
  const open = /^\\begin\{[^}\n]*\}(?:\[[^\]\n]*\])?(?:\{[^\n]*\})?/.exec(body)?.[0].length ?? 0;
  const rows: Cut[][] = [[]];
  let from = open;
  for (const { index, 0: sign } of body.matchAll(/(?<!\\)&|\\\\(?:\[[^\]\n]*\])?|\\end\{/g)) {
    if (index < open) continue;
    const said =
      /^(?:\s|\\(?:hline|toprule|midrule|bottomrule|cline\{[^}]*\}))*/.exec(body.slice(from, index))?.[0].length ?? 0;
    if (from + said < index) rows.at(-1)!.push([from + said, index]);
    else if (sign === '&') rows.at(-1)!.push([index, index]);
    if (sign !== '&') rows.push([]);
    from = index + sign.length;
  }
  return rows;
}

const KINDS: readonly Kind[] = [
  { region: /^[ \t]*\{\|[^\n]*\n[\s\S]*?\n[ \t]*\|\}/gm, cells: wikiRows },
  { region: /^(?:\[[^\n]*\]\n)?(?:\.[^\s.][^\n]*\n)?\|===[^\n]*\n[\s\S]*?\n\|===/gm, cells: asciidocRows },
  { region: /^[ \t]*\.\. list-table::[^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n)))+/gm, cells: listTableRows },
  { region: /\\begin\{(tabular[xy*]?|longtable|tabulary)\}[\s\S]*?\\end\{\1\}/g, cells: latexRows },
];

/** Headings and lists of LaTeX and Jira, and what LaTeX sets apart within a line. */
function withPlainMarks(text: string): string {
  const blank = (found: string): string => ' '.repeat(found.length);
  return text
    .replace(/^h([1-6])\. /gm, (found, level: string) => '#'.repeat(Math.min(Number(level), 3)).padEnd(found.length))
    .replace(/^[ \t]*\|\|[^\n]*$/gm, titlesOfJira)
    .replace(TITLES_ON_THE_LEFT, (rows) => rows.replace(/^\|\|/gm, ' |'))
    .replace(/^[ \t]*\\(?:begin|end)\{\w+\*?\}(?:\[[^\]\n]*\])?[ \t]*$/gm, blank)
    .replace(/^[ \t]*\\(?:documentclass|usepackage|maketitle|title|author|date)\b[^\n]*$/gm, blank)
    .replace(/(\n[ \t]*)?\\texttt\{([^{}\n\\]*)\}/g, (found, lead: string | undefined, said: string) =>
      moved(found, lead, `\`${said}\``),
    )
    .replace(
      /(\n[ \t]*)?\\(?:textbf|textit|emph|underline|texttt)\{((?:[^{}\n\\]|\\[_%#&$])*)\}/g,
      (found, lead: string | undefined, said: string) => moved(found, lead, `${said} `),
    )
    .replace(/(^|\n[ \t]*)\\item\b[ \t]*/g, (found, lead: string) => moved(found, lead, '- '))
    .replace(
      /(^|\n[ \t]*)\\(section|(?:sub)+section|chapter)\*?\{([^}\n]*)\}/g,
      (found, lead: string, kind: string, title: string) =>
        moved(found, lead, `${kind.startsWith('sub') ? '###' : '##'} ${title} `),
    );
}

/** `said` at the end of the room that `found` takes; a line that `found` opens starts there, lest it be taken for code. */
const moved = (found: string, lead: string | undefined, said: string): string =>
  lead === '' ? said.padEnd(found.length) : (lead ? `\n${said}` : said).padStart(found.length);

const TITLES_ON_THE_LEFT = /^\|\|[^|\n]+\|(?!\|)[^\n]*(?:\n\|\|[^|\n]+\|(?!\|)[^\n]*)+/gm;

/** `||#||Problema||`: titles stand between doubled pipes. In markdown's own rows single pipes part all other cells. */
function titlesOfJira(line: string): string {
  return /[^|]\|(?!\|)/.test(line.replaceAll('||', '')) ? line : line.replaceAll('||', ' |');
}
