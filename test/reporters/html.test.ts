import { createHash } from 'node:crypto';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../src/model/text.js';
import { sha256Base64 } from '../../src/reporters/html/sha256.js';
import { type ReportOptions, renderReport } from '../../src/reporters/index.js';
import { hostile, payloads } from './hostile.js';
import { cohort, reportOf, single, student } from './sample-report.js';

interface Node {
  readonly nodeName: string;
  readonly childNodes?: readonly Node[];
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly value?: string;
}

const page = (report = single, options: Partial<ReportOptions> = {}) =>
  renderReport('html', report, { lang: 'es', ...options });
const attr = (node: Node, name: string) => node.attrs?.find((a) => a.name === name)?.value;

function nodes(markup: string): Node[] {
  const errors: string[] = [];
  const root = parse(markup, { onParseError: (error) => errors.push(error.code) }) as unknown as Node;
  expect(errors).toEqual([]);
  const all: Node[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    all.push(node);
    waiting.push(...(node.childNodes ?? []));
  }
  return all;
}

describe('html', () => {
  it('has a policy as the first thing in its head, and it names the hashes of its own style and script', async () => {
    const all = nodes(await page());
    const head = all.find((n) => n.nodeName === 'head');
    const first = head?.childNodes?.find((n) => n.nodeName !== '#text');
    const policy = first ? attr(first, 'content') : undefined;
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
    for (const name of ['style', 'script']) {
      const found = all.filter((n) => n.nodeName === name);
      expect(found).toHaveLength(1);
      const text = found[0]?.childNodes?.[0]?.value ?? '';
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
  });

  it.each(['', 'abc', 'a'.repeat(55), 'a'.repeat(56), 'a'.repeat(64), 'x'.repeat(5000)])(
    'hashes as others do (%#)',
    (text) => {
      expect(sha256Base64(text)).toBe(createHash('sha256').update(text).digest('base64'));
    },
  );

  it('fetches nothing', async () => {
    for (const node of nodes(await page(cohort))) {
      for (const name of ['src', 'srcset', 'action', 'poster', 'data', 'background'])
        expect(attr(node, name)).toBeUndefined();
      for (const { name } of node.attrs ?? []) expect(name).not.toMatch(/^on|^style$/);
      if (node.nodeName === 'link') expect(attr(node, 'href')).toBe('data:,');
    }
  });

  it.each([
    ['one hand-in', single],
    ['several', cohort],
  ])('leads every link of the page to something that is there: %s', async (_, report) => {
    const all = nodes(await page(report));
    const ids = all.map((n) => attr(n, 'id')).filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = all
      .filter((n) => n.nodeName === 'a')
      .map((n) => attr(n, 'href') ?? '')
      .filter((href) => href.startsWith('#'));
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(ids).toContain(target.slice(1));
  });

  it('marks the evidence in place in the text that was handed in', async () => {
    const text = Array.from({ length: 20 }, (_, i) =>
      i === 10 ? 'with mlflow.start_run():  # aquí' : `línea ${i + 1}`,
    ).join('\r\n');
    const output = await page(single, { sources: new Map([['ana-belén', [sourceOf('train_mlflow.py', text)]]]) });
    expect(output).toMatch(/data-n="10">línea 10<\/span>/);
    expect(output).toMatch(
      /data-n="11"><mark class="earned">with mlflow\.start_run\(\): {2}# aquí<\/mark><a class="chip met" href="#s0-mlflow-run-context"/,
    );
  });

  it('shows excerpts at their lines where the whole text is not given', async () => {
    const output = await page();
    expect(output).toMatch(/data-n="18"><mark class="lost"> {4}mlflow\.sklearn\.log_model/);
    expect(output).toContain('<span class="gap">⋯</span>');
  });

  it.each(payloads.map((payload) => [JSON.stringify(payload), payload] as const))(
    'is the same tree with %s in every field',
    async (_, payload) => {
      const skeleton = (markup: string) =>
        nodes(markup)
          .filter((n) => n.nodeName !== '#text' && !['bdi', 'br'].includes(n.nodeName))
          .map((n) => n.nodeName)
          .sort()
          .join(' ');
      const output = await page(hostile(payload), { reveal: 'full' });
      const plain = payload
        .split(/\r\n|\r|\n/)
        .map((line) => (line === '' ? '' : 'x'))
        .join('\n');
      // Backticks are code in a message; that is the only markup a message can have.
      const strip = (tree: string) => tree.replace(/\bcode ?/g, '');
      expect(strip(skeleton(output))).toBe(strip(skeleton(await page(hostile(plain), { reveal: 'full' }))));
      expect(output).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}|\p{Cs}/u);
      for (const node of nodes(output))
        if (node.nodeName === 'a') expect(attr(node, 'href')).toMatch(/^(#|https?:\/\/[^\s]+$)/);
    },
  );

  it('stays small with a very long hand-in', async () => {
    const huge = `${'x'.repeat(300)}\n`.repeat(20_000);
    const output = await page(reportOf([student]), {
      sources: new Map([['ana-belén', [sourceOf('answers.md', huge)]]]),
    });
    expect(output.length).toBeLessThan(600_000);
  });

  it('stays small with very many remarks', async () => {
    const first = student.exercises[0]?.remarks[2];
    const remarks = first ? Array.from({ length: 20_000 }, () => ({ ...first, text: 'palabra '.repeat(500) })) : [];
    const many = { ...student, exercises: student.exercises.map((e) => ({ ...e, remarks })) };
    for (const format of ['html', 'markdown', 'text']) {
      const output = await renderReport(format, reportOf([many]), { lang: 'en' });
      expect(output).toMatch(/and 19\d+ more/);
      expect(output.length).toBeLessThan(1_000_000);
    }
  });
});
