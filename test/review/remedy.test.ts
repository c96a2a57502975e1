import { describe, expect, it } from 'vitest';
import { formOf, type Row, readRow } from './forms-of-hito-5.js';

const cases: readonly (readonly [exercise: string, criterion: string, row: Row, remedy: string])[] = [
  ['mlflow', 'params', { text: 'no se registran los hiperparámetros', fix: 'mlflow.log_params()' }, 'right'],
  ['mlflow', 'params', { text: 'params not logged', fix: 'log them' }, 'right'],
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
];

describe('whether the remedy is right', () => {
  it.each(cases)('%s/%s %j: %s', (exercise, criterion, row, remedy) => {
    expect(readRow(formOf(exercise), row).criteria.get(criterion)).toMatchObject({ found: true, remedy });
  });
});
