import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceOf } from '../../src/model/text.js';
import { renderReport } from '../../src/reporters/index.js';
import { hostile, payloads } from './hostile.js';
import { cohort, single } from './sample-report.js';

const executablePath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const why = executablePath ? '' : ' (SKIPPED: no chromium here; set CHROMIUM to its path)';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(!executablePath)(`the page in a real browser${why}`, () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dictamen-html-'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: flags });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(
    markup: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<{ page: Page; trouble: string[] }> {
    const file = join(folder, 'report.html');
    writeFileSync(file, markup);
    const page = await (await browser.newContext(options)).newPage();
    const trouble: string[] = [];
    page.on(
      'request',
      (request) => void (/^(file|data):/.test(request.url()) || trouble.push(`request ${request.url()}`)),
    );
    page.on('console', (message) => void trouble.push(`console ${message.text()}`));
    page.on('pageerror', (error) => void trouble.push(`error ${error.message}`));
    page.on('dialog', (dialog) => {
      trouble.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    return { page, trouble };
  }

  const text = Array.from({ length: 60 }, (_, i) =>
    i === 10 ? 'with mlflow.start_run():' : `línea ${i + 1} ${'muy larga '.repeat(i % 30)}`,
  ).join('\n');
  const sources = new Map([['ana-belén', [sourceOf('train_mlflow.py', text)]]]);
  const screens = {
    desktop: { viewport: { width: 1100, height: 800 } },
    phone: { viewport: { width: 320, height: 640 } },
    dark: { viewport: { width: 800, height: 800 }, colorScheme: 'dark' },
  } as const;

  it.each([
    ['one hand-in', 'desktop', single],
    ['one hand-in', 'phone', single],
    ['one hand-in', 'dark', single],
    ['several', 'phone', cohort],
    ['several', 'dark', cohort],
  ] as const)('has no barrier that axe finds, and no sideways scrolling: %s, %s', async (_, screen, report) => {
    const { page, trouble } = await open(
      await renderReport('html', report, { lang: 'es', reveal: 'full', sources, passMark: 7000 }),
      screens[screen],
    );
    await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.evaluate(`${readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')};0`);
    const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
    expect(found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('runs nothing, asks for nothing and complains of nothing whatever was handed in', async () => {
    const { page, trouble } = await open(await renderReport('html', single));
    for (const payload of payloads) {
      writeFileSync(join(folder, 'report.html'), await renderReport('html', hostile(payload), { reveal: 'full' }));
      await page.reload();
      expect([payload, trouble]).toEqual([payload, []]);
    }
  });

  it('opens what a link leads to, everything at once, and everything before printing', async () => {
    const { page } = await open(await renderReport('html', single, { lang: 'es' }));
    const open_ = () => page.evaluate("[...document.querySelectorAll('details')].filter((d) => !d.open).length");
    expect(await open_()).toBeGreaterThan(0);
    await page
      .evaluate("document.querySelector('details:not([open]).criterion').id")
      .then((id) => page.evaluate(`location.hash = '${id}'`));
    await page.waitForFunction("document.querySelector(':target').open");
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await open_()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await open_()).toBeGreaterThan(0);
    await page.click('#toggle');
    expect(await open_()).toBe(0);
  });

  it('is reached with the keyboard alone', async () => {
    const { page } = await open(await renderReport('html', single, { lang: 'es' }));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const seen = new Set<unknown>();
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate('document.activeElement.tagName'));
    }
    expect([...seen]).toEqual(expect.arrayContaining(['A', 'BUTTON', 'SUMMARY']));
  });
});

it.runIf(!executablePath)('says that the browser checks were skipped', () => {
  process.stderr.write(`html.browser.test.ts${why}\n`);
  expect(executablePath).toBeUndefined();
});
