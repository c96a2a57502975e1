import { type Candidate, type Expression, escapeRegex, type FilePair, weighted } from './candidate.js';

/** Calls and options that came or went in TypeScript and JavaScript, as `code` checks. */
export function scriptCandidates({ language, given, corrected }: FilePair): Candidate[] {
  const [before, after] = [namesIn(given ?? ''), namesIn(corrected)];
  const code = (pattern: string): Expression => ({ code: { pattern, language } });
  const kept = [...after.calls].find((name) => before.calls.has(name));
  const make = (name: string, expression: Expression, nonsense: string[] = []): Candidate => ({
    words: weighted([name.replaceAll('.', ' '), 0.7], [name.split('.').at(-1) ?? '', 1]),
    expression,
    nonsense,
  });
  const renamed = (name: string) => [corrected.replace(new RegExp(`${escapeRegex(name)}(?![\\w$])`, 'g'), 'zzz')];
  const gone = [...before.calls].filter((name) => !after.calls.has(name));
  return [
    ...fresh(after.calls, before.calls).map((name) => make(name, code(`${name}(...)`), renamed(name))),
    ...fresh(after.keys, before.keys).map((name) => make(name, code(`{..., ${name}: $VALUE, ...}`), renamed(name))),
    ...(kept ? gone.map((name) => make(name, { all: [code(`${kept}(...)`), { not: code(`${name}(...)`) }] })) : []),
  ];
}

const fresh = (after: ReadonlySet<string>, before: ReadonlySet<string>): string[] =>
  [...after].filter((name) => !before.has(name));

/** Names that are called, and keys of objects, as far as a regex tells them. */
function namesIn(text: string): { calls: Set<string>; keys: Set<string> } {
  const bare = text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  const all = (pattern: RegExp) => new Set([...bare.matchAll(pattern)].map((match) => match[1] ?? ''));
  const calls = all(/(?<![\w$.)\]])([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,3})\(/g);
  for (const word of ['if', 'for', 'while', 'switch', 'catch', 'function', 'return', 'await']) calls.delete(word);
  return { calls, keys: all(/[{,]\s*([A-Za-z_$][\w$]*)\s*:\s/g) };
}
