import { beforeAll, describe, expect, it } from 'vitest';
import { traceOf } from '../../src/flow/index.js';
import type { PythonDocument } from '../../src/languages/python/ast.js';
import { python } from '../../src/languages/python/index.js';
import { sourceOf } from '../../src/model/text.js';

beforeAll(() => python.load());

function traced(code: string | Readonly<Record<string, string>>) {
  const files = typeof code === 'string' ? { 'a.py': code } : code;
  return traceOf(
    Object.entries(files).map(([name, text]) => {
      const source = sourceOf(name, text);
      return { source, tree: (python.parse(source) as unknown as PythonDocument).tree };
    }),
  );
}

/** Whether the trace gets to `good()`, which stands for the fix. */
const reaches = (code: string | Readonly<Record<string, string>>): boolean =>
  traced(code).calls.some((event) => /(^|[.?])good$/.test(event.callee));

const UNFIXED = 'def predict(x):\n    return clf.predict(x)\n';
const CLASS = 'class Watch:\n    def track(self, x):\n        lib.good()\n        return clf.predict(x)\n';

describe('classes beside a function that does the work', () => {
  it.each([
    ['nobody makes one', `${CLASS}${UNFIXED}`, false],
    ['beside statements that do the work', `clf.fit(X, y)\n${CLASS.replace('clf.predict(x)', 'x')}`, false],
    ['a dataclass', `from dataclasses import dataclass\n@dataclass\n${CLASS}${UNFIXED}`, false],
    ['of no base to speak of', `${CLASS.replace('Watch', 'Watch(object)')}${UNFIXED}`, false],
    ['an object that nobody uses', `${CLASS}${UNFIXED}WATCH = Watch()\n`, false],
    ['only exported', `${CLASS}${UNFIXED}__all__ = ["Watch"]\n`, false],
    ['only named in dead code', `${CLASS}${UNFIXED}if False:\n    Watch().track(1)\n`, false],
    ['used by another that nobody uses', `${CLASS}${UNFIXED}def _spare():\n    Watch().track(1)\n`, false],
    ['alone', CLASS, true],
    ['beside a function that does other work', `${CLASS}def start_server(port):\n    serve(port)\n`, true],
    ['made where the file runs', `${CLASS}${UNFIXED}if __name__ == "__main__":\n    Watch().track(1)\n`, true],
    ['made in the function', `${CLASS}def predict(x):\n    return Watch().track(x)\n`, true],
    ['made by a factory', `${CLASS}def make():\n    return Watch()\n${UNFIXED}`, true],
    ['given to a container', `${CLASS}${UNFIXED}container.register(Watch)\n`, true],
    ['named by its path', `${CLASS}${UNFIXED}TARGET = "service.Watch"\n`, true],
    ['of an annotated parameter', `${CLASS}def predict(x, watch: Watch):\n    return clf.predict(x)\n`, true],
    [
      'of a parameter by what is asked of it',
      `${CLASS}def predict(x, w):\n    w.track(x)\n    return clf.predict(x)\n`,
      true,
    ],
    ['of a framework', `import lib\n${CLASS.replace('Watch', 'Watch(lib.Handler)')}${UNFIXED}`, true],
    ['with a hook of a framework', `${CLASS.replace('    def', '    @lib.hook\n    def')}${UNFIXED}`, true],
    ['wrapping the function', `${CLASS.replace('clf.predict', 'predict')}${UNFIXED}`, true],
    [
      'imported by another file',
      { 'watch.py': `${CLASS}${UNFIXED}`, 'app.py': 'from watch import Watch\nWatch()' },
      true,
    ],
  ] as const)('%s', (_name, code, expected) => expect(reaches(code)).toBe(expected));
});

describe('private functions that only others of their kind name', () => {
  it.each([
    ['a chain of them', `def _a():\n    lib.good()\ndef _b():\n    _a()\n${UNFIXED}`, false],
    ['a circle', `def _a():\n    lib.good()\n    _b()\ndef _b():\n    _a()\n${UNFIXED}`, false],
    ['a chain from the way in', 'def _a():\n    lib.good()\ndef _b():\n    _a()\ndef predict(x):\n    _b()\n', true],
    [
      'methods',
      'class P:\n    def predict(self):\n        pass\n    def _a(self):\n        lib.good()\n    def _b(self):\n        self._a()\n',
      false,
    ],
  ])('%s', (_name, code, expected) => expect(reaches(code)).toBe(expected));
});

