import { beforeAll, describe, expect, it } from 'vitest';
import { languageOf, languageOfFile, languages, loadLanguages } from '../../src/languages/index.js';
import { sourceOf } from '../../src/model/text.js';
import { dump, told } from './dump.js';

beforeAll(() => loadLanguages());

const TEXTS = [
  '',
  '\n',
  'a',
  '(',
  '"',
  "'",
  '{',
  '[}',
  '\0',
  '\ud800',
  '﻿x',
  'a: b',
  '<a>',
  'FROM',
  '`',
  '\\',
  '#',
  '%',
  '%%bash',
  '>>>',
  'é\r\rè',
  '\u2028',
];

describe('every language', () => {
  it.each(languages.map((language) => [language.id, language] as const))(
    '%s never throws and keeps its source',
    (id, language) => {
      for (const text of [...TEXTS, ...TEXTS.map((part) => part.repeat(50)), TEXTS.join('\n')]) {
        const source = sourceOf('x', text);
        const document = language.parse(source);
        expect([document.language, document.source]).toEqual([id, source]);
      }
    },
  );

  it('has names of its own', () => {
    const names = languages.flatMap((language) => [language.id, ...language.aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the list', () => {
  it.each([
    ['py', 'python'],
    ['YML', 'yaml'],
    ['tsx', 'typescript'],
    ['cobol', undefined],
  ])('%s is %s', (name, id) => expect(languageOf(name)?.id).toBe(id));

  it.each([
    ['a/b.PY', 'python'],
    ['alerts.rules.yml', 'yaml'],
    ['Dockerfile', 'dockerfile'],
    ['C:\\x\\dockerfile', 'dockerfile'],
    ['prod.dockerfile', 'dockerfile'],
    ['README', undefined],
    ['py', undefined],
  ])('%s is %s', (name, id) => expect(languageOfFile(name)?.id).toBe(id));
});

const parsed = (file: string, text: string): { tree: string; problems: string[] } => {
  const document = languageOfFile(file)!.parse(sourceOf(file, text));
  return { tree: 'tree' in document ? dump(document.tree) : '', problems: told(document.problems) };
};

describe('dockerfile', () => {
  it.each([
    [
      'ARG V=1\nFROM --platform=x py:3@sha256:ab AS base',
      'File(instructions=[Instruction(keyword="ARG" stage=-1 args=[Argument()] properties=[Property(name="V" value="1")]), ' +
        'Instruction(keyword="FROM" stage=0 flags=[Flag(name="platform" value="x")] args=[Argument(), Argument(), Argument()] ' +
        'image=Image(name="py" tag="3" digest="sha256:ab" as="base"))])',
      [],
    ],
    [
      'FROM a\nCMD ["b", "c"]\nRUN <<E\nd\nE\n',
      'File(instructions=[Instruction(keyword="FROM" stage=0 args=[Argument()] image=Image(name="a")), ' +
        'Instruction(keyword="CMD" stage=0 args=[Argument(), Argument()] json=true), ' +
        'Instruction(keyword="RUN" stage=0 args=[Argument(), Argument(), Argument()] heredocs=[Heredoc(name="E" textStart=30)])])',
      [],
    ],
    [
      'RUN a\nFOO b',
      undefined,
      ['1:1 Unexpected `RUN`, expected `FROM`', '2:1 Unexpected `FOO`, expected an instruction'],
    ],
    ['FROM a\nUSER', undefined, ['2:1 Expected arguments after `USER`']],
  ])('%s', (text, tree, problems) => {
    const found = parsed('Dockerfile', text);
    expect(found.problems).toEqual(problems);
    if (tree !== undefined) expect(found.tree).toBe(tree);
  });

  it('joins continued lines and keeps their place', () => {
    const text = 'FROM a\nRUN b && \\\n  c\nUSER d';
    const document = languageOf('dockerfile')!.parse(sourceOf('Dockerfile', text));
    const { instructions } = (
      document as unknown as { tree: { instructions: { start: number; end: number; args: { text: string }[] }[] } }
    ).tree;
    expect(instructions[1]?.args.map((arg) => arg.text)).toEqual(['b', '&&', 'c']);
    expect(text.slice(instructions[1]?.start, instructions[1]?.end)).toBe('RUN b && \\\n  c');
  });
});

describe('promql', () => {
  it.each([
    [
      'rate(x[5m]) > 1',
      'PromQL(children=[BinaryExpr(children=[FunctionCall(children=[FunctionIdentifier(children=[Rate(children=[])]), FunctionCallBody(',
      [],
    ],
    ['rate(x[5m]', 'PromQL(children=[FunctionCall(', ['1:11 Unexpected end of text']],
    ['x >', 'PromQL(', ['1:4 Unexpected end of text']],
  ])('%s', (text, tree, problems) => {
    const found = parsed('a.promql', text);
    expect(found.problems).toEqual(problems);
    expect(found.tree.replaceAll('()', '(children=[])').startsWith(tree)).toBe(true);
  });
});

describe('typescript', () => {
  it.each([
    ['x = y = 1;', 'Assign(targets=[x, y] value=1)'],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code to read.
      'export const x: T = 1, y = `a${b}`;',
      'Assign(targets=[x] annotation=T value=1 declaration="const" modifiers=["export"]), Assign(targets=[y] value=JoinedStr(values=["a", FormattedValue(value=b)]) declaration="const" modifiers=["export"])',
    ],
    [
      'a?.b!.c(...d)',
      'Expr(value=Call(func=Attribute(value=Attribute(value=a attr="b" optional=true) attr="c") args=[Starred(value=d)]))',
    ],
    [
      'import a, { b as c } from "m"; import * as d from "n"',
      'ImportFrom(module="m" names=[alias(name="default" asname="a"), alias(name="b" asname="c")] level=0), ImportFrom(module="n" names=[alias(name="*" asname="d")] level=0)',
    ],
    ['a && b && (c || d)', 'Expr(value=BoolOp(op="&&" values=[a, b, BoolOp(op="||" values=[c, d])]))'],
    [
      'const {a, b: [c], ...d} = e',
      'Assign(targets=[Object(properties=[Property(key="a" value=a shorthand=true), Property(key="b" value=List(elts=[c])), Starred(value=d)])] value=e declaration="const")',
    ],
    ['for (const x of y) z()', 'For(form="of" target=x iter=y body=[Expr(value=Call(func=z))])'],
    [
      'for (let i = 0; i < 1; i++) ;',
      'ForLoop(init=[Assign(targets=[i] value=0 declaration="let")] test=Compare(left=i ops=["<"] comparators=[1]) update=Update(op="++" operand=i) body=[Pass()])',
    ],
    [
      'try { a() } catch (e) {} finally { b }',
      'Try(body=[Expr(value=Call(func=a))] handlers=[ExceptHandler(target=e)] finalbody=[Expr(value=b)])',
    ],
    [
      'class A extends B { static async m(x = 1) { return this.y } }',
      'ClassDef(name="A" bases=[B] body=[FunctionDef(name="m" async=true args=arguments(args=[arg(arg="x" default=1)]) body=[Return(value=Attribute(value=this attr="y"))] modifiers=["static"])])',
    ],
    [
      'f(x => x as T)',
      'Expr(value=Call(func=f args=[Lambda(arrow=true args=arguments(args=[arg(arg="x")]) body=Cast(value=x annotation=T))]))',
    ],
    [
      'let x: Promise<A | B>[]',
      'Assign(targets=[x] annotation=Subscript(value=Array slice=Subscript(value=Promise slice=BinOp(left=A op="|" right=B))) declaration="let")',
    ],
  ])('%s', (text, expected) => {
    expect(parsed('a.ts', text)).toEqual({ tree: `Module(body=[${expected}])`, problems: [] });
  });

  it.each([
    [
      'a.tsx',
      '<a b="c">{d}</a>',
      'Module(body=[Expr(value=JsxElement(name=a attributes=[JsxAttribute(name="b" value="c")] children=[d]))])',
    ],
    ['a.js', '<a/>', 'Module(body=[Expr(value=JsxElement(name=a single=true))])'],
    ['a.ts', '<T>a', 'Module(body=[Expr(value=Cast(value=a annotation=T))])'],
  ])('%s: %s', (file, text, tree) => expect(parsed(file, text)).toEqual({ tree, problems: [] }));

  it('reads on after an error', () => {
    expect(parsed('a.js', 'f(;\nx = 1')).toEqual({
      tree: 'Module(body=[Expr(value=Call(func=f)), Assign(targets=[x] value=1)])',
      problems: ["1:3 ')' expected."],
    });
  });

  it.each([['('], ['a.'], ['!'], ['x=>'], ['typeof '], ['if(a){}else '], ['<a>'], ['`${']])(
    '%s without end is a problem',
    (part) => {
      expect(parsed('a.tsx', part.repeat(20_000)).problems).not.toEqual([]);
    },
  );
});
