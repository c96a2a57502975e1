import { describe, expect, it } from 'vitest';
import { formOf, type Row, readRow } from './forms-of-hito-5.js';

const cases: readonly (readonly [exercise: string, criterion: string, row: Row, remedy: string])[] = [
  ['mlflow', 'params', { text: 'no se registran los hiperparámetros', fix: 'mlflow.log_params()' }, 'right'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'log them' }, 'right'],
  ['mlflow', 'run-context', { text: 'no explicit run', fix: 'Envolver todo en ese bloque.' }, 'right'],
  ['mlflow', 'run-context', { text: 'no explicit run', fix: 'Leer todo ese bloque.' }, 'unknown'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'revisar' }, 'unknown'],
  ['mlflow', 'params', { text: 'params not logged' }, 'none'],
  ['mlflow', 'params', { text: 'params not logged → log_params' }, 'right'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'set a run_name' }, 'wrong'],
  ['logging', 'traceback', { text: 'pierde la traza', fix: 'usar exc_info=True' }, 'right'],
  ['logging', 'traceback', { text: 'pierde la traza', fix: 'devolver None' }, 'wrong'],
  ['logging', 'sensitive-data', { text: 'loguea los datos del cliente', fix: 'solo el número de filas' }, 'right'],
  ['logging', 'sensitive-data', { text: 'loguea los datos del cliente', fix: 'sacarlos' }, 'right'],
  ['model-card', 'training-data', { text: 'Training Data' }, 'none'],
  ['model-card', 'training-data', { text: 'Training data: source, period and size' }, 'right'],
  ['prometheus', 'latency-histogram', { text: 'latency histogram' }, 'none'],
  ['prometheus', 'latency-histogram', { text: 'Latency (Histogram)' }, 'right'],
  ['prometheus', 'latency-histogram', { text: 'hace falta un histograma de latencia' }, 'right'],
  ['prometheus', 'latency-histogram', { text: 'un gauge con la última latencia' }, 'wrong'],
  ['prometheus', 'alert-latency', { text: 'alert on latency' }, 'none'],
  ['prometheus', 'alert-latency', { text: 'alert when p95 is above 0.5 s' }, 'right'],

  // The right word in a wrong cure.
  ['mlflow', 'params', { text: 'params not logged', fix: 'print(model.get_params())' }, 'wrong'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'anotar los params en el README' }, 'wrong'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'mlflow.log_params({})' }, 'wrong'],
  ['mlflow', 'run-name', { text: 'falta run_name', fix: 'mlflow.log_param("run_name", "rf")' }, 'wrong'],
  ['mlflow', 'run-name', { text: 'falta run_name', fix: 'mlflow.set_tag("mlflow.runName", "rf")' }, 'right'],
  ['mlflow', 'signature', { text: 'falta signature', fix: 'infer_signature(model)' }, 'wrong'],
  ['mlflow', 'signature', { text: 'falta signature', fix: 'infer_signature(X, model.predict(X))' }, 'right'],
  ['mlflow', 'tags', { text: 'sin tags', fix: 'git tag v1.0' }, 'wrong'],
  ['logging', 'logger', { text: 'usa print', fix: 'sys.stdout.write' }, 'wrong'],
  ['logging', 'levels', { text: 'sin niveles', fix: 'escribir "ERROR:" al principio del texto' }, 'wrong'],
  ['logging', 'context', { text: 'sin request_id', fix: 'un uuid4 en una constante del módulo' }, 'wrong'],
  ['logging', 'timestamp', { text: 'sin timestamp', fix: 'start = time.time() para calcular la duración' }, 'wrong'],
  ['model-card', 'ethics', { text: 'Ética: que el código sea open source' }, 'wrong'],
  ['model-card', 'ethics', { text: 'Ética: sesgo por edad y privacidad' }, 'right'],
  ['model-card', 'metrics', { text: 'Métricas: recall, F1 y latencia' }, 'right'],
  ['prometheus', 'counter-labels', { text: 'contador sin labels: labels=["user_id"]' }, 'wrong'],
  ['prometheus', 'error-counter', { text: 'Contador de errores: incrementarlo en el finally' }, 'wrong'],
  ['prometheus', 'alert-latency', { text: 'alerta de latencia: histogram_quantile(95, latency) > 0.5' }, 'wrong'],
  // It stands beside the right one, or is what the right one replaces.
  ['mlflow', 'params', { text: 'params not logged', fix: 'log_params, y una nota en el README' }, 'right'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'log_params en vez de un print' }, 'right'],
  ['mlflow', 'tags', { text: 'sin tags', fix: 'no con git tag sino con mlflow.set_tags' }, 'right'],
  ['logging', 'logger', { text: 'usa print', fix: 'un logger y no sys.stdout.write' }, 'right'],
  ['prometheus', 'counter-labels', { text: 'sin labels: añadir clase, evitando user_id' }, 'right'],
  ['prometheus', 'error-counter', { text: 'errores: contarlos en el except, no en el finally' }, 'right'],
  // It is wrong in a sentence about another defect.
  [
    'logging',
    'timestamp',
    { text: '`print(...)` x3. Please use `logging`. As is there are no levels and no timestamps' },
    'right',
  ],
  // It does half.
  ['mlflow', 'params', { text: 'params not logged', fix: 'guardarlos con mlflow.log_dict' }, 'half'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'log_params y además log_dict' }, 'right'],
  ['mlflow', 'tags', { text: 'sin tags', fix: 'mlflow.set_experiment_tag("team", "riesgo")' }, 'half'],
  ['prometheus', 'model-loaded', { text: 'modelo cargado: endpoint /health' }, 'half'],
];

describe('whether the remedy is right', () => {
  it.each(cases)('%s/%s %j: %s', (exercise, criterion, row, remedy) => {
    expect(readRow(formOf(exercise), row).criteria.get(criterion)).toMatchObject({ found: true, remedy });
  });
});
