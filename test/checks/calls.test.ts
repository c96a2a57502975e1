import { beforeAll, describe, expect, it } from 'vitest';
import { assigns } from '../../src/checks/assigns.js';
import { calls } from '../../src/checks/calls.js';
import { type Check, ParamsError } from '../../src/checks/check.js';
import { entries } from '../../src/checks/entries.js';
import { reaches } from '../../src/checks/reaches.js';
import { undefinedNames } from '../../src/checks/undefined-names.js';
import { unusedImports } from '../../src/checks/unused-imports.js';
import { python } from '../../src/languages/python/index.js';
import type { Verdict } from '../../src/model/verdict.js';
import { documentsOf } from './calls-helper.js';

beforeAll(() => python.load());

const judged = (check: Check, params: unknown, code: string | Record<string, string>): Verdict =>
  check.judge(check.prepare(params as never), documentsOf(code));
const status = (check: unknown, params: unknown, code: string) => judged(check as Check, params, code).status;
/** Evidence as line:column and words. */
const shown = (verdict: Verdict) =>
  'evidence' in verdict
    ? verdict.evidence.map(({ span, excerpt }) => `${span.start.line}:${span.start.column} ${excerpt}`)
    : [];

describe('calls', () => {
  it('points at the call', () => {
    const code = 'import lib\n\ndef main():\n    lib.go(1)\n';
    expect(shown(judged(calls as Check, { of: 'lib.go' }, code))).toEqual(['4:5 lib.go(1)']);
  });

  it('points at what is wrong where all should fit', () => {
    const code = 'import lib\nlib.go(1)\nlib.go(2)\n';
    const verdict = judged(calls as Check, { of: 'lib.go', every: { with: { '0': { is: 1 } } } }, code);
    expect([verdict.status, shown(verdict)]).toEqual(['unmet', ['3:1 lib.go(2)']]);
  });

  it('is unmet where there is no Python', () => {
    expect(judged(calls as Check, { of: 'lib.go' }, {}).status).toBe('unmet');
  });

  const cases: readonly (readonly [string, unknown, string, 'met' | 'unmet'])[] = [
    ['a path', { of: 'lib.go' }, 'import lib\nlib.go()', 'met'],
    ['another path', { of: 'lib.go' }, 'import lib\nlib.stop()', 'unmet'],
    ['a star is one segment', { of: 'lib.*.go' }, 'import lib\nlib.a.go()', 'met'],
    ['a star is not two', { of: 'lib.*.go' }, 'import lib\nlib.a.b.go()', 'unmet'],
    ['two stars are any number', { of: 'lib.**.go' }, 'import lib\nlib.go()', 'met'],
    ['braces', { of: 'lib.{go,run}' }, 'import lib\nlib.run()', 'met'],
    ['a name without its import', { of: 'lib.go' }, 'go()', 'met'],
    ['a name of the answer', { of: 'lib.go' }, 'def go(): pass\ngo()', 'unmet'],
    ['a wildcard takes no unbound name', { of: 'lib.*' }, 'anything()', 'unmet'],
    ['left out', { of: 'lib.**', not: 'lib.go' }, 'import lib\nlib.go()', 'unmet'],
    ['argument by position or name', { of: 'lib.go', with: { 'a|0': { is: 1 } } }, 'import lib\nlib.go(a=1)', 'met'],
    ['argument that is absent', { of: 'lib.go', with: { a: false } }, 'import lib\nlib.go(a=1)', 'unmet'],
    ['argument filled', { of: 'lib.go', with: { a: true } }, 'import lib\nlib.go(a=None)', 'unmet'],
    ['text in an f-string', { of: 'lib.go', with: { 0: 'ab' } }, 'import lib\nlib.go(f"a{1}" if x else "xaby")', 'met'],
    ['kind', { of: 'lib.go', with: { 0: { kind: 'mapping' } } }, 'import lib\nlib.go([1])', 'unmet'],
    [
      'made by',
      { of: 'lib.go', with: { 0: { from: 'lib.make' } } },
      'import lib\nx = [lib.make()]\nlib.go(x[0])',
      'met',
    ],
    ['not made by', { of: 'lib.go', with: { 0: { from: 'lib.make' } } }, 'import lib\nlib.make()\nlib.go(1)', 'unmet'],
    ['step', { of: 'lib.go', with: { 0: { step: 'minus' } } }, 'import lib\nlib.go((b - a) * 2)', 'met'],
    [
      'outermost step',
      { of: 'lib.go', with: { 0: { outermost: 'minus' } } },
      'import lib\nlib.go((b - a) * 2)',
      'unmet',
    ],
    ['size', { of: 'lib.go', with: { 0: { size: 2 } } }, 'import lib\nlib.go([1])', 'unmet'],
    ['member', { of: 'lib.go', with: { 0: { member: { is: 2 } } } }, 'import lib\nlib.go([1, 2])', 'met'],
    ['ascending', { of: 'lib.go', with: { 0: { ascending: true } } }, 'import lib\nlib.go([1, 3, 2])', 'unmet'],
    [
      'mentions',
      { of: 'lib.go', with: { '*': { mentions: '^rid$' } } },
      'import lib\nrid = lib.new()\nlib.go(a=[rid])',
      'met',
    ],
    [
      'a constant is no mention',
      { of: 'lib.go', with: { '*': { mentions: '^rid$' } } },
      'import lib\nlib.go({"rid": None})',
      'unmet',
    ],
    [
      'on an object',
      { of: '**.inc', on: { of: 'lib.C', named: 'err' } },
      'import lib\nx = lib.C("errors")\nx.labels(1).inc()',
      'met',
    ],
    [
      'on another object',
      { of: '**.inc', on: { of: 'lib.C', named: 'err' } },
      'import lib\nx = lib.C("ok")\nx.inc()',
      'unmet',
    ],
    ['named by its variable', { of: 'lib.C', named: 'err' }, 'import lib\nerrors = lib.C("x")', 'met'],
    ['declared labels', { of: '**.labels', declared: '1' }, 'import lib\nlib.C("x", ["a"]).labels(a=1)', 'met'],
    ['undeclared labels', { of: '**.labels', declared: '1' }, 'import lib\nlib.C("x", ["a"]).labels(b=1)', 'unmet'],
    [
      'inside',
      { of: 'lib.log', inside: { 'opened-by': 'lib.run' } },
      'import lib\nwith lib.run():\n    lib.log()',
      'met',
    ],
    [
      'after it was closed',
      { of: 'lib.log', inside: { 'opened-by': 'lib.run', 'closed-by': 'lib.end' } },
      'import lib\nlib.run()\nlib.end()\nlib.log()',
      'unmet',
    ],
    [
      'never closed',
      { of: 'lib.log', inside: { 'opened-by': 'lib.run', closed: true } },
      'import lib\nlib.run()\nlib.log()',
      'unmet',
    ],
    [
      'closed on a way that does not come here',
      { of: 'lib.log', inside: { 'opened-by': 'lib.run', 'closed-by': 'lib.end' } },
      'import lib\nlib.run()\nif x:\n    lib.end()\n    raise E\nlib.log()',
      'met',
    ],
    ['failure', { of: 'lib.log', path: 'failure' }, 'import lib\ntry:\n    pass\nexcept E:\n    lib.log()', 'met'],
    ['no failure', { of: 'lib.log', path: 'failure' }, 'import lib\ntry:\n    lib.log()\nexcept E:\n    pass', 'unmet'],
    [
      'goes on',
      { of: 'lib.log', propagates: true },
      'import lib\ntry:\n    pass\nexcept E as e:\n    lib.log()\n    raise X from e',
      'met',
    ],
    [
      'caught further out',
      { of: 'lib.log', propagates: true },
      'import lib\ntry:\n    try:\n        pass\n    except E:\n        lib.log()\n        raise\nexcept Exception:\n    pass',
      'unmet',
    ],
    [
      'broad handler',
      { of: 'lib.log', handler: 'broad' },
      'import lib\ntry:\n    pass\nexcept (A, Exception):\n    lib.log()',
      'met',
    ],
    [
      'beside',
      { of: 'lib.log', beside: '**.predict' },
      'import lib\ndef f():\n    lib.log()\n    g()\ndef g():\n    m.predict()',
      'met',
    ],
    [
      'not beside',
      { of: 'lib.log', beside: '**.predict' },
      'import lib\ndef f():\n    lib.log()\ndef g():\n    m.predict()',
      'unmet',
    ],
    ['handed to', { of: 'lib.go', 'handed-to': '**.hook' }, 'import lib\ndef f():\n    lib.go()\napp.hook(f)', 'met'],
    [
      'handed to another',
      { of: 'lib.go', 'handed-to': '**.hook' },
      'import lib\ndef f():\n    lib.go()\napp.on(f)',
      'unmet',
    ],
    ['before', { of: 'lib.auto', before: '**.fit' }, 'import lib\nm.fit()\nlib.auto()', 'unmet'],
    ['discarded', { of: 'lib.bind', discarded: true }, 'import lib\nx = lib.bind()', 'unmet'],
    [
      'used as decorator of async',
      { of: '**.time', async: true },
      'import lib\nh = lib.H()\n@h.time()\nasync def f():\n    pass\n',
      'met',
    ],
    ['twice', { of: 'lib.go', 'at-least': 2 }, 'import lib\nfor x in [1, 2]:\n    lib.go(x)', 'unmet'],
    ['at most', { of: 'lib.go', 'at-most': 1 }, 'import lib\nlib.go()\nlib.go()', 'unmet'],
    ['none of', { of: 'lib.go', none: [{ with: { a: true } }] }, 'import lib\nlib.go(a=1)', 'unmet'],
  ];
  it.each(cases)('%s', (_name, params, code, expected) => {
    expect(status(calls, params, code)).toBe(expected);
  });

  it.each([
    ['an unknown key', { off: 'lib.go' }, 'Unexpected key `off`', ['off']],
    ['an unknown key further in', { of: 'lib.go', on: { off: 1 } }, 'Unexpected key `off`', ['on', 'off']],
    [
      'an unknown condition',
      { of: 'x', with: { a: { matches: 'x' } } },
      'Unexpected key `matches`',
      ['with', 'a', 'matches'],
    ],
    ['an empty segment', { of: 'lib..go' }, 'Unexpected path `lib..go`', ['of', 0]],
    ['a broken regex', { of: 'x', with: { a: { text: '(' } } }, 'Unexpected regex', ['with', 'a', 'text']],
    ['an unknown place', { of: 'x', path: 'sideways' }, 'Unexpected path `sideways`', ['path']],
    ['a region without opening', { of: 'x', inside: { closed: true } }, 'Expected `opened-by`', ['inside']],
    ['bounds that cross', { of: 'x', 'at-least': 3, 'at-most': 2 }, 'Unexpected at-least 3', ['at-least']],
  ])('tells the author of %s', (_name, params, message, path) => {
    try {
      (calls as Check).prepare(params);
    } catch (error) {
      expect(error).toBeInstanceOf(ParamsError);
      expect((error as ParamsError).message).toContain(message);
      expect((error as ParamsError).path).toEqual(path);
      return;
    }
    expect.unreachable();
  });
});

