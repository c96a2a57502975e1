// Runs after `tsc`: the command and the libraries it always needs as one bundle. Finding and compiling hundreds of small modules took longer than marking a hand-in.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

rmSync('dist/cli', { recursive: true, force: true });
const bundle = await rolldown({
  input: 'src/cli/index.ts',
  platform: 'node',
  tsconfig: false,
  // Loaded late, by few commands, or with files of their own beside them.
  external: [/^ts-morph/, /^@astral-sh\//, /^jiti/, /^web-tree-sitter/, /^ajv/],
});
const { output } = await bundle.write({
  dir: 'dist/cli',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name].js',
  // White space goes, names stay: a stack trace in a report of trouble must be readable.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
});

const packages = new Set(
  output
    .flatMap((chunk) => Object.keys(chunk.modules ?? {}).map((id) => id.replaceAll('\\', '/')))
    .flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []),
);
const notices = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `# ${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''}\n`;
});
writeFileSync('dist/cli/LICENSES.md', notices.join('\n'));
