import { beforeAll, describe, expect, test } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { fractionOf } from '../../src/model/verdict.js';
import { documentsWith } from './documents.js';
import { judgeWith } from './rubric.js';

const judge = judgeWith('hito-5/prometheus');

const code = `
from prometheus_client import Counter, Gauge, Histogram, Summary
from prometheus_client import Histogram as H
OK = Counter("ml_predictions_total", "served", ["version", "outcome"])
BAD = Counter("ml_errors_total", "failed", labelnames=["kind"])
TIME = Histogram("ml_latency_seconds", "time")
TIME_MS = H("ml_latency_ms", "time", buckets=[5, 10, 50])
PROB = Histogram("ml_score", "probability")
DRIFT = Gauge("ml_feature_drift", "psi", ["feature"])
LAST = Gauge("ml_last_latency_seconds", "last")
S = Summary("ml_wait_seconds", "wait")
`;

/** Fractions of latency, errors and drift that one alert with this expression earns; `for: 5m` unless said otherwise. */
const alerts: readonly [expr: string, latency: number, errors: number, drift: number, held?: string][] = [
  // latency, whole
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 0.5', 1, 0, 0],
  ['histogram_quantile(0.99, sum(rate(ml_latency_seconds_bucket[10m])) by (le, version)) >= 1', 1, 0, 0],
  ['histogram_quantile(0.9, rate(ml_latency_seconds_bucket[5m])) > 0.25', 1, 0, 0],
  ['histogram_quantile(0.95, sum without (instance) (increase(ml_latency_seconds_bucket[5m]))) > 0.5', 1, 0, 0],
  ['0.5 < histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m])))', 1, 0, 0],
  ['1000 * histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 500', 1, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 500ms', 1, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) - 0.5 > 0', 1, 0, 0],
  [
    'max by (version) (histogram_quantile(0.95, sum by (le, version) (rate(ml_latency_seconds_bucket[5m])))) > 0.5',
    1,
    0,
    0,
  ],
  ['histogram_quantile(0.95, sum(rate(ml_latency_seconds[5m]))) > 0.5', 1, 0, 0],
  ['histogram_quantile(0.95, ml_latency_seconds) > 0.5', 1, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_ms_bucket[5m]))) > 500', 1, 0, 0],
  ['rate(ml_latency_seconds_sum[5m]) / rate(ml_latency_seconds_count[5m]) > 0.3', 1, 0, 0],
  ['sum(rate(ml_latency_seconds_sum[5m])) / sum(rate(ml_latency_seconds_count[5m])) > 0.3', 1, 0, 0],
  ['avg(rate(ml_wait_seconds_sum[5m]) / rate(ml_wait_seconds_count[5m])) > 0.3', 1, 0, 0],
  [
    '1 - (sum(rate(ml_latency_seconds_bucket{le="0.5"}[5m])) / sum(rate(ml_latency_seconds_count[5m]))) > 0.05',
    1,
    0,
    0,
  ],
  ['sum(rate(ml_latency_seconds_bucket{le="0.5"}[5m])) / sum(rate(ml_latency_seconds_count[5m])) < 0.95', 1, 0, 0],
  ['histogram_fraction(0, 0.5, rate(ml_latency_seconds[5m])) < 0.95', 1, 0, 0],
  ['histogram_avg(rate(ml_latency_seconds[5m])) > 0.4', 1, 0, 0],
  [
    'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{handler="/predict"}[5m]))) > 1',
    1,
    0,
    0,
  ],
  [
    'histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 0.5 and sum(rate(ml_latency_seconds_count[5m])) > 1',
    1,
    0,
    0,
  ],
  [
    'histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[{{ $window }}]))) > {{ .Values.latency }}',
    1,
    0,
    0,
  ],
  [
    'max_over_time(histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m])))[10m:1m]) > 0.5',
    1,
    0,
    0,
    '',
  ],
  // latency, half
  ['histogram_quantile(0.95, ml_latency_seconds_bucket) > 0.5', 0.5, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (ml_latency_seconds_bucket)) > 0.5', 0.5, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (irate(ml_latency_seconds_bucket[5m]))) > 0.5', 0.5, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 0.5', 0.5, 0, 0, ''],
  ['ml_latency_seconds_sum / ml_latency_seconds_count > 0.5', 0.5, 0, 0],
  // latency, nothing
  ['ml_latency_seconds > 0.5', 0, 0, 0],
  ['ml_latency_seconds_bucket > 0.5', 0, 0, 0],
  ['ml_latency_seconds_count > 500', 0, 0, 0],
  ['ml_latency_seconds_sum > 10', 0, 0, 0],
  ['rate(ml_latency_seconds_count[5m]) > 100', 0, 0, 0],
  ['histogram_quantile(95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum(rate(ml_latency_seconds_bucket[5m]))) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum without (le) (rate(ml_latency_seconds_bucket[5m]))) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (version) (rate(ml_latency_seconds_bucket[5m]))) > 0.5', 0, 0, 0],
  ['ml_wait_seconds{quantile="0.95"} > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 500', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_ms_bucket[5m]))) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m])))', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > bool 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) < 0.5', 0, 0, 0],
  ['avg(histogram_quantile(0.95, rate(ml_latency_seconds_bucket[5m]))) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket))) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, ml_feature_drift) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m])) > 0.5', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_score_bucket[5m]))) > 0.9', 0, 0, 0],
  // errors, whole
  ['rate(ml_errors_total[5m]) > 0.01', 0, 1, 0],
  ['increase(ml_errors_total[10m]) > 10', 0, 1, 0],
  ['sum(rate(ml_errors_total[5m])) / sum(rate(ml_predictions_total[5m])) > 0.01', 0, 1, 0],
  ['100 * sum(rate(ml_errors_total[5m])) / sum(rate(ml_predictions_total[5m])) > 1', 0, 1, 0],
  ['sum(rate(ml_errors_total[5m])) / sum(rate(ml_predictions_total[5m])) * 100 > 5', 0, 1, 0],
  [
    'sum(rate(ml_errors_total[5m])) / (sum(rate(ml_errors_total[5m])) + sum(rate(ml_predictions_total[5m]))) > 0.05',
    0,
    1,
    0,
  ],
  ['sum(increase(ml_errors_total[5m])) / sum(increase(ml_latency_seconds_count[5m])) > 0.02', 0, 1, 0],
  [
    'sum by (version) (rate(ml_errors_total[5m])) / on (version) sum by (version) (rate(ml_predictions_total[5m])) > 0.05',
    0,
    1,
    0,
  ],
  ['sum(rate(ml_predictions_total{outcome="error"}[5m])) / sum(rate(ml_predictions_total[5m])) > 0.05', 0, 1, 0],
  ['sum(rate(ml_predictions_total{outcome="ok"}[5m])) / sum(rate(ml_predictions_total[5m])) < 0.99', 0, 1, 0],
  ['1 - sum(rate(ml_predictions_total{outcome="success"}[5m])) / sum(rate(ml_predictions_total[5m])) > 0.01', 0, 1, 0],
  ['sum(rate(ml_errors_total[5m])) / clamp_min(sum(rate(ml_predictions_total[5m])), 1) > 0.05', 0, 1, 0],
  ['(sum(rate(ml_errors_total[5m])) or vector(0)) / sum(rate(ml_predictions_total[5m])) > 0.05', 0, 1, 0],
  [
    'sum(rate(ml_errors_total[1h])) / sum(rate(ml_predictions_total[1h])) > 0.0144 and sum(rate(ml_errors_total[5m])) / sum(rate(ml_predictions_total[5m])) > 0.0144',
    0,
    1,
    0,
    '',
  ],
  ['sum(rate(inference_failures_total[5m])) > 0.1', 0, 1, 0],
  ['0.05 < sum(rate(ml_errors_total[5m])) / sum(rate(ml_predictions_total[5m]))', 0, 1, 0],
  // errors, half
  ['rate(ml_errors_total[5m]) > 0.01', 0, 0.5, 0, ''],
  ['rate(ml_errors_total[5m]) / rate(ml_predictions_total[5m]) > 0.05', 0, 0.5, 0],
  ['rate(ml_predictions_total{outcome="error"}[5m]) / rate(ml_predictions_total[5m]) > 0.05', 0, 0.5, 0],
  ['sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05', 0, 0.5, 0],
  ['ml_errors_total / ml_latency_seconds_count > 0.05', 0, 0.5, 0],
  // errors, nothing
  ['ml_errors_total > 10', 0, 0, 0],
  ['sum(ml_errors_total) > 10', 0, 0, 0],
  ['rate(ml_errors_total) > 0.01', 0, 0, 0],
  ['rate(sum(ml_errors_total)[5m:]) > 0.01', 0, 0, 0],
  ['rate(sum(ml_errors_total[5m])) > 0.01', 0, 0, 0],
  ['rate(ml_errors_total[5m]) > 1%', 0, 0, 0],
  ['rate(ml_errors_total[5m])', 0, 0, 0],
  ['sum(rate(ml_errors_total[5m])) / sum(rate(ml_predictions_total[5m]))', 0, 0, 0],
  ['sum(rate(ml_errors_total[5m])) / sum(rate(ml_predictions_total[5m])) > 5', 0, 0, 0],
  ['ml_errors_total[5m] > 10', 0, 0, 0],
  ['rate(ml_predictions_total[5m]) == 0', 0, 0, 0],
  // drift, whole
  ['ml_feature_drift > 0.3', 0, 0, 1],
  ['max by (feature) (ml_feature_drift) > 0.2', 0, 0, 1],
  ['avg_over_time(ml_feature_drift[1h]) > 0.2', 0, 0, 1, ''],
  ['max(ml_feature_drift{feature=~"age|balance"}) >= 0.25', 0, 0, 1],
  ['bankchurn_psi > 0.2', 0, 0, 1],
  ['drift_detected == 1', 0, 0, 1],
  ['abs(avg_over_time(ml_score_mean[1h]) - avg_over_time(ml_score_mean[1h] offset 7d)) > 0.1', 0, 0, 1],
  [
    'abs(rate(ml_score_sum[2h]) / rate(ml_score_count[2h]) - rate(ml_score_sum[7d]) / rate(ml_score_count[7d])) > 0.08',
    0,
    0,
    1,
  ],
  ['(ml_score_mean - avg_over_time(ml_score_mean[7d])) / stddev_over_time(ml_score_mean[7d]) > 3', 0, 0, 1],
  ['0.3 < ml_feature_drift', 0, 0, 1],
  ['max_over_time(ml_feature_drift[30m]) > {{ .Values.drift }}', 0, 0, 1],
  ['feature_ks_statistic > 0.1', 0, 0, 1],
  // drift, half
  ['ml_feature_drift > 0.3', 0, 0, 0.5, ''],
  ['ml_feature_drift > 0.3', 0, 0, 0.5, '0s'],
  // a factor above the line
  ['100 * sum(rate(ml_errors_total[5m])) / sum(rate(ml_latency_seconds_count[5m])) > 2', 0, 1, 0],
  ['sum(rate(ml_errors_total[5m])) / sum(rate(ml_latency_seconds_count[5m])) > 2', 0, 0, 0],
  // whatever the value, or never
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > 0', 0, 0, 0],
  ['histogram_quantile(0.95, sum by (le) (rate(ml_latency_seconds_bucket[5m]))) > -1', 0, 0, 0],
  ['sum(rate(ml_errors_total[5m])) >= 0', 0, 0, 0],
  ['sum(rate(ml_errors_total[5m])) > 0', 0, 1, 0],
  ['sum(rate(ml_errors_total[5m])) / sum(rate(ml_errors_total[5m])) > 0.01', 0, 0, 0],
  ['ml_feature_drift > 1e9', 0, 0, 0],
  ['ml_feature_drift > -0.1', 0, 0, 0],
  ['ml_feature_drift > 0.3 and vector(0) > 1', 0, 0, 0],
  ['ml_feature_drift > 0.3 and on() vector(2) > 1', 0, 0, 1],
  ['ml_feature_drift > 0.3 unless on() vector(1)', 0, 0, 0],
  ['ml_feature_drift > 0.3 unless on() up == 0', 0, 0, 1],
  // drift, nothing
  ['ml_feature_drift', 0, 0, 0],
  ['rate(ml_feature_drift[5m]) > 0.3', 0, 0, 0],
  ['ml_feature_drift < 0.3', 0, 0, 0],
  ['argocd_config_drift > 0', 0, 0, 0],
  ['absent(ml_feature_drift)', 0, 0, 0],
  ['ml_model_loaded == 0', 0, 0, 0],
  ['up == 0', 0, 0, 0],
];

beforeAll(() => loadLanguages(['promql', 'yaml', 'markdown']));

describe('the three alerts of milestone 5', () => {
  test.each(alerts)('%s', (expr, latency, errors, drift, held = '5m') => {
    const rule = { alert: 'Watch', expr, ...(held ? { for: held } : {}) };
    const documents = documentsWith([
      { id: 'metrics', language: 'python', text: code },
      { id: 'rules', language: 'yaml', text: JSON.stringify({ groups: [{ name: 'ml', rules: [rule] }] }, null, 2) },
    ]);
    const earned = ['alert-latency', 'alert-errors', 'alert-drift'].map((criterion) =>
      fractionOf(judge(criterion, documents)),
    );
    expect(earned).toEqual([latency, errors, drift]);
  });
});