describe('entries', () => {
  const writers = [
    { of: 'lib.log', key: 'key|0', value: 'value|1' },
    { of: 'lib.log_all', mapping: '0' },
  ];
  it.each([
    ['one by one', { writers, 'at-least': 2 }, 'import lib\nlib.log("a", x)\nlib.log("b", y)', 'met'],
    ['together', { writers, 'at-least': 2 }, 'import lib\nlib.log_all({"a": x, "b": y})', 'met'],
    ['the same key', { writers, 'at-least': 2 }, 'import lib\nlib.log("a", x)\nlib.log("a", y)', 'unmet'],
    ['unknown mapping', { writers, 'at-least': 2 }, 'import lib\nlib.log_all(compute())', 'met'],
    ['unknown text', { writers }, 'import lib\nlib.log_all("a")', 'unmet'],
    [
      'the same value',
      { writers, 'at-least': 2, distinct: true },
      'import lib\nx = f()\nlib.log_all({"a": x, "b": x})',
      'unmet',
    ],
    ['keys that count', { writers, keys: { matches: '^m' } }, 'import lib\nlib.log("a", 1)', 'unmet'],
    ['keys that do not', { writers, keys: { except: '^a$' } }, 'import lib\nlib.log("a", 1)', 'unmet'],
    ['value', { writers, value: { kind: 'number' } }, 'import lib\nlib.log("a", "1")', 'unmet'],
    [
      'other value elsewhere',
      { writers, 'agree-with': 'lib.Model' },
      'import lib\nlib.Model(a=1)\nlib.log("a", 2)',
      'unmet',
    ],
    [
      'same value elsewhere',
      { writers, 'agree-with': 'lib.Model' },
      'import lib\nlib.Model(a=1)\nlib.log("a", 1)',
      'met',
    ],
  ] as const)('%s', (_name, params, code, expected) => {
    expect(status(entries, params, code)).toBe(expected);
  });

  it('asks for a key or a mapping', () => {
    expect(() => (entries as Check).prepare({ writers: [{ of: 'x' }] })).toThrow('Expected `key` or `mapping`');
  });
});

