import { beforeAll, describe, expect, it } from 'vitest';
import { traceOf } from '../../src/flow/index.js';
import type { CallEvent, Place, Trace } from '../../src/flow/trace.js';
import type { PythonDocument } from '../../src/languages/python/ast.js';
import { python } from '../../src/languages/python/index.js';
import { sourceOf } from '../../src/model/text.js';

beforeAll(() => python.load());

function traced(code: string | Readonly<Record<string, string>>): Trace {
  const files = typeof code === 'string' ? { 'a.py': code } : code;
  return traceOf(
    Object.entries(files).map(([name, text]) => {
      const source = sourceOf(name, text);
      return { source, tree: (python.parse(source) as unknown as PythonDocument).tree };
    }),
  );
}

const live = (code: string | Readonly<Record<string, string>>) => traced(code).calls.filter((event) => !event.passed);
const callees = (code: string | Readonly<Record<string, string>>) => live(code).map((event) => event.callee);
const last = (code: string): CallEvent => live(code).at(-1) as CallEvent;

describe('names', () => {
  it.each([
    ['import', 'import lib\nlib.go()', ['lib.go']],
    ['import of a submodule', 'import lib.sub\nlib.sub.go()', ['lib.sub.go']],
    ['import as', 'import lib.sub as s\ns.go()', ['lib.sub.go']],
    ['from import as', 'from lib import go as g\ng()', ['lib.go']],
    ['rebinding', 'import lib\nx = lib\ny = x.go\ny()', ['lib.go']],
    [
      'unpacking',
      'import lib\na, (b, *c) = lib.one, (lib.two, lib.three)\na(); b(); c[0]()',
      ['lib.one', 'lib.two', 'lib.three'],
    ],
    ['unbound', 'go()', ['?go']],
    ['parameter', 'def f(x):\n    x.go()', ['$x.go']],
    ['parameter of an annotated class', 'from lib import Client\ndef f(x: Client):\n    x.go()', ['lib.Client().go']],
    ['object', 'import lib\nlib.Client(1).go()', ['lib.Client', 'lib.Client().go']],
    ['chain', 'import lib\nc = lib.C()\nc.labels("a").inc()', ['lib.C', 'lib.C().labels', 'lib.C().labels().inc']],
    [
      'attribute of an own object',
      'import lib\nclass A:\n    def __init__(self):\n        self.c = lib.C()\n    def go(self):\n        self.c.inc()\nA().go()',
      ['lib.C', 'lib.C().inc'],
    ],
    [
      'inherited method',
      'import lib\nclass A:\n    def go(self):\n        lib.go()\nclass B(A):\n    pass\nB().go()',
      ['lib.go'],
    ],
    [
      'super',
      'import lib\nclass A:\n    def go(self):\n        lib.a()\nclass B(A):\n    def go(self):\n        super().go()\n        lib.b()\nB().go()',
      ['lib.a', 'lib.b'],
    ],
    ['class of a library', 'from lib import Base\nclass A(Base):\n    pass\nA().go()', ['lib.Base().go']],
    ['dict of objects', 'import lib\nd = {"a": lib.A(), "b": lib.B()}\nd["b"].go()', ['lib.A', 'lib.B', 'lib.B().go']],
    ['either of two', 'import lib\nx = lib.A if flag else lib.B\nx.go()', ['lib.A.go', 'lib.B.go']],
    ['optional import', 'try:\n    import lib\nexcept ImportError:\n    lib = None\nlib.go()', ['lib.go']],
    ['getattr', 'import lib\ngetattr(lib, "go")()', ['lib.go']],
    ['partial', 'import lib, functools\nfunctools.partial(lib.go, 1)(2)', ['functools.partial', 'lib.go']],
    ['own class of that name', 'class lib:\n    pass\nlib.go()', ['!lib.go']],
    ['own function of that name', 'def go():\n    pass\ngo()', []],
    [
      'global',
      'import lib\nc = None\ndef setup():\n    global c\n    c = lib.C()\nsetup()\nc.go()',
      ['lib.C', 'lib.C().go'],
    ],
    [
      'module of the answer',
      { 'm.py': 'import lib\nc = lib.C()\n', 'b.py': 'from m import c\nc.go()' },
      ['lib.C', 'lib.C().go'],
    ],
    [
      'relative import',
      { 'p/m.py': 'import lib\nc = lib.C()\n', 'p/b.py': 'from .m import c as d\nd.go()' },
      ['lib.C', 'lib.C().go'],
    ],
    [
      'library with the name of a module',
      { 'models.py': 'x = 1\n', 'b.py': 'from lib.models import go\ngo()' },
      ['lib.models.go'],
    ],
  ] as const)('%s', (_name, code, expected) => {
    expect(callees(code)).toEqual(expected);
  });
});

