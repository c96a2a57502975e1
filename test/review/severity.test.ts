import { describe, expect, it } from 'vitest';
import { isOneWorst, isOnlySeverity, scaleOf, severityOf, severityWithin } from '../../src/review/remarks/severity.js';

describe('the severity of a cell, on the scale that the student uses', () => {
  it.each([
    ['Crítico', ['Crítico', 'Medio', 'Menor'], 'critical'],
    ['🔴 Alta', ['🔴 Alta'], 'critical'],
    ['media-alta', ['media-alta'], 'medium'],
    ['Low', ['Critical', 'High', 'Medium', 'Low'], 'minor'],
    ['Low', ['Critical', 'High', 'Medium', 'Low', 'Info'], 'medium'],
    ['Info', ['Critical', 'High', 'Medium', 'Low', 'Info'], 'minor'],
    ['Major', ['Blocker', 'Major', 'Minor'], 'medium'],
    ['P1', ['P0', 'P1', 'P2'], 'medium'],
    ['P1', ['P1', 'P2', 'P3'], 'critical'],
    ['P1', ['P0', 'P1', 'P2', 'P3'], 'critical'],
    ['S2', ['S1', 'S2', 'S3', 'S4'], 'critical'],
    ['S4', ['S1', 'S2', 'S3', 'S4'], 'minor'],
    ['🟠', ['🔴', '🟠', '🟢'], 'medium'],
    ['🟠', ['🔴', '🟠', '🟡', '🟢'], 'critical'],
    ['8/10', ['8/10'], 'critical'],
    ['1/5', ['1/5'], 'minor'],
    ['no tan grave', ['no tan grave'], 'minor'],
    ['1', ['5', '3', '1'], 'minor'],
    ['4', ['5', '4', '3', '1'], 'critical'],
    ['2', ['1', '2', '3'], 'medium'],
    ['prioridad 1', ['prioridad 1', 'prioridad 2', 'prioridad 3'], 'critical'],
  ])('%s among %j is %s', (cell, used, level) => {
    const map = scaleOf(used.map((one) => severityOf(one)!));
    expect(map(severityOf(cell)!)).toBe(level);
  });

  it.each(['', 'Crítico / Medio / Menor', '🔴🟡🟢', 'log_params', 'añadir tags al run', 'una latencia'])(
    'reads none from %j',
    (cell) => {
      expect(severityOf(cell)).toBeUndefined();
    },
  );

  it.each([
    ['**High**', true],
    ['Severidad: alta', true],
    ['Problemas críticos', true],
    ['High latency', false],
    ['Findings', false],
  ])('%s is nothing but a severity: %s', (text, only) => {
    expect(isOnlySeverity(text)).toBe(only);
  });

  it.each([
    ['params not logged (high)', 'high'],
    ['Blocker: no run', 'blocker'],
    ['no signature [MEDIUM]', 'medium'],
    ['Sin tags - baja', 'baja'],
    ['Es lo más grave del script', 'lo mas grave'],
    ['de severidad media-alta', 'media'],
    ['Lo más grave: no abrís ningún run', 'grave'],
    ['El modelo va sin firma (medio también): agregala', 'medio'],
    ['Nadie abre un run. Crítico. Se arregla con start_run.', 'critico'],
    ['En tercer lugar, también media, falta la firma', 'media'],
    ['Hay dos detalles menores: nombre y tags', 'menor'],
    ['Dos graves: (1) que no hay run', 'graves'],
    ['Esto es medio.', 'medio'],
    ['Esto bloquea el paso a producción: no se puede auditar', 'bloquea el paso'],
    ['Habría que arreglarlo pronto, aunque no impide salir.', 'pronto'],
    ['**must fix**. There is no run around this', 'must fix'],
    ['Y por último, menor, no hay ni un tag', 'menor'],
    ['No es grave', 'no es grave'],
    ['No veo el input example, low, pásale uno', 'low'],
    ['Falta la signature, medio: infer_signature', 'medio'],
    ['There is no signature: medium, mlflow.infer_signature', 'medium'],
    ['Nothing opens a run (critical; use with mlflow.start_run())', 'critical'],
    ['no hay start_run, imprescindible', 'imprescindible'],
    ['It lacks a name. Unimportant, but one costs nothing', 'unimportant'],
    ['No signature. Very important, because the API cannot check', 'very important'],
    ['No abriste un run y eso te lo marco como grave', 'grave'],
    ['La firma la dejaría en importante', 'importante'],
  ])('finds the level inside %s', (text, words) => {
    expect(severityWithin(text, [])?.words).toContain(words);
  });

  it.each([
    'alta latencia en predicciones',
    '1. No run',
    'falta (1) el run y (2) la firma',
    'low recall',
    'the error is critical path code',
    'accuracy, media y mediana de los errores',
    'el hilo se bloquea al predecir',
    'habría que corregirlo con un context manager',
    'the percentile must be fixed at p95',
    'falta recall, media y desviación',
  ])('takes no level from %s', (text) => {
    expect(severityWithin(text, [])).toBeUndefined();
  });
});

describe('what a bare number stands for', () => {
  it.each([
    ['Severidad de 1 (leve) a 5 (muy grave).', false],
    ['Severity: 1 = critical, 3 = minor', true],
    ['| # | Prioridad | Problema |', true],
    ['| # | Severidad | Problema |', false],
  ])('%s', (text, worst) => {
    expect(isOneWorst(text)).toBe(worst);
  });
});