describe('reaches', () => {
  const params = {
    what: { argument: '0', of: '**.predict' },
    into: 'lib.log',
    'except-through': ['builtins.len()', '**.shape', 'filtered'],
  };
  it.each([
    ['as it is', 'import lib\ndef f(d):\n    lib.log(d)\n    m.predict(d)', 'met'],
    [
      'through a helper',
      'import lib\ndef show(x):\n    lib.log(f"{x}")\ndef f(d):\n    show([d])\n    m.predict(d)',
      'met',
    ],
    ['before it is prepared', 'import lib\ndef f(d):\n    x = lib.frame(d)\n    lib.log(d)\n    m.predict(x)', 'met'],
    [
      'through what lets nothing through',
      'import lib\ndef f(d):\n    lib.log(len(d), d.shape)\n    m.predict(d)',
      'unmet',
    ],
    ['another parameter', 'import lib\ndef f(d, rid):\n    lib.log(rid)\n    m.predict(d)', 'unmet'],
    [
      'something left out',
      'import lib\ndef f(d):\n    lib.log({k: v for k, v in d.items() if k in OK})\n    m.predict(d)',
      'unmet',
    ],
    ['what comes out', 'import lib\ndef f(d):\n    lib.log("x", m)\n    m.predict(d)', 'unmet'],
  ] as const)('%s', (_name, code, expected) => {
    expect(status(reaches, params, code)).toBe(expected);
  });

  it.each([
    ['a path from which the model was loaded', 'lib.log(path)', 'unmet'],
    ['the payload', 'lib.log(d)', 'met'],
  ] as const)('looks for origins on this side of the loader: %s', (_name, log, expected) => {
    const code = `import lib\ndef f(path, d):\n    prepare = lib.load(path)\n    ${log}\n    m.predict(prepare(d))`;
    const what = { ...params.what, 'except-through': ['lib.load()'] };
    expect(status(reaches, { ...params, what }, code)).toBe(expected);
  });
});