describe('conditions that cannot come out otherwise', () => {
  const on = (test: string, before = '') => `import os, sys, random\n${before}\nif ${test}:\n    lib.good()\n`;
  const gone = 'os.environ.pop("X", None)';
  it.each([
    ['a variable that was taken away', on('os.environ.get("X") == "1"', gone), false],
    ['by del', on('os.getenv("X")', 'del os.environ["X"]'), false],
    ['all of them', on('os.getenv("X")', 'os.environ.clear()'), false],
    ['that was set to something else', on('os.environ["X"] == "1"', 'os.environ["X"] = "0"'), false],
    ['by update', on('os.getenv("X") == "on"', 'os.environ.update(X="off")'), false],
    ['with a default', on('os.getenv("X", "no").lower() in ("yes", "1")', gone), false],
    ['as a number', on('int(os.getenv("X", "0"))', gone), false],
    ['whether it is there', on('"X" in os.environ', gone), false],
    ['kept under a name', on('extras', `${gone}\nextras = bool(os.getenv("X"))`), false],
    ['a name that is bound once', on('extras', 'extras = False'), false],
    ['an and that ends false', on('flag and False'), false],
    ['a program of another name', on('__name__ == "tests"'), false],
    ['a count below zero', on('len(rows) < 0'), false],
    ['a chance beyond one', on('random.random() > 1'), false],
    ['an old Python', on('sys.version_info[0] == 2'), false],
    ['a text without it', on('"b" in "acd"'), false],
    ['one of none', on('any([])'), false],
    ['the length of nothing', on('len("") > 0'), false],
    ['a chain with a broken link', on('1 < 0 < 5'), false],
    ['the least of numbers', on('min(1, 2) > 5'), false],
    ['a constant of another type', on('isinstance(1, str)'), false],
    ['pairs of nothing', 'for a, b in zip([], xs):\n    lib.good()', false],
    ['the letters of no text', 'for c in "":\n    lib.good()', false],
    ['the length of what may grow', 'rows = []\nrows.append(1)\nif len(rows) > 0:\n    lib.good()', true],
    ['a chain that holds', on('0 < 1 < 5'), true],
    ['a chain of what is not known', on('0 < rate() < 5'), true],
    ['an environment that was replaced', on('os.getenv("X")', 'os.environ = {"Y": "1"}'), false],
    ['a loop that is never entered', 'rounds = 0\nwhile rounds:\n    lib.good()', false],
    [
      'another case',
      'MODE = "plain"\nmatch MODE:\n    case "more":\n        lib.good()\n    case _:\n        pass',
      false,
    ],
    ['a case of what is not known', 'match mode():\n    case "more":\n        lib.good()', true],
    ['a loop that ends by itself', 'done = False\nwhile not done:\n    lib.good()\n    done = True', true],
    ['a variable that nobody touched', on('os.getenv("X") == "1"'), true],
    ['a variable of another name', on('os.getenv("Y") == "1"', gone), true],
    ['a variable that may have gone', on('os.getenv("X")', `if flag:\n    ${gone}`), true],
    ['that is set again', on('os.getenv("X")', `${gone}\nos.environ["X"] = "1"`), true],
    ['that is set in capitals', on('os.environ["X"].lower() == "true"', 'os.environ["X"] = "TRUE"'), true],
    ['a name that a loop changes', 'found = False\nfor x in xs:\n    found = True\nif found:\n    lib.good()', true],
    [
      'a name that another function changes',
      'on = False\ndef go():\n    global on\n    on = True\ngo()\nif on:\n    lib.good()',
      true,
    ],
    [
      'a name that is set from outside',
      'import cfg\non = False\nsetattr(cfg, "on", True)\nif on:\n    lib.good()',
      true,
    ],
    ['a parameter with a default', 'def f(on=False):\n    if on:\n        lib.good()\n', true],
    ['the main program', on('__name__ == "__main__"'), true],
    ['a count above zero', on('len(rows) > 0'), true],
    ['a recent Python', on('sys.version_info >= (3, 9)'), true],
    ['a sample', on('random.random() < 0.1'), true],
  ])('%s', (_name, code, expected) => expect(reaches(code)).toBe(expected));
});

