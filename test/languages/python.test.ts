import { beforeAll, describe, expect, it } from 'vitest';
import type { PythonDocument } from '../../src/languages/python/ast.js';
import { python } from '../../src/languages/python/index.js';
import { childrenOf, walk } from '../../src/languages/python/walk.js';
import { sourceOf } from '../../src/model/text.js';
import { dump, told } from './dump.js';

beforeAll(() => python.load());

const parse = (text: string): PythonDocument => python.parse(sourceOf('a.py', text)) as PythonDocument;
const body = (text: string): string => parse(text).tree.body.map(dump).join('; ');

describe('statements', () => {
  it.each([
    ['x = y = 1', 'Assign(targets=[x, y] value=1)'],
    ['x: int = 3', 'AnnAssign(target=x annotation=int value=3)'],
    ['x: int', 'AnnAssign(target=x annotation=int)'],
    ['(x): int', 'AnnAssign(target=x annotation=int)'],
    ['a **= 1,', 'AugAssign(target=a op="**" value=Tuple(elts=[1]))'],
    ['a, *b = c', 'Assign(targets=[Tuple(elts=[a, Starred(value=b)])] value=c)'],
    ['type(x).y = 1', 'Assign(targets=[Attribute(value=Call(func=type args=[x]) attr="y")] value=1)'],
    [
      'type X[T: int] = list[T]',
      'TypeAlias(name=X typeParams=[Slice(lower=T upper=int)] value=Subscript(value=list slice=T))',
    ],
    [
      'x: L[A] | B | C',
      'AnnAssign(target=x annotation=BinOp(left=BinOp(left=Subscript(value=L slice=A) op="|" right=B) op="|" right=C))',
    ],
    ['del a, b', 'Delete(targets=[a, b])'],
    ['del (a, b)', 'Delete(targets=[Tuple(elts=[a, b])])'],
    [
      'from ..a.b import (c as d, e)',
      'ImportFrom(module="a.b" names=[alias(name="c" asname="d"), alias(name="e")] level=2)',
    ],
    ['from . import *', 'ImportFrom(module="" names=[alias(name="*")] level=1)'],
    ['import a.b as c, d', 'Import(names=[alias(name="a.b" asname="c"), alias(name="d")])'],
    [
      'if a: b\nelif c: d\nelse: e',
      'If(test=a body=[Expr(value=b)] orelse=[If(test=c body=[Expr(value=d)] orelse=[Expr(value=e)])])',
    ],
    ['for x, y in z: pass\nelse: pass', 'For(target=Tuple(elts=[x, y]) iter=z body=[Pass()] orelse=[Pass()])'],
    [
      'async with a as b, c(): pass',
      'With(async=true items=[withitem(contextExpr=a optionalVars=b), withitem(contextExpr=Call(func=c))] body=[Pass()])',
    ],
    ['with (a as b): pass', 'With(items=[withitem(contextExpr=a optionalVars=b)] body=[Pass()])'],
    ['with (a, b): pass', 'With(items=[withitem(contextExpr=a), withitem(contextExpr=b)] body=[Pass()])'],
    [
      'try: a\nexcept (B, C) as e: pass\nexcept* D: pass\nfinally: f',
      'Try(body=[Expr(value=a)] handlers=[ExceptHandler(body=[Pass()] type=Tuple(elts=[B, C]) name="e"), ' +
        'ExceptHandler(star=true body=[Pass()] type=D)] finalbody=[Expr(value=f)])',
    ],
    ['raise A from b', 'Raise(exc=A cause=b)'],
    [
      '@d(1)\ndef f(): ...',
      'FunctionDef(name="f" args=arguments() body=[Expr(value=null)] decorators=[Call(func=d args=[1])])',
    ],
    [
      'class C(A, metaclass=M): x = 1',
      'ClassDef(name="C" bases=[A] keywords=[keyword(arg="metaclass" value=M)] body=[Assign(targets=[x] value=1)])',
    ],
    ['print >>f, "a"', 'Expr(value=Call(func=print args=[f, "a"]))'],
    ['1,', 'Expr(value=Tuple(elts=[1]))'],
  ])('%s', (source, expected) => {
    expect(body(source)).toBe(expected);
    expect(parse(source).problems).toEqual([]);
  });

  it('reads every kind of parameter', () => {
    expect(body('def f(a, /, b: T = 2, *c, d, e=3, **g): pass')).toBe(
      'FunctionDef(name="f" args=arguments(posonlyargs=[arg(arg="a")] args=[arg(arg="b" annotation=T)] kwonlyargs=[arg(arg="d"), arg(arg="e")] ' +
        'kwDefaults=[-, 3] defaults=[2] vararg=arg(arg="c") kwarg=arg(arg="g")) body=[Pass()])',
    );
  });

  it('reads patterns of a match', () => {
    const cases =
      'match x:\n case [a, *_]: pass\n case {"k": -1, **r}: pass\n case C.D(1, b=2) | None as q: pass\n case (y): pass\n case _: pass\n';
    expect(body(cases)).toBe(
      'Match(subject=x cases=[match_case(pattern=pattern(form="sequence" parts=[pattern(form="capture" name="a"), pattern(form="star")]) body=[Pass()]), ' +
        'match_case(pattern=pattern(form="mapping" keys=["k"] parts=[pattern(form="value" value=UnaryOp(op="-" operand=1)), pattern(form="star" name="r")]) body=[Pass()]), ' +
        'match_case(pattern=pattern(form="as" name="q" parts=[pattern(form="or" parts=[pattern(form="class" cls=Attribute(value=C attr="D") ' +
        'parts=[pattern(form="value" value=1), pattern(form="value" value=2)] keys=["b"]), pattern(form="value" value=null)])]) body=[Pass()]), ' +
        'match_case(pattern=pattern(form="capture" name="y") body=[Pass()]), match_case(pattern=pattern(form="wildcard") body=[Pass()])])',
    );
  });
});

