import { type DataNode, textAt, valueAt } from './node.js';

/** What must be there for a document to be of a kind, without a schema from the network. Each gives what is missing or wrong. */
export const SHAPES: Readonly<Record<string, (root: DataNode) => string[]>> = {
  kubernetes: (root) => [
    ...missing(root, ['apiVersion', 'kind', 'metadata']),
    ...(textAt(valueAt(root, 'metadata'), 'name') ? [] : ['metadata.name']),
    ...workload(root),
  ],
  'github-workflow': (root) => [
    ...missing(root, ['on', 'jobs']),
    ...each(root, 'jobs', (job, id) =>
      textAt(job, 'uses') ? [] : [...missing(job, ['runs-on', 'steps'], `jobs.${id}.`), ...steps(job, id)],
    ),
  ],
  'gitlab-ci': (root) =>
    root.kind === 'map' && root.entries.some((entry) => valueAt(entry.value, 'script')) ? [] : ['a job with script'],
  dvc: (root) => [
    ...missing(root, ['stages']),
    ...each(root, 'stages', (stage, id) => (valueAt(stage, 'do') ? [] : missing(stage, ['cmd'], `stages.${id}.`))),
  ],
  compose: (root) => [
    ...missing(root, ['services']),
    ...each(root, 'services', (service, id) =>
      ['image', 'build', 'extends'].some((key) => valueAt(service, key)) ? [] : [`services.${id}.image`],
    ),
  ],
  'pre-commit': (root) => {
    const repos = valueAt(root, 'repos');
    const items = repos?.kind === 'list' ? repos.items : [];
    return [
      ...missing(root, ['repos']),
      ...items.flatMap((repo, i) =>
        missing(repo, textAt(repo, 'repo') === 'local' ? ['repo', 'hooks'] : ['repo', 'rev', 'hooks'], `repos[${i}].`),
      ),
    ];
  },
  'prometheus-rules': (root) => missing(valueAt(root, 'spec') ?? root, ['groups']),
};

const missing = (node: DataNode | undefined, keys: readonly string[], prefix = ''): string[] =>
  keys.filter((key) => isNothing(valueAt(node, key))).map((key) => `${prefix}${key}`);

const isNothing = (node: DataNode | undefined): boolean =>
  node === undefined || (node.kind === 'scalar' && node.value === null);

function each(root: DataNode, key: string, judge: (node: DataNode, id: string) => string[]): string[] {
  const table = valueAt(root, key);
  if (table === undefined) return [];
  if (table.kind !== 'map' || table.entries.length === 0) return [`${key}.*`];
  return table.entries.flatMap((entry) => judge(entry.value, entry.key));
}

function steps(job: DataNode, id: string): string[] {
  const list = valueAt(job, 'steps');
  const items = list?.kind === 'list' ? list.items : [];
  return items.flatMap((step, i) =>
    textAt(step, 'run') || textAt(step, 'uses') ? [] : [`jobs.${id}.steps[${i}].run`],
  );
}

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicaSet']);

/** A workload needs containers, and a selector that its own pods carry. */
function workload(root: DataNode): string[] {
  const kind = textAt(root, 'kind') ?? '';
  if (!WORKLOADS.has(kind)) return [];
  const spec = valueAt(root, 'spec');
  const template = valueAt(spec, 'template');
  const containers = valueAt(valueAt(template, 'spec'), 'containers');
  const found = containers?.kind === 'list' && containers.items.length > 0 ? [] : ['spec.template.spec.containers'];
  const selector = valueAt(valueAt(spec, 'selector'), 'matchLabels');
  if (kind !== 'Job' && selector?.kind !== 'map') return [...found, 'spec.selector.matchLabels'];
  const labels = valueAt(valueAt(template, 'metadata'), 'labels');
  const wrong =
    selector?.kind === 'map'
      ? selector.entries.filter(
          (entry) => textAt(labels, entry.key) !== (entry.value.kind === 'scalar' ? entry.value.text : ''),
        )
      : [];
  return [...found, ...wrong.map((entry) => `spec.template.metadata.labels.${entry.key}`)];
}
