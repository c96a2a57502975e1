import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/reporters/index.js';
import { hostile, payloads } from './hostile.js';
import { cohort, reportOf, single, student } from './sample-report.js';

const reader = new MarkdownIt({ html: true, linkify: true });

/** Kinds of the block tokens: the skeleton that no student's text may change. */
const shape = (markdown: string) =>
  reader.parse(markdown, {}).map((token) => token.type + (token.tag === 'td' ? (token.attrs?.length ?? 0) : ''));
const inline = (markdown: string) =>
  reader
    .parse(markdown, {})
    .flatMap((token) => token.children ?? [])
    .map((token) => token.type);

describe('markdown', () => {
  it('shows the total, a table of criteria and what is missing', async () => {
    const output = await renderReport('markdown', single, { lang: 'es', passMark: 7000 });
    expect(output).toContain('**12.90 / 22.00 NO APTO** (se aprueba con 70.00)');
    expect(output).toContain('| ❌ | Encontrar un run entre muchos | 0.00 / 2.00 | no logrado |  |');
    expect(output).toContain('Nada en tu respuesta dice');
  });

  it('is a table for several hand-ins, with the reason where there is no score', async () => {
    const output = await renderReport('markdown', cohort, { lang: 'en' });
    expect(output).toContain('| `bruno` | 13.00 | 9.00 | 22.00 | PASSED |');
    expect(output).toMatch(/\| `carla` \| — \| — \| — \| NOT MARKED answers\.md pesa/);
  });

  it.each(payloads.map((payload) => [JSON.stringify(payload), payload] as const))(
    'keeps its shape with %s in every field',
    async (_, payload) => {
      const plain = await renderReport('markdown', hostile('palabra'), { reveal: 'full' });
      const output = await renderReport('markdown', hostile(payload), { reveal: 'full' });
      expect(shape(output)).toEqual(shape(plain));
      expect(inline(output).filter((type) => /^(link|image|html_inline|em|s)(_|$)/.test(type))).toEqual([]);
      expect(inline(output).filter((type) => type === 'strong_open')).toHaveLength(
        inline(plain).filter((type) => type === 'strong_open').length,
      );
      expect(output).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}/u);
    },
  );

  it('stays under the size that a job summary takes, and says what is left out', async () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ ...student, student: `s${i}` }));
    const output = await renderReport('markdown', reportOf(many), { lang: 'en' });
    expect(Buffer.byteLength(output)).toBeLessThan(1_000_000);
    expect(output).toContain('see the full report');
    expect(output).toContain('| `s599` |');
  });
});
