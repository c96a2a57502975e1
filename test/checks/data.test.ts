import { beforeAll, describe, expect, test } from 'vitest';
import { ParamsError } from '../../src/checks/check.js';
import { data } from '../../src/checks/data.js';
import { languageOf, loadLanguages } from '../../src/languages/index.js';
import type { Source } from '../../src/model/text.js';
import { documentsWith } from './documents.js';

beforeAll(() => loadLanguages());

const twoDocuments =
  'kind: Service\nspec:\n  selector: {app: web}\n---\nkind: Deployment\nspec:\n  template:\n    metadata:\n      labels: {app: web}\n';
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: scorer}
spec:
  replicas: 2
  selector: {matchLabels: {app: scorer}}
  template:
    metadata: {labels: {app: scorer}}
    spec:
      containers:
        - name: api
          image: registry.example/scorer:1.4.0
          resources: {limits: {cpu: 500m, memory: 512Mi}}
          env:
            - {name: TOKEN, valueFrom: {secretKeyRef: {name: s, key: token}}}
        - name: sidecar
          image: busybox
---
apiVersion: v1
kind: Service
metadata: {name: scorer}
spec: {ports: [{port: 80}]}
`;
const workflow = `on: push
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
      - {name: Test, run: pytest -q}
`;
const shared = 'base: &base {image: a:1, retries: 3}\nservices:\n  web: {<<: *base, retries: 5}\n  job: *base\n';
const group = `resource "aws_security_group" "api" {
  name = "api"
  ingress {
    from_port   = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    from_port   = 22
    cidr_blocks = ["10.0.0.0/16", "10.1.0.0/16"]
    timeouts { create = "5m" }
  }
}
resource "aws_security_group" "db" {
  ingress { from_port = 5432 }
}
variable "zones" { default = [{ name = "a" }, { name = "b" }] }
`;
const api = 'resource.aws_security_group.api';
const images = 'spec.template.spec.containers[*].image';
const containers = 'spec.template.spec.containers[*]';

const cases: readonly [name: string, text: string, params: object, met: boolean, language?: string][] = [
  ['a key that is there', deployment, { path: 'spec.replicas' }, true],
  ['a key that is not there', deployment, { path: 'spec.strategy' }, false],
  ['a value', deployment, { path: 'spec.replicas', equals: 2 }, true],
  ['another value', deployment, { path: 'spec.replicas', equals: 3 }, false],
  ['a least value', deployment, { path: 'spec.replicas', min: 2 }, true],
  ['below a least value', deployment, { path: 'spec.replicas', min: 3 }, false],
  ['some of several values', deployment, { path: images, matches: ':\\d' }, true],
  ['every one of several values', deployment, { path: images, matches: ':\\d', quantity: 'every' }, false],
  [
    'every item holds a key',
    deployment,
    { path: containers, quantity: 'every', holds: { 'resources.limits.memory': {} } },
    false,
  ],
  ['one item holds a key', deployment, { path: containers, holds: { 'resources.limits.memory': {} } }, true],
  ['at any depth', deployment, { path: '**.memory', max: 1_000_000_000 }, true],
  ['a quantity of thousandths', deployment, { path: '**.cpu', max: 1 }, true],
  ['absent at any depth', deployment, { path: '**.privileged', equals: true, absent: true }, true],
  ['absent, but there', deployment, { path: '**.cpu', absent: true }, false],
  [
    'an item found by what it holds',
    deployment,
    { path: 'spec.template.spec.containers[name=api].env[name=TOKEN].valueFrom.secretKeyRef' },
    true,
  ],
  ['no item that holds it', deployment, { path: 'spec.template.spec.containers[name=db]' }, false],
  [
    'only documents of a kind',
    deployment,
    { path: 'spec.ports[0].port', where: { kind: 'Service' }, equals: 80 },
    true,
  ],
  ['documents of another kind', deployment, { path: 'spec.ports[0].port', where: { kind: 'Deployment' } }, false],
  ['a count', deployment, { path: containers, count: { min: 2, max: 2 } }, true],
  ['too many', deployment, { path: containers, count: { max: 1 } }, false],
  [
    'the same text elsewhere',
    deployment,
    { path: 'spec.selector.matchLabels.app', 'same-as': 'spec.template.metadata.labels.app' },
    true,
  ],
  [
    'the same text in another document',
    twoDocuments,
    {
      path: 'spec.selector.app',
      where: { kind: 'Service' },
      'same-as': { path: 'spec.template.metadata.labels.app', where: { kind: 'Deployment' } },
    },
    true,
  ],
  [
    'another text in another document',
    twoDocuments.replace('app: web', 'app: wob'),
    {
      path: 'spec.selector.app',
      where: { kind: 'Service' },
      'same-as': { path: 'spec.template.metadata.labels.app', where: { kind: 'Deployment' } },
    },
    false,
  ],
  [
    'no such document',
    twoDocuments,
    {
      path: 'spec.selector.app',
      where: { kind: 'Service' },
      'same-as': { path: 'spec.template.metadata.labels.app', where: { kind: 'Job' } },
    },
    false,
  ],
  ['another text elsewhere', deployment, { path: 'metadata.name', 'same-as': 'kind' }, false],
  ['a type', deployment, { path: 'spec.template.spec.containers', type: 'list' }, true],
  ['not this type', deployment, { path: 'spec.replicas', type: 'string' }, false],
  ['the shape of Kubernetes objects', deployment, { shape: 'kubernetes' }, true],
  [
    'a selector that its own pods do not carry',
    deployment.replace('labels: {app: scorer}', 'labels: {app: other}'),
    { shape: 'kubernetes' },
    false,
  ],
  ['the shape of a workflow', workflow, { shape: 'github-workflow' }, true],
  [
    'a workflow without a runner',
    workflow.replace('runs-on: ubuntu-24.04', 'name: x'),
    { shape: 'github-workflow' },
    false,
  ],
  ['the key `on` stays text', workflow, { path: 'on', equals: 'push' }, true],
  ['a step by its name', workflow, { path: 'jobs.*.steps[name=Test].run', contains: 'pytest' }, true],
  ['the shape of a DVC file', 'stages:\n  train: {cmd: python train.py, deps: [data]}\n', { shape: 'dvc' }, true],
  ['a DVC stage without a command', 'stages:\n  train: {deps: [data]}\n', { shape: 'dvc' }, false],
  ['the shape of a Compose file', 'services: {web: {image: nginx}}\n', { shape: 'compose' }, true],
  ['a service without an image', 'services: {web: {ports: [80]}}\n', { shape: 'compose' }, false],
  ['merge keys', shared, { path: 'services.web.image', equals: 'a:1' }, true],
  ['a merged key that is set anew', shared, { path: 'services.web.retries', equals: 5 }, true],
  ['aliases', shared, { path: 'services.job.retries', equals: 3 }, true],
  ['commented out', 'a: 1\n# b: 2\n', { path: 'b' }, false],
  ['null is a key that is there', 'a:\n', { path: 'a' }, true],
  ['but empty', 'a:\n', { path: 'a', empty: false }, false],
  ['JSON', '{"scripts": {"test": "vitest"}}', { path: 'scripts.test', equals: 'vitest' }, true, 'json'],
  ['TOML', '[tool.ruff]\nline-length = 100\n', { path: 'tool.ruff.line-length', max: 120 }, true, 'toml'],
  ['a quoted key', '"a.b": {c: 1}\n', { path: '"a.b".c', equals: 1 }, true],
  ['the last item', 'steps: [a, b]\n', { path: 'steps[-1]', equals: 'b' }, true],
  ['an item of a list', 'plugins: [flake, mypy]\n', { path: 'plugins', contains: 'mypy' }, true],
  ['text that is a number elsewhere', "version: '3.11'\n", { path: 'version', equals: '3.11' }, true],
  ['a block of HCL by what it holds', group, { path: `${api}.ingress[from_port=22].cidr_blocks` }, true, 'hcl'],
  ['no block that holds it', group, { path: `${api}.ingress[from_port=80]` }, false, 'hcl'],
  [
    'in that block only',
    group,
    { path: `${api}.ingress[from_port=22].cidr_blocks[*]`, equals: '0.0.0.0/0', absent: true },
    true,
    'hcl',
  ],
  [
    'in the other block',
    group,
    { path: `${api}.ingress[from_port=443].cidr_blocks[*]`, equals: '0.0.0.0/0', absent: true },
    false,
    'hcl',
  ],
  ['the first block', group, { path: `${api}.ingress[0].from_port`, equals: 443 }, true, 'hcl'],
  ['the last block', group, { path: `${api}.ingress[-1].from_port`, equals: 22 }, true, 'hcl'],
  ['no third block', group, { path: `${api}.ingress[2]` }, false, 'hcl'],
  ['every block', group, { path: `${api}.ingress[*].from_port`, count: { min: 2, max: 2 } }, true, 'hcl'],
  ['a single block as items', group, { path: '**.timeouts[*].create', equals: '5m' }, true, 'hcl'],
  ['blocks of every resource', group, { path: '**.ingress[*]', count: { min: 3, max: 3 } }, true, 'hcl'],
  [
    'a block found by an item of its list',
    group,
    { path: '**.ingress[cidr_blocks=10.1.0.0/16].from_port', equals: 22 },
    true,
    'hcl',
  ],
  ['a block at any depth', group, { path: '**[from_port=5432]', count: { max: 1 } }, true, 'hcl'],
  [
    'a block found by a nested one',
    group,
    { path: '**.ingress[timeouts.create=5m].from_port', equals: 22 },
    true,
    'hcl',
  ],
  ['an item of a list in HCL', group, { path: 'variable.zones.default[name=b]' }, true, 'hcl'],
  ['by a path in YAML', deployment, { path: '**.env[valueFrom.secretKeyRef.key=token].name' }, true],
  ['by a path in JSON', '{"a": [{"b": {"c": 1}}]}', { path: 'a[b.c=1]' }, true, 'json'],
  ['by a key with dots', 'l:\n  - {a.b/c: x, n: 1}\n', { path: 'l[a.b/c=x].n', equals: 1 }, true],
  ['tables of TOML', '[[s]]\nn = "a"\n[[s]]\nn = "b"\nu = 1\n', { path: 's[n=b].u' }, true, 'toml'],
  ['tables of TOML by number', '[[s]]\nn = "a"\n[[s]]\nn = "b"\n', { path: 's[-1].n', equals: 'b' }, true, 'toml'],
  ['a key that it must not hold', deployment, { path: containers, holds: { env: { absent: true } } }, true],
  [
    'a key that no item may hold',
    deployment,
    { path: containers, quantity: 'every', holds: { env: { absent: true } } },
    false,
  ],
  [
    'a value that it must not hold',
    deployment,
    { path: containers, quantity: 'every', holds: { image: { matches: ':latest$', absent: true } } },
    true,
  ],
  [
    'documents without a key',
    deployment,
    { path: 'kind', where: { 'spec.replicas': { absent: true } }, equals: 'Service' },
    true,
  ],
  ['a merged key that is set anew is gone', shared, { path: 'services.web.retries', equals: 3, absent: true }, true],
  ['one of', 'level: info\n', { path: 'level', 'one-of': ['info', 'debug'] }, true],
];

describe('data at paths', () => {
  test.each(cases.map(([name, text, params, met, language = 'yaml']) => ({ name, text, params, met, language })))(
    '$name',
    ({ text, params, met, language }) => {
      const documents = documentsWith([
        {
          id: 'config',
          language,
          text,
          parse: (source: Source) => languageOf(language)?.parse(source) ?? expect.fail(),
        },
      ]);
      expect(data.judge(data.prepare(params), documents).status).toBe(met ? 'met' : 'unmet');
    },
  );

  test('evidence points at the key and its value', () => {
    const documents = documentsWith([
      {
        id: 'config',
        language: 'yaml',
        text: 'a:\n  b: 12\n',
        parse: (source) => languageOf('yaml')?.parse(source) ?? expect.fail(),
      },
    ]);
    expect(data.judge(data.prepare({ path: 'a.b' }), documents)).toMatchObject({
      evidence: [{ excerpt: 'b: 12', span: { start: { line: 2, column: 3 }, end: { line: 2, column: 8 } } }],
    });
  });

  test('without a document nothing is met, not even an absence', () => {
    expect(data.judge(data.prepare({ path: 'a', absent: true }), documentsWith([])).status).toBe('unmet');
  });

  test.each([
    [{ path: 'a..[' }],
    [{ path: '' }],
    [{ path: 'a', matches: '(' }],
    [{ path: 'a', count: { min: 2, max: 1 } }],
  ])('%j is the author’s trouble', (params) => {
    expect(() => data.prepare(params)).toThrow(ParamsError);
  });
});
