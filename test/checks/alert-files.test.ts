import { beforeAll, describe, expect, test } from 'vitest';
import { alert } from '../../src/checks/alert.js';
import { rulesOf } from '../../src/checks/alerts/rules.js';
import { ParamsError } from '../../src/checks/check.js';
import { loadLanguages } from '../../src/languages/index.js';
import { sourceOf } from '../../src/model/text.js';
import { documentsWith } from './documents.js';

const files: readonly [name: string, text: string, rules: readonly string[]][] = [
  [
    'a rule file',
    'groups:\n- name: a\n  rules:\n  - alert: Slow\n    expr: x > 1\n    for: 5m\n',
    ['alert Slow x > 1 5m'],
  ],
  [
    'a block scalar',
    'groups:\n- name: a\n  rules:\n  - alert: Slow\n    expr: |\n      x\n        > 1\n',
    ['alert Slow x   > 1 -'],
  ],
  ['a folded scalar', '- alert: Slow\n  expr: >-\n    x\n    > 1\n', ['alert Slow x > 1 -']],
  ['quotes', '- alert: \'Slow\'\n  expr: "x{a=\\"b\\"} > 1"\n', ['alert Slow x{a="b"} > 1 -']],
  [
    'flow style',
    "- {alert: Slow, expr: 'x > 1', for: 5m}\n- {alert: Bad, expr: 'y > 1'}\n",
    ['alert Slow x > 1 5m', 'alert Bad y > 1 -'],
  ],
  ['one rule alone', 'alert: Slow\nexpr: x > 1\n', ['alert Slow x > 1 -']],
  [
    'an operator resource',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - name: a\n    rules:\n    - alert: Slow\n      expr: x > 1\n',
    ['alert Slow x > 1 -'],
  ],
  [
    'several documents',
    '---\ngroups: []\n---\ngroups:\n- name: a\n  rules:\n  - record: a:b\n    expr: sum(x)\n',
    ['record a:b sum(x) -'],
  ],
  [
    'a Helm template',
    '{{- if .Values.rules.enabled }}\ngroups:\n- name: a\n  rules:\n  - alert: Slow\n    expr: x > {{ .Values.limit }}\n    annotations:\n      summary: {{ "{{" }} $value {{ "}}" }}\n{{- end }}\n',
    ['alert Slow x > {{ .Values.limit }} -'],
  ],
  [
    'Helm values',
    'additionalPrometheusRulesMap:\n  ml:\n    groups:\n    - name: a\n      rules:\n      - alert: Slow\n        expr: x > 1\n',
    ['alert Slow x > 1 -'],
  ],
  [
    'a namespace of Mimir',
    'namespace: ml\ngroups:\n- name: a\n  interval: 30s\n  rules:\n  - alert: Slow\n    expr: x > 1\n    keep_firing_for: 5m\n',
    ['alert Slow x > 1 -'],
  ],
  [
    'a rule file in a ConfigMap',
    'kind: ConfigMap\ndata:\n  alerts.yml: |\n    groups:\n    - name: a\n      rules:\n      - alert: Slow\n        expr: x > 1\n',
    ['alert Slow x > 1 -'],
  ],
  ['JSON', '{"groups":[{"name":"a","rules":[{"alert":"Slow","expr":"x > 1","for":"5m"}]}]}', ['alert Slow x > 1 5m']],
  [
    'a rule that Grafana manages',
    'groups:\n- rules:\n  - title: Slow\n    for: 5m\n    data:\n    - refId: A\n      model: {expr: x}\n    - refId: C\n      model: {type: threshold, conditions: [{evaluator: {type: gt, params: [0.5]}}]}\n',
    ['alert Slow (x) > 0.5 5m'],
  ],
  [
    'a rule that Grafana compares by a formula',
    "groups:\n- rules:\n  - title: Slow\n    for: 5m\n    data:\n    - refId: A\n      model: {expr: x}\n    - refId: B\n      model: {type: math, expression: '$A > 0.03'}\n",
    ['alert Slow (x) > 0.03 5m'],
  ],
  [
    'Terraform',
    'rule {\n  alert = "Slow"\n  expr  = "x{a=\\"b\\"} > 1"\n  for   = "5m"\n}\n',
    ['alert Slow x{a="b"} > 1 5m'],
  ],
  ['jsonnet', "{ alert: 'Slow',\n  expr: |||\n    x > 1\n  |||,\n  'for': '5m' }\n", ['alert Slow x > 1 5m']],
  ['a panel', 'panels:\n- title: latency\n  targets:\n  - expr: x > 1\n', []],
  ['comments', '# - alert: Slow\n#   expr: x > 1\n', []],
  ['no rules', 'groups: []\n', []],
  ['a rule without an expression', '- alert: Slow\n  expr:\n', []],
  [
    'bad indentation',
    'groups:\n- name: a\n  rules:\n  - alert: Slow\n    expr: x > 1\n     for: 5m\n  - alert: Bad\n    expr: y > 1\n',
    ['alert Slow x > 1 5m', 'alert Bad y > 1 -'],
  ],
  ['tabs', 'groups:\n- name: a\n\trules:\n\t- alert: Slow\n\t  expr: "x > 1"\n', ['alert Slow x > 1 -']],
  ['deep nesting', `${'['.repeat(5000)}`, []],
  ['prose', 'No rules here, only a promise of alert: rules.\n', []],
];

beforeAll(() => loadLanguages(['promql', 'yaml', 'markdown']));

describe('rule files of any flavour', () => {
  test.each(files)('%s', (_, text, expected) => {
    const rules = rulesOf(sourceOf('alerts.yml', text));
    expect(
      rules.map((rule) => `${rule.kind} ${rule.name} ${rule.expr.trim().replace(/\n/g, ' ')} ${rule.for ?? '-'}`),
    ).toEqual(expected);
  });

  test('evidence points at the expression', () => {
    const documents = documentsWith([
      { id: 'rules', language: 'yaml', file: 'alerts.yml', text: '- alert: Slow\n  expr: |\n    latency_p95 > 1\n' },
    ]);
    const verdict = alert.judge(alert.prepare({ metric: ['latency'], tolerate: ['no-for'] }) as never, documents);
    expect(verdict).toEqual({
      status: 'met',
      evidence: [
        {
          file: 'alerts.yml',
          span: { start: { line: 3, column: 5 }, end: { line: 3, column: 20 } },
          excerpt: 'latency_p95 > 1',
          message: 'there is no `for`, so a single bad evaluation fires',
        },
      ],
    });
  });

  test('a recording rule stands for what it records', () => {
    const text =
      '- record: job:p95\n  expr: histogram_quantile(0.95, sum by (le) (rate(t_seconds_bucket[5m])))\n- alert: Slow\n  expr: job:p95 > 1\n  for: 5m\n';
    const documents = documentsWith([{ id: 'rules', language: 'yaml', text }]);
    const judge = (shape: string) => alert.judge(alert.prepare({ shape: [shape] } as never) as never, documents).status;
    expect([judge('quantile'), judge('value')]).toEqual(['met', 'unmet']);
  });

  test('an author is told about a regex that does not compile, and about bounds that exclude all', () => {
    expect(() => alert.prepare({ metric: ['(a'] })).toThrow(ParamsError);
    expect(() => alert.prepare({ threshold: { min: 2, max: 1 } })).toThrow(ParamsError);
  });
});