describe('what is live', () => {
  it.each([
    ['a handler of imports that nobody makes', 'import lib\ntry:\n    pass\nexcept ImportError:\n    lib.go()', []],
    [
      'a handler of imports',
      'try:\n    import lib\nexcept ImportError:\n    import other as lib\nlib.go()',
      ['lib.go', 'other.go'],
    ],
    ['a sketch', 'import lib\ntry:\n    ...\nexcept Exception:\n    lib.go()', ['lib.go']],
    ['after return', 'def f():\n    return 1\n    go()\nf()', []],
    ['after raise', 'raise E\ngo()', []],
    ['after both branches left', 'def f(x):\n    if x:\n        return 1\n    else:\n        raise E\n    go()\n', []],
    ['after one branch left', 'def f(x):\n    if x:\n        return 1\n    go()\n', ['?go']],
    ['after a helper that always raises', 'def fail():\n    raise E\ndef f():\n    fail()\n    go()\nf()', []],
    ['after an endless loop', 'while True:\n    go()\nstop()', ['?go']],
    ['after a loop with break', 'while True:\n    break\nstop()', ['?stop']],
    ['else of a false condition', 'if 0:\n    a()\nelse:\n    b()', ['?b']],
    ['main guard', 'def main():\n    go()\nif __name__ == "__main__":\n    main()', ['?go']],
    ['lone function', 'def train():\n    go()', ['?go']],
    [
      'helper that a busy script does not call',
      'import lib\ndef helper():\n    go()\nwith lib.run():\n    lib.log()',
      ['lib.run', 'lib.log'],
    ],
    [
      'handler that a framework calls',
      'import lib\n@lib.route("/")\ndef handler_x():\n    go()\nwith lib.run():\n    lib.log()',
      ['lib.route', 'lib.run', 'lib.log', '?go'],
    ],
    ['function handed over', 'import lib\ndef work():\n    go()\nlib.schedule(work)', ['lib.schedule', '?go']],
    ['lambda that nobody calls', 'f = lambda: go()', []],
    [
      'beside a script that only sorts',
      'rows = sorted(data, key=lambda r: r[0])\ndef close(a):\n    go(a)',
      ['builtins.sorted', '?go'],
    ],
    [
      'beside a function that is handed over',
      'import lib\ndef h():\n    pass\nlib.each(h)\ndef close(a):\n    go(a)',
      ['lib.each', '?go'],
    ],
    [
      'beside a script that only sets up',
      'def configure():\n    prepare()\nconfigure()\ndef answer(a):\n    go(a)',
      ['?prepare', '?go'],
    ],
    ['beside a script that does the work', 'def main():\n    work()\nmain()\ndef close(a):\n    go(a)', ['?work']],
    [
      'beside a script that works by another name',
      'def all_of_it(model):\n    model.fit(x)\nall_of_it(m)\ndef close(a):\n    go(a)',
      ['?m.fit'],
    ],
    ['redefined', 'def f():\n    a()\ndef f():\n    b()\n', ['?b']],
    ['generator', 'def g():\n    go()\n    yield 1\nfor x in g():\n    use(x)', ['?go', '?use']],
    ['recursion ends', 'def f(n):\n    go()\n    f(n - 1)\nf(3)', ['?go', '?go', '?go']],
  ] as const)('%s', (_name, code, expected) => {
    expect(callees(code)).toEqual(expected);
  });
});

