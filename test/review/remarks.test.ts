import { beforeAll, describe, expect, it } from 'vitest';
import { languageOf, loadLanguages } from '../../src/languages/index.js';
import type { MarkdownDocument } from '../../src/model/document.js';
import { sourceOf } from '../../src/model/text.js';
import { readReview } from '../../src/review/index.js';
import { formOf } from './forms-of-hito-5.js';

function read(exercise: string, text: string) {
  const source = sourceOf('answers.md', text);
  const document = languageOf('markdown')?.parse(source) as MarkdownDocument;
  return readReview(formOf(exercise), [{ source, blocks: document.blocks }]);
}

beforeAll(async () => {
  await loadLanguages();
});

describe('remarks in any shape', () => {
  it('takes lettered problems of one paragraph apart', () => {
    const { criteria } = read(
      'mlflow',
      'A) Problema: no hay firma del modelo. Gravedad: media. Corrección: `infer_signature`.\nB) Problema: faltan los tags. Gravedad: baja. Corrección: `set_tags`.\n',
    );
    expect(criteria.get('signature')).toMatchObject({ found: true, severity: 'medium', remedy: 'right' });
    expect(criteria.get('tags')).toMatchObject({ found: true, severity: 'minor', remedy: 'right' });
  });

  it('reads the level from a first column without a name', () => {
    const { criteria } = read(
      'mlflow',
      '| | Problema | Arreglo |\n|---|---|---|\n| 🟢 | Sin tags | `set_tags` |\n| 🔴 | No hay run | `start_run` |\n',
    );
    expect(criteria.get('tags')).toMatchObject({ found: true, severity: 'minor' });
    expect(criteria.get('run-context')).toMatchObject({ found: true, severity: 'critical' });
  });

  it('reads a table whose columns stand in any order under any name', () => {
    const { criteria, remarks } = read(
      'mlflow',
      '| Fix | Sev. | Finding |\n|---|---|---|\n| `log_params` | Low | params are not logged |\n',
    );
    expect(criteria.get('params')).toMatchObject({ found: true, severity: 'minor', remedy: 'right' });
    expect(remarks).toHaveLength(1);
  });

  it('guesses columns that no header names', () => {
    const { criteria } = read(
      'mlflow',
      '|  |  |  |  |\n|---|---|---|---|\n| 1 | no signature | high | `infer_signature` |\n| 2 | no tags | low | `set_tags` |\n',
    );
    expect(criteria.get('signature')).toMatchObject({ found: true, severity: 'critical', remedy: 'right' });
    expect(criteria.get('tags')).toMatchObject({ found: true, severity: 'minor' });
  });

  it.each([
    ['missing?', '| Item | ¿Falta? | Arreglo |\n|---|---|---|\n| signature | Sí, del todo | `infer_signature` |', true],
    ['not missing', '| Item | ¿Falta? | Arreglo |\n|---|---|---|\n| signature | No falta | - |', false],
    ['applies', '| Check | Applies? |\n|---|---|\n| Model without signature | ✓ use `infer_signature` |', true],
    ['applies not', '| Check | Applies? |\n|---|---|\n| Model without signature | does not apply |', false],
  ])('reads a column of answers: %s', (_name, table, found) => {
    const { criteria } = read('mlflow', `${table}\n`);
    expect(criteria.get('signature')).toMatchObject({ found, remedy: found ? 'right' : 'none' });
  });

  it('gives items under a severity heading that severity', () => {
    const { criteria } = read('mlflow', '#### High\n\n- no active run\n\n#### Low\n\n- no tags\n');
    expect(criteria.get('run-context')?.severity).toBe('critical');
    expect(criteria.get('tags')?.severity).toBe('minor');
  });

  it('reads a heading with the text under it as one remark', () => {
    const { remarks } = read(
      'mlflow',
      '##### No active run\n\n`mlflow.start_run` missing, the metric goes to an implicit run.\n',
    );
    expect(remarks.map((one) => one.names)).toEqual([['run-context']]);
  });

  it('joins labelled parts of an item', () => {
    const { criteria } = read(
      'mlflow',
      '- **Problema:** sin firma\n  - **Severidad:** media\n  - **Corrección:** infer_signature\n',
    );
    expect(criteria.get('signature')).toMatchObject({ found: true, severity: 'medium', remedy: 'right' });
  });

  it('takes quoted code for an anchor, not for a remark', () => {
    const { remarks } = read('mlflow', '> `mlflow.sklearn.log_model(model, "model")`\n\nNo signature (**High**).\n');
    expect(remarks).toHaveLength(1);
    expect(remarks[0]).toMatchObject({ names: ['signature'], severity: 'critical' });
  });

  it('gives levels named in one sentence to the things named before them', () => {
    const { criteria } = read(
      'mlflow',
      'The params are not logged and there is no signature. Severity of the params is high, of the signature medium.\n',
    );
    expect(criteria.get('params')?.severity).toBe('critical');
    expect(criteria.get('signature')?.severity).toBe('medium');
  });

  it('finds the remedy in a later sentence of the paragraph', () => {
    const { criteria } = read(
      'mlflow',
      'Los hiperparámetros no se guardan en ninguna parte. Los saco a un diccionario y los registro con `log_params`.\n',
    );
    expect(criteria.get('params')).toMatchObject({ found: true, remedy: 'right' });
  });

  it('counts neither of two contradictory remarks, and asks a person', () => {
    const { criteria, flags } = read('mlflow', '- falta la firma del modelo\n- la firma del modelo está bien\n');
    expect(criteria.get('signature')).toMatchObject({ found: false, confidence: 'review' });
    expect(flags.map((one) => one.kind)).toContain('contradiction');
  });

  it('credits a defect once, however often it is named', () => {
    const { criteria, flags } = read('mlflow', '- falta la firma del modelo\n- falta la firma del modelo\n');
    expect(criteria.get('signature')?.found).toBe(true);
    expect(flags.map((one) => one.kind)).toContain('repeated');
  });

  it('points at the words of the student', () => {
    const { remarks } = read('mlflow', 'Intro.\n\n- falta la firma\n');
    const named = remarks.find((one) => one.names.length > 0);
    expect(named).toMatchObject({ file: 'answers.md', span: { start: { line: 3 } } });
    expect(named?.text).toContain('falta la firma');
  });

  it('reads hostile text without throwing', () => {
    const deep = `${'> '.repeat(500)}no tags`;
    const wide = `| a | b |\n|---|---|\n${'| no tags | x |\n'.repeat(2000)}`;
    // A list of numbers that is nearly a list of lines: one that may be split in two to the power of its length would never end.
    const places = `- crítico · ${Array.from({ length: 60 }, (_, i) => i).join(', ')} x · no tags`;
    for (const text of [deep, wide, places, '('.repeat(5000), '`'.repeat(999), `no ${'muy '.repeat(20_000)}`]) {
      expect(read('mlflow', text).criteria.size).toBe(7);
    }
  });
});
