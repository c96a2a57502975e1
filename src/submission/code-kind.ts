import { languageOf, languageOfFile } from '../languages/index.js';
import { infoLanguage } from '../languages/markdown/index.js';
import type { ExamIndex, IndexedKind } from './exam-index.js';
import { ignoredByName, isProject } from './ignored.js';

/** Languages that a block may be in; `text` is anything that is not read as code. */
export type Tongue = 'python' | 'yaml' | 'markdown' | 'diff' | 'shell' | 'json' | 'text' | (string & {});

const TONGUES = new Map<string, Tongue>([
  ...['python', 'py', 'python3', 'py3', 'ipython', 'ipython3', 'pycon', 'pyi'].map((name) => [name, 'python'] as const),
  ...['yaml', 'yml', 'prometheus', 'alertmanager', 'helm'].map((name) => [name, 'yaml'] as const),
  ...['markdown', 'md', 'mdx', 'gfm', 'rmd', 'qmd'].map((name) => [name, 'markdown'] as const),
  ...['diff', 'patch', 'udiff'].map((name) => [name, 'diff'] as const),
  ...['bash', 'sh', 'shell', 'console', 'zsh', 'powershell', 'ps1', 'cmd', 'bat', 'terminal', 'shell-session'].map(
    (name) => [name, 'shell'] as const,
  ),
  ...['json', 'jsonc', 'json5'].map((name) => [name, 'json'] as const),
]);

/** The language of a file by its name, or as the exam's artefact of that name has it; nothing where no one reads such files. */
export function tongueOfName(path: string, index: ExamIndex): Tongue | undefined {
  const [kind] = kindsByName(path, index);
  const language = languageOfFile(path)?.id ?? kind?.kind.language;
  // A rubric may take any notation as plain text.
  const tongue = kind?.kind.language === 'text' && language !== 'python' ? 'text' : language;
  return tongue === 'markdown' || (tongue !== undefined && kind === undefined && !READ.has(tongue))
    ? undefined
    : tongue;
}

/** What is read without an exam that asks for it. */
const READ: ReadonlySet<string> = new Set(['python', 'yaml', 'json', 'dockerfile']);

/** The language of a block by its info string, or by what it looks like where the info says nothing. */
export function tongueOf(info: string, text: string): Tongue {
  const named = infoLanguage(info);
  const known = TONGUES.get(named);
  if (known === 'python' && (looksDiff(text) || (/^\+/m.test(text) && /^-/m.test(text)))) return 'diff';
  if (known) return known;
  if (
    named !== '' &&
    !/^(?:text|txt|plain|plaintext|none|output|code|codigo|raw|copy|no-highlight|\d.*)$/.test(named) &&
    !/\.\w+$/.test(named)
  ) {
    const file = /([\w./-]+\.(?:py|ya?ml|md|json))\b/.exec(info)?.[1];
    return file ? tongueOfFile(file) : (languageOf(named)?.id ?? named);
  }
  if (looksDiff(text)) return 'diff';
  return guess(text);
}

const tongueOfFile = (file: string): Tongue =>
  TONGUES.get(file.slice(file.lastIndexOf('.') + 1).toLowerCase()) ?? 'text';

/** A unified diff, or lines with plus and minus signs in front. */
export function looksDiff(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const plus = lines.filter((line) => /^\+(?!\+\+ )/.test(line)).length;
  const minus = lines.filter((line) => /^-(?!-- )(?!\s*\w+\s*:)/.test(line)).length;
  const headed = lines.some((line) => /^(?:@@ |diff --git |\+\+\+ |--- [ab]\/)/.test(line));
  return headed ? plus + minus > 0 : plus >= 2 && plus + minus >= lines.length * 0.3 && minus > 0;
}

