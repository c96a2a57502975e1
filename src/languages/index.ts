import { dockerfile } from './dockerfile/index.js';
import { hcl } from './hcl/index.js';
import { json } from './json/index.js';
import type { Language } from './language.js';
import { markdown } from './markdown/index.js';
import { promql } from './promql/index.js';
import { python } from './python/index.js';
import { toml } from './toml/index.js';
import { javascript, typescript } from './typescript/index.js';
import { yaml } from './yaml/index.js';

/** THE list of languages. */
export const languages: readonly Language[] = [
  python,
  markdown,
  yaml,
  json,
  toml,
  hcl,
  dockerfile,
  promql,
  typescript,
  javascript,
];

const byName: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) => [language.id, ...language.aliases].map((name) => [name, language] as const)),
);

/** The language with this id or alias, whatever the case. */
export const languageOf = (name: string): Language | undefined => byName.get(name.toLowerCase());

/** The language of a file by its base name or its extension. */
export function languageOfFile(name: string): Language | undefined {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
  const exact = languages.find((language) => language.files.some((file) => file.toLowerCase() === base));
  return (
    exact ?? languages.find((language) => language.files.some((file) => file.startsWith('.') && base.endsWith(file)))
  );
}

/** Loads the languages with these ids or aliases, or all of them. Names nobody knows are passed over. */
export async function loadLanguages(
  names: readonly string[] = languages.map((language) => language.id),
): Promise<void> {
  await Promise.all(names.map((name) => languageOf(name)?.load()));
}