describe('expressions', () => {
  it.each([
    ['a and b and (c and d)', 'BoolOp(op="and" values=[a, b, BoolOp(op="and" values=[c, d])])'],
    ['a or b and c', 'BoolOp(op="or" values=[a, BoolOp(op="and" values=[b, c])])'],
    ['a < b not in c', 'Compare(left=a ops=["<", "not in"] comparators=[b, c])'],
    ['a ^ b & c', 'BinOp(left=a op="^" right=BinOp(left=b op="&" right=c))'],
    ['a & b ^ c', 'BinOp(left=BinOp(left=a op="&" right=b) op="^" right=c)'],
    ['(a ^ b) & c', 'BinOp(left=BinOp(left=a op="^" right=b) op="&" right=c)'],
    ['-a ** -b', 'UnaryOp(op="-" operand=BinOp(left=a op="**" right=UnaryOp(op="-" operand=b)))'],
    ['await a ** b', 'BinOp(left=Await(value=a) op="**" right=b)'],
    ['a if b else c', 'IfExp(test=b body=a orelse=c)'],
    [
      'f(*a, b, c=1, **d)',
      'Call(func=f args=[Starred(value=a), b] keywords=[keyword(arg="c" value=1), keyword(value=d)])',
    ],
    [
      'f(x for x in y if z)',
      'Call(func=f args=[GeneratorExp(elt=x generators=[comprehension(target=x iter=y ifs=[z])])])',
    ],
    ['{**a, "b": 1}', 'Dict(keys=[-, "b"] values=[a, 1])'],
    ['{a: b async for a in c}', 'DictComp(key=a value=b generators=[comprehension(async=true target=a iter=c)])'],
    ['a[1:, ::2]', 'Subscript(value=a slice=Tuple(elts=[Slice(lower=1), Slice(step=2)]))'],
    ['a[*b(c)]', 'Subscript(value=a slice=Tuple(elts=[Starred(value=Call(func=b args=[c]))]))'],
    ['lambda *, a, b=1: a', 'Lambda(args=arguments(kwonlyargs=[arg(arg="a"), arg(arg="b")] kwDefaults=[-, 1]) body=a)'],
    ['(x := 3)', 'NamedExpr(target=x value=3)'],
    ['ｍｌｆｌｏｗ.run', 'Attribute(value=mlflow attr="run")'],
  ])('%s', (source, expected) => {
    expect(body(source)).toBe(`Expr(value=${expected})`);
  });
});

