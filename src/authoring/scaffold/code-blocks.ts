import type { Block } from '../../model/document.js';
import { looksLikeTree } from './candidates/index.js';

/** A fenced block of an exam, as a file. */
export interface CodeBlock {
  /** Id of a language, or `text`. */
  readonly language: string;
  /** What it is called where the language is `text`: `sql`, `shell`, `tree` … */
  readonly notation: string;
  readonly name: string | undefined;
  readonly extension: string;
  readonly text: string;
}

const LANGUAGES: Readonly<Record<string, readonly [language: string, extension: string]>> = {
  python: ['python', 'py'],
  typescript: ['typescript', 'ts'],
  tsx: ['typescript', 'tsx'],
  javascript: ['javascript', 'js'],
  jsx: ['javascript', 'jsx'],
  yaml: ['yaml', 'yaml'],
  json: ['json', 'json'],
  toml: ['toml', 'toml'],
  dockerfile: ['dockerfile', ''],
  markdown: ['markdown', 'md'],
  promql: ['promql', 'promql'],
  sql: ['text', 'sql'],
  shell: ['text', 'sh'],
  hcl: ['hcl', 'tf'],
  nginx: ['text', 'conf'],
  makefile: ['text', 'mk'],
  ini: ['text', 'ini'],
  java: ['text', 'java'],
  go: ['text', 'go'],
  html: ['text', 'html'],
  css: ['text', 'css'],
  xml: ['text', 'xml'],
  tree: ['text', 'txt'],
  file: ['text', 'txt'],
};

const ALIASES: Readonly<Record<string, string>> = {
  py: 'python',
  python3: 'python',
  ts: 'typescript',
  js: 'javascript',
  node: 'javascript',
  yml: 'yaml',
  jsonc: 'json',
  docker: 'dockerfile',
  containerfile: 'dockerfile',
  md: 'markdown',
  bash: 'shell',
  sh: 'shell',
  zsh: 'shell',
  terraform: 'hcl',
  tf: 'hcl',
  conf: 'nginx',
  make: 'makefile',
  mk: 'makefile',
  postgresql: 'sql',
  mysql: 'sql',
  env: 'ini',
  cfg: 'ini',
};

/** What text without an info string looks like. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/^#!.*\b(?:ba|z|k|da)?sh\b/, 'shell'],
  [/^#!.*\bpython/, 'python'],
  [/^\s*FROM\s+\S+[\s\S]*^\s*(?:RUN|CMD|COPY)\s/m, 'dockerfile'],
  [/^\s*(?:resource|provider|terraform|variable|module)\b[^\n{]{0,100}\{/m, 'hcl'],
  [/^\s*(?:select|insert|update|create table)\b/im, 'sql'],
  [/^\s*(?:server|http|upstream)\s*\{/m, 'nginx'],
  [/^\s*(?:import \w|from \w+ import|def \w+\()/m, 'python'],
  [/^\s*\{[\s\S]*"\s*:/, 'json'],
  [/^[\w-]+:(?:\s|$)[\s\S]*^\s+[\w-]+:(?:\s|$)/m, 'yaml'],
];

const NAME = String.raw`(?:[\w.-]+\/)*(?:[\w-][\w.-]*\.[a-z]{1,8}|\.[\w.-]+|Dockerfile|Makefile|Jenkinsfile)`;
const COMMENT = new RegExp(
  String.raw`^\s*(?:#|\/\/|--|<!--|\/\*|;)\s*(?:(?:file|archivo|fichero)\s*:\s*)?(${NAME})\s*(?:-->|\*\/)?\s*$`,
  'i',
);
const IN_INFO = new RegExp(String.raw`(?:title|file(?:name)?|name)\s*=\s*["']?(${NAME})|\s(${NAME})(?:\s|$)`, 'i');

/** The files that blocks of code show, with a name each; `prose` is what the exercise says about them. */
export function codeIn(blocks: readonly Block[], prose: string): CodeBlock[] {
  const mentioned = [...prose.matchAll(new RegExp(`(?<![\\w/])${NAME}(?![\\w/])`, 'g'))].map((match) =>
    match[0].replace(/\.$/, ''),
  );
  const shown = blocks.flatMap((block, i) => {
    if (block.kind !== 'code' || block.source.text.trim() === '') return [];
    const { text } = block.source;
    return [{ text, info: block.info, own: ownName(block.info, text) ?? nameAbove(blocks[i - 1], block.info, text) }];
  });
  // A name that one block bears is no other's, even where that block stands further below.
  const used = new Set(shown.map(({ own }) => own));
  return shown.map(({ text, info, own }) => {
    const kind = kindOf(info, own, text);
    const [language, extension] = LANGUAGES[kind] ?? ['text', 'txt'];
    const told = mentioned.find((name) => !used.has(name) && kind !== 'tree' && fits(name, kind, extension));
    const name = own ?? told ?? usualName(kind, text);
    if (name) used.add(name);
    return { language, notation: language === 'text' ? notationOf(kind, name) : language, name, extension, text };
  });
}

