import type { Py, PyImport, PyImportFrom } from '../languages/python/ast.js';
import { bind, defines } from './lookup.js';
import type { Frame, Machine, ModuleState } from './machine.js';
import { patchedPath } from './patched.js';
import { type Own, ref, type Value } from './value.js';

/** `import a.b as c`: a module of the answer, or a library's path. */
export function importModules(m: Machine, node: PyImport, frame: Frame): void {
  for (const alias of node.names) {
    const whole = alias.asname !== undefined;
    const name = alias.asname ?? alias.name.split('.')[0] ?? alias.name;
    const module = moduleNamed(m, alias.name, 0, frame);
    if (module) standIn(m, alias.name, node, frame);
    if (module && (whole || !alias.name.includes('.'))) bind(frame, name, ownModule(m, module, alias.name));
    else introduce(m, name, whole ? alias.name : name, frame, alias);
  }
}

/** `from a import b as c`. */
export function importNames(m: Machine, node: PyImportFrom, frame: Frame): void {
  const module = moduleNamed(m, node.module, node.level, frame);
  if (module) m.runModule(module);
  if (module && node.level === 0) standIn(m, node.module, node, frame);
  for (const alias of node.names) {
    if (alias.name === '*') {
      if (module) for (const [name, value] of module.scope.vars) bind(frame, name, value);
      continue;
    }
    const name = alias.asname ?? alias.name;
    const value = module?.scope.vars.get(alias.name) ?? elsewhere(m, node, alias.name, frame);
    if (value) bind(frame, name, value);
    else {
      const submodule = moduleNamed(m, node.module ? `${node.module}.${alias.name}` : alias.name, node.level, frame);
      if (submodule) bind(frame, name, ownModule(m, submodule, alias.name));
      else introduce(m, name, `${node.module || '!here'}.${alias.name}`, frame, alias);
    }
  }
}

/** A module of the answer that goes by a library's name. */
function standIn(m: Machine, name: string, { start, end }: Py, { source }: Frame): void {
  if (isKnown(name)) m.oddities.found.push({ kind: 'shadowed', name, source, start, end });
}

/** Whether a dotted name is that of a library an answer's own modules are not mistaken for. */
export const isKnown = (path: string): boolean => KNOWN.has(path.split('.')[0] ?? '');

function ownModule(m: Machine, module: ModuleState, label: string): Own {
  m.runModule(module);
  return { kind: 'module', scope: module.scope, label };
}

function introduce(m: Machine, name: string, path: string, frame: Frame, node: PyImport['names'][number]): void {
  const value = patchedPath(m, path) ?? ofPatchedModule(m, path) ?? ref(path);
  const known = { name, node, source: frame.source, path, used: false };
  m.imports.push(known);
  m.importOf.set(value, known);
  bind(frame, name, value);
}

/** What a name of a module stands for, of which `sys.modules` was given another. */
function ofPatchedModule(m: Machine, path: string): Value | undefined {
  const [first = '', ...names] = path.split('.');
  const whole = names.length > 0 ? patchedPath(m, first) : undefined;
  return whole && names.reduce((value, name) => m.attribute(value, name), whole);
}

/** A module of the answer that an import means: the whole dotted path must end its file's path, or it is relative. */
function moduleNamed(m: Machine, name: string, level: number, frame: Frame): ModuleState | undefined {
  if (!name) return undefined;
  const last = name.split('.').at(-1) ?? name;
  const found = m.modules.filter(
    (module) => module.names.includes(last) && module.scope !== frame.scope && module.source.file !== frame.source.file,
  );
  const tail = `${name.replaceAll('.', '/')}.py`;
  if (!name.includes('.') || level > 0) return found[0];
  return found.find(
    (module) =>
      module.path === tail || module.path.endsWith(`/${tail}`) || (tail.endsWith(`/${module.path}`) && !isKnown(name)),
  );
}

/** Blocks of one document do not carry their file's name: what is imported may be defined in another block. */
function elsewhere(m: Machine, node: PyImportFrom, name: string, frame: Frame): Value | undefined {
  if (node.level === 0 && isKnown(node.module)) return undefined;
  const module = m.modules.find((one) => one.own && one.scope !== frame.scope && defines(one.body, name));
  if (!module) return undefined;
  m.runModule(module);
  return module.scope.vars.get(name);
}

const KNOWN = new Set(
  (
    'mlflow sklearn pandas numpy prometheus_client logging structlog loguru typing os sys time uuid json datetime contextlib functools ' +
    'dataclasses collections fastapi flask starlette django opentelemetry pydantic pythonjsonlogger contextvars asyncio threading pathlib ' +
    'traceback types enum abc itertools argparse subprocess hashlib re random math warnings copy xgboost lightgbm torch tensorflow'
  ).split(' '),
);