describe('calls that do nothing by themselves', () => {
  const steps = 'def steps():\n    lib.good()\n    yield 1\n';
  const coroutine = 'async def work():\n    lib.good()\n';
  it.each([
    ['a generator that nobody goes through', `${steps}steps()`, false],
    ['a coroutine that nobody awaits', `${coroutine}def predict(x):\n    work()\n    return clf.predict(x)`, false],
    ['an expression that makes a generator', '(lib.good() for _ in [1])', false],
    ['a map that nobody goes through', 'map(lambda x: lib.good(), [1])', false],
    ['a map in a list', 'list(map(lambda x: lib.good(), [1]))', true],
    ['a map of the answer’s own', 'def map(f, xs):\n    f(xs)\nmap(lambda x: lib.good(), [1])', true],
    ['a generator in a loop', `${steps}for _ in steps():\n    pass`, true],
    ['a coroutine that is awaited', `${coroutine}async def predict(x):\n    await work()`, true],
    ['a coroutine that is given away', `import asyncio\n${coroutine}asyncio.run(work())`, true],
    ['a function around a generator', `def go():\n    lib.good()\n    return (x for x in xs)\ngo()`, true],
  ])('%s', (_name, code, expected) => expect(reaches(code)).toBe(expected));
});

describe('mocks answer to any name and are no library', () => {
  it.each([
    ['a mock', 'from unittest.mock import MagicMock\nlib = MagicMock()\nlib.good()', false],
    ['what it gives', 'from unittest import mock\nlib = mock.Mock()\nlib.make().good()', false],
    [
      'a mock in place of a module',
      'import sys\nfrom unittest.mock import MagicMock\nsys.modules["lib"] = MagicMock()\nimport lib\nlib.good()',
      false,
    ],
    [
      'a name of a module that is a mock',
      'import sys\nfrom unittest.mock import MagicMock\nsys.modules["lib"] = MagicMock()\nfrom lib import good\ngood()',
      false,
    ],
    ['by globals', 'import lib\nfrom unittest.mock import Mock\nglobals()["lib"] = Mock()\nlib.good()', false],
    [
      'an object that takes any name',
      'class Quiet:\n    def __getattr__(self, name):\n        return lambda *a: None\nlib = Quiet()\nlib.good()',
      false,
    ],
    [
      'one that hands on',
      'import lib\nclass Proxy:\n    def __getattr__(self, name):\n        return getattr(lib, name)\np = Proxy()\np.good()',
      true,
    ],
    [
      'where the library is missing',
      'try:\n    import lib\nexcept ImportError:\n    from unittest.mock import MagicMock\n    lib = MagicMock()\nlib.good()',
      true,
    ],
  ])('%s', (_name, code, expected) => expect(reaches(code)).toBe(expected));

  const odd = (code: string) => traced(code).oddities.map(({ kind, name }) => `${kind} ${name}`);
  it.each([
    ['a library is one', 'from unittest.mock import MagicMock\nmlflow = MagicMock()', ['shadowed mlflow']],
    [
      'an imported library is one',
      'import logging\nfrom unittest.mock import Mock\nlogging = Mock()',
      ['shadowed logging'],
    ],
    ['a model is one', 'from unittest.mock import Mock\nmodel = Mock()', []],
    [
      'code behind a variable that was taken away',
      'import os\nos.environ.pop("X")\nif os.getenv("X"):\n    go()',
      ['dead '],
    ],
    ['a class that nobody makes', `${CLASS}${UNFIXED}`, ['dead ']],
  ])('a person hears of it: %s', (_name, code, expected) => expect(odd(code)).toEqual(expected));
});

describe('loggers that are switched off, and packages of a library', () => {
  const log = 'import logging\nlogger = logging.getLogger("a")\n';
  const writes = (code: string | Readonly<Record<string, string>>) =>
    traced(code).calls.some((event) => event.callee.endsWith('.info'));
  it.each([
    ['all of them', `${log}logging.disable(logging.CRITICAL)\nlogger.info("a")`, false],
    ['by default', `${log}logging.disable()\nlogging.info("a")`, false],
    ['one of them', `${log}logger.disabled = True\nlogger.info("a")`, false],
    [
      'a package of the same name',
      {
        'a.py': `${log}logger.info("a")`,
        'logging/__init__.py':
          'class Q:\n    def info(self, text):\n        pass\ndef getLogger(name):\n    return Q()\n',
      },
      false,
    ],
    ['only details', `${log}logging.disable(logging.DEBUG)\nlogger.info("a")`, true],
    ['switched on', `${log}logger.disabled = False\nlogger.info("a")`, true],
    [
      'a package of its own',
      { 'a.py': `${log}import helpers\nlogger.info("a")`, 'helpers/__init__.py': 'X = 1\n' },
      true,
    ],
  ] as const)('%s', (_name, code, expected) => expect(writes(code)).toBe(expected));
});