describe('arguments', () => {
  const consts = (event: CallEvent) => [
    ...event.args.map((value) => (value.kind === 'const' ? value.value : value.kind)),
    ...[...event.keywords].map(([name, value]) => `${name}=${value.kind === 'const' ? value.value : value.kind}`),
  ];
  it.each([
    ['positions and keywords', 'go(1, a=2)', [1, 'a=2']],
    ['spread list', 'x = [1, 2]\ngo(*x, 3)', [1, 2, 3]],
    ['spread dict', 'x = {"a": 1}\nx["b"] = 2\ngo(**x)', ['a=1', 'b=2']],
    ['through a function', 'def f(x, *, y=5, **kw):\n    go(x, y, **kw)\nf(1, z=3)', [1, 5, 'z=3']],
    ['default', 'def f(x=7):\n    go(x)\nf()', [7]],
    ['returned', 'def f():\n    return 4\ngo(f())', [4]],
    [
      'of a dataclass',
      'from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int = 1\n    b: int = 2\nc = C(b=3)\ngo(c.a, c.b)',
      [1, 3],
    ],
    ['either', 'go(1 if x else 2)', ['choice']],
    ['f-string', 'go(f"{x}")', ['text']],
    ['zip', 'for a, b in zip([1], [2]):\n    go(a, b)', [1, 2]],
    ['enumerate', 'for i, a in enumerate(["x"]):\n    go(i, a)', [0, 'x']],
  ] as const)('%s', (_name, code, expected) => {
    expect(consts(last(code))).toEqual(expected);
  });
});

describe('surroundings', () => {
  const places = (event: CallEvent): string[] => {
    const all: string[] = [];
    for (let at: Place | undefined = event.place; at; at = at.outer) all.push(at.kind);
    return all;
  };
  it.each([
    ['try', 'try:\n    go()\nexcept E:\n    pass', ['body']],
    ['except', 'try:\n    pass\nexcept E:\n    go()', ['handler']],
    ['finally', 'try:\n    pass\nfinally:\n    go()', ['finally']],
    ['else', 'try:\n    pass\nexcept E:\n    pass\nelse:\n    go()', ['else']],
    ['in a helper', 'def h():\n    go()\ntry:\n    pass\nexcept E:\n    h()', ['handler']],
    ['condition in a loop', 'for x in y:\n    if x:\n        go()', ['branch', 'loop']],
    ['loop over a literal', 'for x in [1]:\n    go()', []],
  ] as const)('%s', (_name, code, expected) => {
    expect(places(last(code))).toEqual(expected);
  });

  const contexts = (event: CallEvent): string[] => {
    const all: string[] = [];
    for (let at = event.context; at; at = at.outer) all.push(at.value.kind === 'made' ? at.value.path : at.value.kind);
    return all;
  };
  it.each([
    ['with', 'import lib\nwith lib.a(), lib.b():\n    go()', ['lib.b()', 'lib.a()']],
    ['after with', 'import lib\nwith lib.a():\n    pass\ngo()', []],
    ['decorator', 'import lib\n@lib.a()\ndef f():\n    go()\nf()', ['lib.a()']],
    [
      'exit stack',
      'import lib, contextlib\nwith contextlib.ExitStack() as s:\n    s.enter_context(lib.a())\n    go()',
      ['lib.a()', 'contextlib.ExitStack()'],
    ],
    [
      'own generator',
      'import lib, contextlib\n@contextlib.contextmanager\ndef m():\n    with lib.a():\n        yield\nwith m():\n    go()',
      ['derived', 'lib.a()'],
    ],
    [
      'own class',
      'import lib\nclass M:\n    def __enter__(self):\n        return self\n    def __exit__(self, *a):\n        pass\nwith M():\n    go()',
      ['instance'],
    ],
  ] as const)('context: %s', (_name, code, expected) => {
    expect(contexts(last(code))).toEqual(expected);
  });
});