/** Files of text are told apart by their names: `requirements`, `gitignore`. */
function notationOf(kind: string, name: string | undefined): string {
  const [stem = ''] = (name?.split('/').at(-1) ?? '').replace(/^\.+/, '').split('.');
  const slug = stem.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return kind === 'file' && /^[a-z]/.test(slug) && !LANGUAGES[slug] ? slug.replace(/-$/, '') : kind;
}

/** The one file that the line right above names, where the fence does not say that it is something else. */
function nameAbove(before: Block | undefined, info: string, text: string): string | undefined {
  if (!before || !('text' in before)) return undefined;
  const line = before.text.text.trimEnd().split('\n').at(-1) ?? '';
  const names = [...new Set(line.match(new RegExp(`(?<![\\w/])${NAME}(?![\\w/])`, 'g')) ?? [])];
  const [name = ''] = names;
  if (names.length !== 1 || line.split(/\s+/).length > MOST_WORDS_ABOVE) return undefined;
  const alone = line.replace(/\W+$/, '').endsWith(name) && line.split(/\s+/).length <= 2;
  const [kind, named] = [kindOf(info, undefined, text), kindOf('text', name, '')];
  const open = kind === 'file' && (info.trim() === '' || named === 'file' || alone);
  return open || kind === named || (alone && kind !== 'tree' && named === 'file') ? name : undefined;
}

const MOST_WORDS_ABOVE = 12;

/** Named in a comment of its first lines (below a `#!`), or in the info string. */
function ownName(info: string, text: string): string | undefined {
  const told = IN_INFO.exec(info);
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#!'))
    .slice(0, 2);
  return told?.[1] ?? told?.[2] ?? lines.map((line) => COMMENT.exec(line)?.[1]).find((name) => name !== undefined);
}

function kindOf(info: string, name: string | undefined, text: string): string {
  const said = info.split(/[\s{:]/)[0]?.toLowerCase() ?? '';
  const direct = LANGUAGES[said] ? said : ALIASES[said];
  if (direct && direct !== 'file') return direct;
  const ending = name?.split('.').at(-1)?.toLowerCase() ?? '';
  if (/^(?:.*\/)?Dockerfile$/.test(name ?? '')) return 'dockerfile';
  const named = LANGUAGES[ending] ? ending : ALIASES[ending];
  if (named) return named;
  if (looksLikeTree(text)) return 'tree';
  if (said !== '' && !/^(?:text|txt|plain|plaintext|none|output|console|log)$/.test(said)) return 'file';
  return said === '' ? (LOOKS.find(([look]) => look.test(text))?.[1] ?? 'file') : 'file';
}

function fits(name: string, kind: string, extension: string): boolean {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return kind === 'dockerfile' ? /Dockerfile$/.test(name) : ending === extension || ALIASES[ending] === kind;
}

/** What a file with these contents is called everywhere. */
const USUAL: readonly (readonly [kind: string, look: RegExp, name: string])[] = [
  ['json', /"(?:dependencies|devDependencies|scripts)"\s*:/, 'package.json'],
  ['json', /"compilerOptions"\s*:/, 'tsconfig.json'],
  ['yaml', /^services:[\s\S]*^\s+(?:image|build):/m, 'compose.yaml'],
  ['yaml', /^stages:[\s\S]*^\s+cmd:/m, 'dvc.yaml'],
  ['yaml', /^repos:[\s\S]*^\s+(?:- )?rev:/m, '.pre-commit-config.yaml'],
  ['yaml', /^on:[\s\S]*^jobs:/m, 'workflow.yml'],
  ['toml', /^\[(?:project|tool\.|build-system)/m, 'pyproject.toml'],
  ['markdown', /^# /m, 'README.md'],
  ['sql', /^\s*(?:select|with)\b/im, 'query.sql'],
  ['dockerfile', /./, 'Dockerfile'],
  ['makefile', /./, 'Makefile'],
];

const usualName = (kind: string, text: string): string | undefined =>
  USUAL.find(([of, look]) => of === kind && look.test(text))?.[2];
