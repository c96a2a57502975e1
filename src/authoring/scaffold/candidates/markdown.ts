import { type Candidate, escapeRegex, type FilePair, weighted } from './candidate.js';

/** Words of a remedy that only the corrected text has: metrics, commands, names of things to be said. */
export function namedCandidates({ id, given = '', corrected }: FilePair, fix: string): Candidate[] {
  const has = (text: string, word: string) =>
    new RegExp(`(?<![\\p{L}\\d])${escapeRegex(word)}(?![\\p{L}\\d])`, 'iu').test(text);
  const names = [...new Set(fix.match(/\p{L}[\p{L}\d_-]{3,}|\p{Lu}\d+/gu) ?? [])].filter(
    (word) => has(corrected, word) && !has(given, word) && !headings(corrected).has(word.toLowerCase()),
  );
  if (names.length === 0) return [];
  const wrong = names.reduce((text, word) => text.replaceAll(new RegExp(escapeRegex(word), 'gi'), 'zzz'), corrected);
  const pattern = `(?i)\\b(${names.map((word) => escapeRegex(word.toLowerCase())).join('|')})\\b`;
  return [
    { words: weighted([names.join(' '), 1]), expression: { regex: { pattern, artefacts: [id] } }, nonsense: [wrong] },
  ];
}

/** Headings, as remarks name them. */
export const headings = (text: string): Set<string> =>
  new Set([...text.matchAll(/^#{1,6}[ \t]+(.*)$/gm)].map((match) => (match[1] ?? '').trim().toLowerCase()));

/** Sections that came, code blocks and numbers that a section has gained, as `markdown` checks. */
export function markdownCandidates({ given, corrected }: FilePair): Candidate[] {
  const before = sectionsOf(given ?? '');
  return [...sectionsOf(corrected)].flatMap(([name, now]): Candidate[] => {
    const old = before.get(name);
    const section = [escapeRegex(name)];
    const make = (params: Record<string, unknown>, more: string): Candidate => ({
      words: weighted([now.heading, 1], [name, 1], [more, 0.5]),
      expression: { markdown: { section, ...params } },
      nonsense: ['# zzz\n\nzzz\n'],
      texts: [now.heading],
    });
    if (!old) return [make({ words: { min: 3 } }, '')];
    return [
      ...(now.code > old.code
        ? [make({ code: {} }, 'command commands comando comandos example ejemplo code código')]
        : []),
      ...(now.numbers > old.numbers
        ? [make({ numbers: { min: 1 } }, 'number numbers figures metrics cifras números métricas resultados')]
        : []),
      ...(now.items > old.items ? [make({ items: { min: now.items } }, 'list lista items')] : []),
      ...(now.words >= old.words * 2 ? [make({ words: { min: Math.ceil((now.words + old.words) / 2) } }, '')] : []),
    ];
  });
}

interface Section {
  readonly heading: string;
  readonly code: number;
  readonly numbers: number;
  readonly items: number;
  readonly words: number;
}

/** What each section holds, by its heading in lower case without accents. Headings inside fences are none. */
function sectionsOf(text: string): Map<string, Section> {
  const found = new Map<string, Section>();
  let heading = '';
  let body: string[] = [];
  let fenced = false;
  let code = 0;
  const close = () => {
    const name = heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const prose = body.join('\n');
    if (name)
      found.set(name, {
        heading,
        code,
        numbers: prose.match(/\d+(?:[.,]\d+)?/g)?.length ?? 0,
        items: prose.match(/^\s*(?:[-*+]|\d+[.)])\s/gm)?.length ?? 0,
        words: prose.match(/\p{L}+/gu)?.length ?? 0,
      });
    body = [];
    code = 0;
  };
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) {
      if (!fenced) code++;
      fenced = !fenced;
    } else if (!fenced && /^#{1,6}\s+\S/.test(line)) {
      close();
      heading = line.replace(/^#+\s+/, '').trim();
    } else if (!fenced) body.push(line);
  }
  close();
  return found;
}