describe('whatever is handed in', () => {
  const chain = (n: number) =>
    Array.from({ length: n }, (_, i) => `def f${i}():\n    f${i + 1}(); f${i + 1}(); f${i + 1}()\n`).join('');
  it.each([
    ['deep parentheses', `x = ${'('.repeat(3000)}1${')'.repeat(3000)}`],
    ['deep calls', `x = ${'f('.repeat(3000)}1${')'.repeat(3000)}`],
    ['a long sum', `x = ${Array(20_000).fill('"a"').join(' + ')}`],
    ['long attributes', `x = a${'.b()'.repeat(5000)}`],
    ['many elifs', `if a:\n  x = 1\n${'elif b:\n  x = 2\n'.repeat(3000)}`],
    ['calls that multiply', `${chain(30)}f0()`],
    ['functions that call each other', 'def f():\n    g()\n    g()\ndef g():\n    f()\n    f()\nf()'],
    ['values that multiply', Array.from({ length: 300 }, (_, i) => `v${i + 1} = [v${i}, v${i}, v${i}]`).join('\n')],
    ['a dict in itself', 'd = {}\nd["d"] = d\nd.update(d)\ngo(**d)'],
    ['a list in itself', 'l = []\nl.append(l)\nl.extend(l)\nfor x in l:\n    l.append(x)\ngo(*l)'],
    ['a class that extends itself', 'class A(A):\n    def m(self):\n        return A().m()\nA().m()'],
    ['a property that reads itself', 'class A:\n    @property\n    def p(self):\n        return self.p\nA().p'],
    [
      'a thousand context managers',
      `with ${Array.from({ length: 1000 }, (_, i) => `a() as b${i}`).join(', ')}:\n    pass`,
    ],
    [
      'names of objects',
      '__proto__ = 1\nconstructor = {"__proto__": toString}\nhasOwnProperty(constructor["__proto__"])',
    ],
    ['what does not parse', 'def (((: ][\nwith lib.run( as x\n  lib.go("a" 1)\n}{'],
    ['nothing', ''],
  ])('%s: reads what it can', (_name, code) => {
    const trace = traced(code);
    expect(trace.calls.length).toBeLessThanOrEqual(3000);
  });

  it('does not take a list of what a condition lets through for a full one', () => {
    const code =
      'import lib\ndef f(x):\n    bad = [k for k in ("a", "b") if k not in x]\n    if bad:\n        raise ValueError\n    lib.go()\n';
    expect(callees(code)).toContain('lib.go');
  });

  it('says when the budget ran out', () => {
    expect(traced(`${chain(30)}f0()`).cut).toBe(true);
    expect(traced('go()').cut).toBe(false);
  });
});

