// Runs after `tsc`: publishes the schemas and works out beforehand what the shipped exams need, so that starting costs no YAML.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageReference } from '../dist/authoring/reference-files.js';
import { packageRoot } from '../dist/package/root.js';
import { listExams, loadExam, prepareExams, publishedSchemas } from '../dist/rubric/load.js';
import { prepareIndex } from '../dist/submission/exam-index.js';

const root = packageRoot();
const yaml = ['exams', 'rubrics'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        /(^|[/\\])(exam\.ya?ml|[^/\\]+\.ya?ml)$/.test(name) && (folder === 'rubrics' || name.endsWith('exam.yaml')),
    )
    .map((name) => join(root, folder, name)),
);
prepareExams(yaml);
for (const id of listExams()) prepareIndex(loadExam(id));
mkdirSync(join(root, 'schema'), { recursive: true });
for (const [name, schema] of Object.entries(publishedSchemas())) {
  writeFileSync(join(root, 'schema', name), `${JSON.stringify(schema, null, 2)}\n`);
}
writeFileSync(join(root, 'rubrics', 'reference.md'), packageReference());