describe('assigns', () => {
  it.each([
    ['an attribute of a parameter', { attribute: 'a', on: ['record'] }, 'def f(record):\n    record.a = new()', 'met'],
    ['a key of a parameter', { attribute: 'a', on: ['record'] }, 'def f(record):\n    record["a"] = 1', 'met'],
    ['of something else', { attribute: 'a', on: ['record'] }, 'def f(event):\n    event.a = 1', 'unmet'],
    ['only part of the name', { attribute: 'a' }, 'def f(record):\n    record.ab = 1', 'unmet'],
    [
      'value',
      { attribute: 'a', value: { from: 'lib.new' } },
      'import lib\ndef f(record):\n    record.a = 1\nlib.go()',
      'unmet',
    ],
  ] as const)('%s', (_name, params, code, expected) => {
    expect(status(assigns, params, code)).toBe(expected);
  });
});

describe('names', () => {
  it.each([
    ['undefined', { except: 'model' }, 'def f(x):\n    model.go(x, took)', ['2:17 took']],
    ['all defined', {}, 'import os\ny = 1\ndef f(x=os):\n    for i in [x]:\n        print(i, y, [z for z in x])', []],
    ['only some', { only: '.*_ms' }, 'go(took_ms, other)', ['1:4 took_ms']],
  ] as const)('undefined-names: %s', (_name, params, code, expected) => {
    expect(shown(judged(undefinedNames as Check, params, code))).toEqual(expected);
  });

  it.each([
    ['unused', 'import os\nfrom a import b as c, d\nd()', ['1:8 os', '2:15 b as c']],
    ['used', 'import os.path\nfrom __future__ import annotations\nos.getcwd()', []],
  ] as const)('unused-imports: %s', (_name, code, expected) => {
    expect(shown(judged(unusedImports as Check, {}, code))).toEqual(expected);
  });
});