describe('names of a library that the answer replaces', () => {
  it.each([
    ['an attribute', 'import lib\nlib.go = print\nlib.go()', ['builtins.print']],
    ['a lambda', 'import lib\nlib.go = lambda *a, **k: None\nlib.go(1)', []],
    ['several at once', 'import lib\nlib.go = lib.stop = print\nlib.stop()', ['builtins.print']],
    ['under another name', 'import lib as l\nl.go = print\nimport lib\nlib.go()', ['builtins.print']],
    ['of a submodule', 'import lib.sub\nlib.sub.go = print\nlib.sub.go()', ['builtins.print']],
    ['setattr', 'import lib\nsetattr(lib, "go", print)\nlib.go()', ['builtins.print']],
    [
      'setattr in a loop',
      'import lib\nfor n in ("go", "stop"):\n    setattr(lib, n, print)\nlib.stop()',
      ['builtins.print'],
    ],
    ['__dict__', 'import lib\nlib.__dict__["go"] = print\nlib.go()', ['builtins.print']],
    ['vars', 'import lib\nvars(lib)["go"] = print\nlib.go()', ['builtins.print']],
    ['before it is imported', 'import lib\nlib.go = print\nfrom lib import go\ngo()', ['builtins.print']],
    [
      'the module',
      'import sys\nclass Fake:\n    def go(self): print(1)\nsys.modules["lib"] = Fake()\nimport lib\nlib.go()',
      ['builtins.print'],
    ],
    [
      'a class',
      'import lib\nclass Null:\n    def inc(self): ...\nlib.Counter = Null\nfrom lib import Counter\nCounter().inc()',
      [],
    ],
    ['a method', 'import lib\nlib.Counter.inc = print\nlib.Counter().inc()', ['lib.Counter', 'builtins.print']],
    [
      'a method of all loggers',
      'import logging\nlogging.Logger.info = print\nlogging.getLogger("x").info(1)',
      ['logging.getLogger', 'builtins.print'],
    ],
    [
      'in another file',
      { 'nothing.py': 'import lib\nlib.go = print', 'z.py': 'import nothing\nimport lib\nlib.go()' },
      ['builtins.print'],
    ],
    [
      'a patch, as long as it lasts',
      'import lib\nfrom unittest.mock import patch\nwith patch("lib.go", print):\n    lib.go()\nlib.go()',
      ['unittest.mock.patch', 'builtins.print', 'lib.go'],
    ],
    [
      'a patch that is started',
      'import lib\nfrom unittest import mock\nmock.patch.object(lib, "go", new=print).start()\nlib.go()',
      ['unittest.mock.patch.object', 'unittest.mock.patch.object().start', 'builtins.print'],
    ],
    [
      'a patch as decorator',
      'import lib\nfrom unittest.mock import patch\n@patch("lib.go", print)\ndef main():\n    lib.go()\nmain()',
      ['unittest.mock.patch', 'builtins.print'],
    ],
  ])('%s', (_name, code, expected) => expect(callees(code)).toEqual(expected));

  it.each([
    ['afterwards', 'import lib\nlib.go()\nlib.go = print', ['lib.go']],
    [
      'by what still calls it',
      'import lib\nold = lib.go\ndef new(x):\n    old(x)\nlib.go = new\nlib.go(1)',
      ['lib.go'],
    ],
    ['and put back', 'import lib\nold = lib.go\nlib.go = print\nlib.go = old\nlib.go()', ['lib.go']],
    ['another name', 'import lib\nlib.stop = print\nlib.go()', ['lib.go']],
    ['another library', 'import lib, other\nother.go = print\nlib.go()', ['lib.go']],
    ['a setting', 'import lib\nlib.level = 3\nlib.go(lib.level)', ['lib.go']],
    ['where a setting says so', 'import lib\nif OFF:\n    lib.go = print\nlib.go()', ['lib.go', 'builtins.print']],
    [
      'where it is missing',
      'import lib\ntry:\n    import more\nexcept ImportError:\n    lib.go = print\nlib.go()',
      ['lib.go', 'builtins.print'],
    ],
    [
      'by a test',
      'import lib\nfrom unittest.mock import patch\ndef main():\n    lib.go()\ndef test_main():\n    with patch("lib.go"):\n        main()',
      ['unittest.mock.patch', 'lib.go'],
    ],
    ['in a function that nobody calls', 'import lib\ndef a():\n    lib.go = print\ndef b():\n    lib.go()', ['lib.go']],
  ])('still its own: %s', (_name, code, expected) => expect(callees(code)).toEqual(expected));
});

describe('private functions that nobody calls', () => {
  it.each([
    [
      'beside the way in that runs',
      'def predict(x):\n    a.go()\ndef _predict_2(x):\n    b.go()\npredict(1)',
      ['?a.go'],
    ],
    ['public', 'def predict(x):\n    a.go()\ndef predict_2(x):\n    b.go()\npredict(1)', ['?a.go', '?b.go']],
    ['where nothing runs', 'def _predict(x):\n    b.go()', ['?b.go']],
    [
      'given away',
      'def predict(x):\n    a.go()\ndef _predict_2(x):\n    b.go()\npredict(1)\nlib.on(_predict_2)',
      ['?a.go', '?lib.on', '?b.go'],
    ],
    ['beside a public way in', 'def predict(x):\n    a.go()\ndef _predict_2(x):\n    b.go()', ['?a.go']],
    ['beside another public function', 'def helper(x):\n    a.go()\ndef _setup(x):\n    b.go()', ['?b.go', '?a.go']],
    ['that the way in names', 'def predict(x):\n    _go()\ndef _go():\n    b.go()', ['?b.go']],
    [
      'a decorator beside the way in',
      'def watched(fn):\n    def inner():\n        b.go()\n        return fn()\n    return inner\ndef predict(x):\n    a.go()',
      ['?a.go'],
    ],
    [
      'a decorator that is applied',
      'def watched(fn):\n    def inner():\n        b.go()\n        return fn()\n    return inner\n@watched\ndef predict():\n    a.go()',
      ['?b.go', '?a.go'],
    ],
    [
      'a function that is only named',
      'def predict():\n    def inner():\n        b.go()\n    inner\n    a.go()',
      ['?a.go'],
    ],
    ['decorated', '@lib.hook\ndef _go():\n    b.go()\ndef predict(x):\n    a.go()', ['?b.go', '?a.go']],
    [
      'a method beside a public one',
      'class P:\n    def predict(self):\n        a.go()\n    def _predict_2(self):\n        b.go()',
      ['?a.go'],
    ],
    [
      'a method that the class of a library may call',
      'import lib\nclass P(lib.Base):\n    def predict(self):\n        a.go()\n    def _hook(self):\n        b.go()',
      ['?a.go', '?b.go'],
    ],
    [
      'a method with a name of its own meaning',
      'class P:\n    def predict(self):\n        a.go()\n    def __call__(self):\n        b.go()',
      ['?a.go', '?b.go'],
    ],
  ])('%s', (_name, code, expected) => expect(callees(code).sort()).toEqual([...expected].sort()));
});