describe('literals', () => {
  it.each([
    ['"a\\n\\x41\\u00e9\\101\\q"', '"a\\nAéA\\\\q"'],
    ["r'\\\\'", '"\\\\\\\\"'],
    ['"a" \'b\' """c"""', '"abc"'],
    ['"""a\r\nb"""', '"a\\nb"'],
    ['"a\\\nb"', '"ab"'],
    ['b"\\xff"', '"ÿ"'],
    [
      'f"a{x!r:>{w}.2f}{{b}}"',
      'JoinedStr(values=["a", FormattedValue(value=x conversion="r" formatSpec=JoinedStr(values=[">", FormattedValue(value=w), ".2f"])), "{b}"])',
    ],
    ['f"{x=}" "y"', 'JoinedStr(values=["x=", FormattedValue(value=x conversion="r"), "y"])'],
    ['f"{x:=5}"', 'JoinedStr(values=[FormattedValue(value=x formatSpec=JoinedStr(values=["=5"]))])'],
    ['0x_ff', '255'],
    ['1_000.5e3', '1000500'],
    ['12345678901234567890', '"12345678901234567890"'],
    ['2j', '"2j"'],
  ])('%s', (source, expected) => {
    expect(body(source)).toBe(`Expr(value=${expected})`);
  });
});

describe('code that does not parse', () => {
  it.each([
    [
      'an open call',
      'print("a"\nx = 1',
      ['1:10 Expected `)`'],
      'Expr(value=Call(func=print args=["a"])); Assign(targets=[x] value=1)',
    ],
    [
      'an open list before a function',
      'x = [1, 2\n\ndef f():\n    y',
      ['1:10 Expected `]`'],
      'Assign(targets=[x] value=List(elts=[1, 2])); FunctionDef(name="f" args=arguments() body=[Expr(value=y)])',
    ],
    [
      'one bracket too many',
      'f(a))\ng(b)',
      ['1:5 Unexpected `)`'],
      'Expr(value=Call(func=f args=[a])); Expr(value=Call(func=g args=[b]))',
    ],
    [
      'an open string',
      'x = "abc\ny = 2',
      ['1:9 Expected `"`'],
      'Assign(targets=[x] value="abc"); Assign(targets=[y] value=2)',
    ],
    [
      'an open docstring',
      'def f():\n    """doc\n    x = 1',
      ['2:11 Expected `"""`'],
      'FunctionDef(name="f" args=arguments() body=[Expr(value="doc"), Assign(targets=[x] value=1)])',
    ],
    [
      'a missing colon',
      'for i in x\n    f(i)\ny',
      ['1:11 Expected `:`'],
      'For(target=i iter=x body=[Expr(value=Call(func=f args=[i]))]); Expr(value=y)',
    ],
    [
      'a colon inside an open head',
      'def f(a, b:\n    return a',
      ['1:11 Expected `)`'],
      'FunctionDef(name="f" args=arguments(args=[arg(arg="a"), arg(arg="b")]) body=[Return(value=a)])',
    ],
    [
      'a missing comma',
      'f({\n  "a": 1\n  "b": 2\n})',
      ['2:9 Expected `,`'],
      'Expr(value=Call(func=f args=[Dict(keys=["a", "b"] values=[1, 2])]))',
    ],
    ['curly quotes', 'f(“a”, 1)', ['1:3 Unexpected `“`, expected `"`'], 'Expr(value=Call(func=f args=["a", 1]))'],
    [
      'a line beyond repair',
      'a = 1\nfoo bar baz\nb = 2',
      ['2:1 Unexpected `foo`'],
      'Assign(targets=[a] value=1); Error(body=[foo, bar, Expr(value=baz)]); Assign(targets=[b] value=2)',
    ],
    ['a name without value', 'y =\nz = 2', ['1:4 Expected a value'], 'Assign(targets=[z] value=2)'],
    [
      'an empty body',
      'with a:\nb()',
      ['1:8 Expected an indented block'],
      'With(items=[withitem(contextExpr=a)]); Expr(value=Call(func=b))',
    ],
    ['a stray indent', 'a\n  b', ['2:3 Unexpected indent'], 'Expr(value=a); Expr(value=b)'],
    [
      'a lone try',
      'try:\n    a\nb',
      ['2:6 Expected `except` or `finally`'],
      'Try(body=[Expr(value=a)]); Expr(value=b)',
    ],
  ])('%s', (_, source, problems, expected) => {
    expect({ body: body(source), problems: told(parse(source).problems) }).toEqual({ body: expected, problems });
  });

  it('keeps the places of what stands after a repair', () => {
    const source = 'print("a"\nfor i in x\n    f(i)\ny = [1\nz = 2\n';
    const found: string[] = [];
    walk(parse(source).tree, (node) => {
      if (node.kind === 'Call' || node.kind === 'Assign') found.push(source.slice(node.start, node.end));
    });
    expect(found).toEqual(['print("a"', 'f(i)', 'y = [1', 'z = 2']);
  });
});

