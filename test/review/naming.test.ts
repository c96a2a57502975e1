import { describe, expect, it } from 'vitest';
import { formOf, namesIn, type Row, readRow } from './forms-of-hito-5.js';

const cases: readonly (readonly [exercise: string, row: string | Row, names: readonly string[]])[] = [
  ['mlflow', 'no hay un run abierto cuando se loguea', ['run-context']],
  ['mlflow', 'the metric lands in an implicit run', ['run-context']],
  ['mlflow', 'params, tags y firma: faltan', ['params', 'signature', 'tags']],
  ['mlflow', 'Faltan params, tags y signature', ['params', 'signature', 'tags']],
  ['mlflow', 'ni params ni tags', ['params', 'tags']],
  ['mlflow', 'hiperparametors sin registrar', ['params']],
  ['mlflow', 'los parámetros no se registran en el run', ['params']],
  ['mlflow', 'the run has no name', ['run-name']],
  ['mlflow', 'no se puede dejar el run sin nombre', ['run-name']],
  ['mlflow', 'accuracy alone is misleading', ['metrics']],
  ['mlflow', { text: 'Registro del modelo', fix: 'usar `infer_signature`' }, ['signature']],
  ['mlflow', { text: 'No abre un run', fix: 'Agregar el contexto con run_name' }, ['run-context', 'run-name']],
  ['mlflow', 'faltan parámetros como min_samples_split', []],
  ['mlflow', 'el nombre del experimento es poco descriptivo', []],
  ['mlflow', 'no random_state, every fit differs', []],
  ['logging', 'usa print en lugar de un logger', ['logger']],
  ['logging', '`print(f"Received data: {data}")` writes PII', ['sensitive-data']],
  ['logging', 'print no lleva timestamp ni nivel', ['levels', 'logger', 'timestamp']],
  ['logging', 'the exception is printed without its stack trace', ['traceback']],
  ['logging', 'two calls at once: nobody can tell which request a line belongs to', ['context']],
  ['logging', 'el raise está bien', []],
  ['logging', 'input is not validated', []],
  ['model-card', 'Faltan: uso previsto, datos de entrenamiento y ética', ['ethics', 'intended-use', 'training-data']],
  ['model-card', 'Limitations', ['limitations']],
  ['model-card', 'training data (source, period, size)', ['training-data']],
  ['model-card', 'las métricas están bien', []],
  ['prometheus', 'faltan la latencia, los errores y el drift', ['drift-gauge', 'error-counter', 'latency-histogram']],
  ['prometheus', 'alerta si el p95 supera 500 ms', ['alert-latency']],
  ['prometheus', 'alerts for latency, errors and drift', ['alert-drift', 'alert-errors', 'alert-latency']],
  ['prometheus', 'the counter cannot be broken down by version', ['counter-labels']],
  ['prometheus', 'no /metrics endpoint', []],
];

describe('which defects a remark names', () => {
  it.each(cases)('%s: %j', (exercise, row, names) => {
    expect(namesIn(readRow(formOf(exercise), typeof row === 'string' ? { text: row } : row))).toEqual(
      [...names].sort(),
    );
  });
});

const nothing: readonly (readonly [exercise: string, text: string])[] = [
  ['mlflow', 'La signature está bien'],
  ['mlflow', 'No hace falta ponerle nombre al run'],
  ['mlflow', 'There is no need for a signature'],
  ['mlflow', 'el run_name ya está'],
  ['mlflow', 'run params tags signature input_example metrics'],
  ['mlflow', 'start_run, log_params, run_name, infer_signature, input_example, set_tags'],
  ['mlflow', '`mlflow.log_metric("accuracy", accuracy)`'],
  ['mlflow', 'mejorar el código'],
  ['mlflow', 'agregar buenas prácticas'],
  ['mlflow', 'los no se de parámetros el registran'],
  ['logging', 'print is not wrong here'],
  ['logging', 'the log levels look good to me'],
  ['logging', 'logger levels pii request_id timestamp traceback'],
  ['logging', 'print, structlog, open spans, request_id, timestamp, traceback'],
  ['prometheus', 'latency errors drift labels histogram gauge alerts'],
  ['model-card', 'nothing wrong with the limitations section'],
];

describe('what earns nothing', () => {
  it.each(nothing)('%s: %s', (exercise, text) => {
    expect(namesIn(readRow(formOf(exercise), { text }))).toEqual([]);
  });
});

describe('what a person is told', () => {
  it.each([
    ['mlflow', 'run params tags signature input_example metrics', 'keyword-list'],
    ['mlflow', '`mlflow.log_metric("accuracy", accuracy)`', 'echo'],
    ['logging', 'no timest\u200bamp', 'invisible-characters'],
    ['logging', 'no tim\u0435stamp', 'mixed-script'],
  ])('%s: %s is flagged %s', (exercise, text, flag) => {
    expect(readRow(formOf(exercise), { text }).flags.map((one) => one.kind)).toContain(flag);
  });

  it('reads words through invisible characters and look-alikes', () => {
    expect(namesIn(readRow(formOf('logging'), { text: 'no timest\u200bamp' }))).toEqual(['timestamp']);
    expect(namesIn(readRow(formOf('logging'), { text: 'no tim\u0435stamp' }))).toEqual(['timestamp']);
  });

  it('says which remark came nearest to a defect that nobody named', () => {
    const mention = readRow(formOf('mlflow'), { text: 'La signature está bien' }).criteria.get('signature');
    expect(mention).toMatchObject({ found: false });
    expect(mention?.trace).toContain('said to be fine');
  });
});