describe('oddities', () => {
  const odd = (code: string | Readonly<Record<string, string>>) =>
    traced(code).oddities.map(({ kind, name, source, start, end }) => [kind, name || source.text.slice(start, end)]);
  it.each([
    ['after a return', 'def predict(x):\n    return x\n    a.go()', [['dead', 'a.go()']]],
    ['after an exit', 'import sys\nsys.exit(0)\na.go()\nb.go()', [['dead', 'a.go()\nb.go()']]],
    ['in a branch that is never taken', 'if not True:\n    a.go()', [['dead', 'a.go()']]],
    ['in a comparison of constants', 'def predict(x):\n    if 1 > 2:\n        a.go()', [['dead', 'a.go()']]],
    ['in a loop without a round', 'while 0:\n    a.go()', [['dead', 'a.go()']]],
    ['in a function that is replaced', 'def f():\n    a.go()\ndef f():\n    pass\nf()', [['dead', 'a.go()']]],
    [
      'in a private function beside the way in',
      'def predict():\n    pass\ndef _other():\n    a.go()',
      [['dead', 'a.go()']],
    ],
    [
      'a function of a library that is replaced',
      'import lib\nlib.go = lambda: None\nlib.go()',
      [['shadowed', 'lib.go']],
    ],
    [
      'an imported name that is defined',
      'from mlflow import log_params\ndef log_params(p):\n    pass',
      [['shadowed', 'mlflow.log_params']],
    ],
    ['a file named as a library', { 'a.py': 'import mlflow', 'mlflow.py': '' }, [['shadowed', 'mlflow']]],
  ] as const)('%s', (_name, code, expected) => expect(odd(code)).toEqual(expected));
  it.each([
    ['imports for a type checker', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import lib'],
    ['nothing called', 'def predict(x):\n    return x\n    y = 1'],
    ['what another call gets to', 'def f(x):\n    if x is None:\n        return 1\n    a.go()\nf(None)\nf(2)'],
    ['a setting', 'DEBUG = False\nif DEBUG:\n    a.go()'],
    [
      'what depends on a value that is known',
      'X = None\ndef f():\n    if X is None:\n        return 1\n    a.go()\nf()',
    ],
    [
      'where a library is missing',
      'try:\n    from mlflow import log\nexcept ImportError:\n    def log():\n        pass\nlog()',
    ],
    ['a hook that nobody calls', 'import lib\nlib.hook = lambda: None'],
    ['an attribute that holds a value', 'from flask import g\nimport time\ng.start = time.time()\nprint(g.start)'],
    ['two of a kind for a decorator', 'import lib\n@lib.get\ndef _():\n    a.go()\n@lib.post\ndef _():\n    b.go()'],
    ['a module of its own', { 'a.py': 'import helpers', 'helpers.py': '' }],
  ])('none: %s', (_name, code) => expect(odd(code)).toEqual([]));
});