const PYTHON =
  /^\s*(?:import \w|from [\w.]+ import|def \w+\s*\(|class \w+|@\w|with .+:\s*$|async def|try:|except\b.*:|for .+ in .+:|if .+:\s*$|[\w.]+\s*=\s*[^=\s]|[\w.]+\(.*\)?\s*$|return\b|raise\b|logging\.|print\()/;
const YAML = /^\s*(?:-\s+)?(?:["']?[\w./-]+["']?\s*:(?:\s|$)|\{.*:.*\})/;
const MARKDOWN = /^\s*(?:#{1,6} |[-*+] |\d+[.)] |> |\|.*\||\*\*[^*]+\*\*)/;

const DOCKERFILE =
  /^\s*(?:FROM|RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|ARG|WORKDIR|USER|EXPOSE|HEALTHCHECK|LABEL|VOLUME|SHELL)\s|^\s{2,}|&&|\\$/;

const HCL = /^\s*(?:resource|data|variable|output|provider|module|terraform|locals)\b(?:\s+"[^"\n]*"){0,2}\s*\{\s*$/m;

function guess(text: string): Tongue {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*#(?!#* [A-Z])/.test(line));
  if (lines.length === 0) return 'text';
  const share = (pattern: RegExp): number =>
    lines.filter((line) => line.length < 2000 && pattern.test(line)).length / lines.length;
  if (
    /^\s*(?:ARG\s+\S+\s+)?FROM\s+[\w./-]+(?::[\w.-]+|@sha256:\w+)?(?:\s+AS\s+\S+)?\s*$/i.test(lines[0] ?? '') &&
    share(DOCKERFILE) > 0.5
  )
    return 'dockerfile';
  if (HCL.test(text)) return 'hcl';
  if (/^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text) && /"\s*:/.test(text)) return 'json';
  if (share(/^\s*(?:\$ |>>> |pip |python3? |curl |docker |kubectl |mlflow (?:ui|run))/) > 0.3) return 'shell';
  const python = share(PYTHON);
  const yaml = share(YAML);
  const markdown = share(MARKDOWN);
  if (python >= 0.4 && python >= yaml) return 'python';
  if (/(?:^|\n)\s*-?\s*\{?\s*(?:alert|expr|groups)\s*:/.test(text) || (yaml > 0.7 && markdown < 0.5)) return 'yaml';
  if (markdown > 0.2 || /(?:^|\n)#{1,6} \S/.test(text)) return 'markdown';
  return python > 0.25 ? 'python' : 'text';
}

/** A path that the first line names in a comment (`# train_mlflow.py`), or the block's info string does. */
export function pathOf(text: string, info = ''): string | undefined {
  const inInfo =
    /(?:title|file(?:name)?|name|path)\s*[=:]\s*["']?([\w./-]+\.\w+)|(?:^|[\s:])([\w./-]+\.(?:py|ya?ml|md|json|ipynb|toml|tf|hcl|txt|ini|cfg|[jt]sx?|dockerfile)|Dockerfile)\b/.exec(
      info,
    );
  if (inInfo) return inInfo[1] ?? inInfo[2];
  const [first = '', second = ''] = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^#!|coding[:=]/.test(line));
  for (const line of [first, second]) {
    const found =
      /^\s*(?:#|\/\/|<!--|--|;|"""|''')+\s*(?:(?:archivo|file|fichero|path|src)\s*:\s*)?[`"']?([\w./-]+\.(?:py|ya?ml|md|json|ipynb|toml|tf|hcl|txt|ini|cfg|[jt]sx?|dockerfile)|(?:[\w./-]*\/)?Dockerfile)\b/i.exec(
        line,
      );
    if (found) return found[1];
  }
  return undefined;
}

const base = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** What kinds of artefact a file's name says it is. */
export const kindsByName = (path: string, index: ExamIndex): IndexedKind[] => {
  const name = base(path);
  const exact = index.kinds.filter((one) => one.kind.files.some((file) => file.toLowerCase() === name.toLowerCase()));
  if (exact.length > 0) return exact;
  const names = [name, name.replace(/\.yml$/i, '.yaml'), name.replace(/\.yaml$/i, '.yml')];
  const fitting = index.kinds.filter((one) => one.globs.some((glob) => names.some((some) => glob.test(some))));
  return fitting.length > 0 ? fitting : byShorterName(name, index);
};

/** A project's configuration may go by a shorter name than the exam gives it: `compose.yaml` for `docker-compose.yml`. */
function byShorterName(name: string, index: ExamIndex): IndexedKind[] {
  const why = ignoredByName(name);
  if (why === undefined || !isProject(why) || name.endsWith('.py')) return [];
  const stem = name.replace(/\.\w+$/, '').toLowerCase();
  const found = index.kinds.filter((one) =>
    one.kind.files.some((file) => file.toLowerCase().split(/[-_.]/).slice(0, -1).includes(stem)),
  );
  return found.length === 1 ? found : [];
}

/** How much a text looks like a kind, by the author's patterns. */
export const looksOf = (text: string, one: IndexedKind): number =>
  one.looks.reduce(
    (sum, look) =>
      sum + (look.pattern.test(one.kind.language === 'markdown' ? text.replaceAll('_', ' ') : text) ? look.weight : 0),
    0,
  );

const SPEAKS: ReadonlyMap<string, ReadonlySet<Tongue>> = new Map([
  ['python', new Set<Tongue>(['python'])],
  ['yaml', new Set<Tongue>(['yaml', 'json'])],
  ['markdown', new Set<Tongue>(['markdown', 'yaml', 'json'])],
  ['typescript', new Set<Tongue>(['typescript', 'javascript'])],
  ['javascript', new Set<Tongue>(['javascript', 'typescript'])],
]);

/** Whether a block in some language can be an artefact of a kind; a card may come as YAML or JSON too, and any notation may be taken as plain text. */
export const canBe = (tongue: Tongue, { kind }: IndexedKind): boolean =>
  SPEAKS.get(kind.language)?.has(tongue) ??
  (kind.language === tongue ||
    (kind.language === 'text' &&
      (!languageOf(tongue) || kind.files.some((file) => languageOfFile(file)?.id === tongue))));