describe('what consoles, notebooks and snippets add', () => {
  it.each([
    [
      'magics',
      '%pip install x\n!ls\nx = (1\n % 2)\nx?\n%%time\ny',
      'Assign(targets=[x] value=BinOp(left=1 op="%" right=2)); Expr(value=y)',
    ],
    ['a cell in another language', '%%bash\nls -la | grep x', ''],
    [
      'prompts and output',
      '>>> for x in y:\n...     f(x)\n...\n1\n>>> z',
      'For(target=x iter=y body=[Expr(value=Call(func=f args=[x]))]); Expr(value=z)',
    ],
    ['a shared indentation', '    a\n    if b:\n        c\n', 'Expr(value=a); If(test=b body=[Expr(value=c)])'],
    ['tabs and CRLF', 'if a:\r\n\tb\r\n\tc\r\n', 'If(test=a body=[Expr(value=b), Expr(value=c)])'],
    ['lone CR', 'a\rb', 'Expr(value=a); Expr(value=b)'],
  ])('%s', (_, source, expected) => {
    expect({ body: body(source), problems: told(parse(source).problems) }).toEqual({ body: expected, problems: [] });
  });
});

describe('places', () => {
  it.each([
    ['a definition starts at its keyword', '@d\ndef f():\n    x\n    # end\n', 'FunctionDef', 'def f():\n    x'],
    ['a parenthesised operand is inside its operation', 'y = (a + b) * c', 'BinOp', '(a + b) * c'],
    ['a tuple without parentheses', 'a[1, 2]', 'Tuple', '1, 2'],
    ['UTF-16 units', 's = "😀"; f(x)', 'Call', 'f(x)'],
    ['an argument spans its annotation', 'def f(a: int = 1): pass', 'arg', 'a: int'],
  ])('%s', (_, source, kind, expected) => {
    const found: string[] = [];
    walk(parse(source).tree, (node) => {
      if (node.kind === kind) found.push(source.slice(node.start, node.end));
    });
    expect(found[0]).toBe(expected);
  });

  it('gives children in source order', () => {
    const [call] = parse('f(a=1, *b, c=2)').tree.body;
    expect(call?.kind === 'Expr' && childrenOf(call.value).map((node) => dump(node))).toEqual([
      'f',
      'keyword(arg="a" value=1)',
      'Starred(value=b)',
      'keyword(arg="c" value=2)',
    ]);
  });
});

describe('hostile text', () => {
  const n = 20_000;
  it.each([
    ['open brackets', '('.repeat(n), 'Nested too deeply to be read'],
    ['closed brackets', `${'['.repeat(n)}${']'.repeat(n)}`, 'Nested too deeply to be read'],
    ['a long chain', `a${'.b'.repeat(n)}`, 'Nested too deeply to be read'],
    ['continuations', `x = \\\n${'\\\n'.repeat(n)}1`, undefined],
    ['comments', `x = 1\n${'# "a" comment\n'.repeat(n)}`, undefined],
    ['not code', 'a '.repeat(n), 'Unexpected `a`'],
  ])('%s', (_, source, message) => {
    const { tree, problems } = parse(source);
    let count = 0;
    walk(tree, () => count++);
    expect(count).toBeGreaterThan(1);
    expect(problems.find((problem) => problem.message === message)?.message).toBe(message);
  });

  it('gives the same tree twice, whatever came between', () => {
    const first = dump(parse('x = (1,\ny = 2').tree);
    parse('def f(');
    expect(dump(parse('x = (1,\ny = 2').tree)).toBe(first);
  });
});
