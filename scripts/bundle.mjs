// Runs after `tsc`: the command and the libraries it always needs as one bundle. Finding and compiling hundreds of small modules took longer than marking a hand-in.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

rmSync('dist/cli', { recursive: true, force: true });
mkdirSync('dist/cli');
const bundle = await rolldown({
  input: 'src/cli/index.ts',
  platform: 'node',
  tsconfig: false,
  // Loaded late, by few commands, or with files of their own beside them.
  external: [/^ts-morph/, /^@astral-sh\//, /^jiti/, /^web-tree-sitter/, /^ajv/],
});
const { output } = await bundle.generate({
  format: 'cjs',
  codeSplitting: false,
  dynamicImportInCjs: false,
  // White space goes, names stay: a stack trace in a report of trouble must be readable.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
});
const [main] = output;
writeFileSync('dist/cli/main.cjs', inAscii(main.code.replace(/^#!.*/, '')));
writeFileSync('dist/cli/LICENSES.md', notices(Object.keys(main.modules)));
copyFileSync('scripts/launcher.cjs', 'dist/cli/index.js');
// Starting Node's loader of modules takes longer than reading the bundle.
writeFileSync('dist/cli/package.json', '{ "type": "commonjs" }\n');
keepByteCode();

/** One byte a letter: half the memory, and read without decoding. */
function inAscii(code) {
  const raw = /String\.raw`[^`]*[^\0-\x7f]/.exec(code);
  if (raw) throw new Error(`a letter that must stay as it is: ${raw[0]}`);
  // Step by step over what is escaped: a letter that has a backslash already loses it.
  return code.replace(/\\?[^\0-\x7f]|\\[\0-\x7f]/g, (found) => {
    const letter = found.at(-1);
    return letter < '\x80' ? found : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function notices(modules) {
  const packages = new Set(
    modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0] ?? []),
  );
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    return `# ${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''}\n`;
  });
  return texts.join('\n');
}

/** Byte code of what marking calls, kept for the launcher: of a table, of prose, of headings, of a notebook. */
function keepByteCode() {
  const handIns = [
    'model-answer',
    'full-uruguay-review-comments',
    'english-long-prose',
    'headings-per-problem',
    'notebook-es',
  ];
  const run = [
    '--import',
    './scripts/keep-byte-code.mjs',
    'dist/cli/index.js',
    'grade',
    ...handIns.map((name) => `fixtures/hito-5/${name}`),
  ];
  const { status, stderr } = spawnSync(process.execPath, run, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the bundled command does not run: ${stderr}`);
}
