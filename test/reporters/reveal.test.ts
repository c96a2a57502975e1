import { describe, expect, it } from 'vitest';
import { formats, renderReport } from '../../src/reporters/index.js';
import { single } from './sample-report.js';

describe.each(formats.map((format) => format.id))('what %s reveals', (format) => {
  const render = (reveal: 'none' | 'hints' | 'full') => renderReport(format, single, { lang: 'es', reveal });

  it.each(['none', 'hints'] as const)('names no cure and no trace at %s', async (reveal) => {
    expect(await render(reveal)).not.toMatch(/CURE|TRACE/);
  });

  it.runIf(format !== 'csv')('keeps hints and advice back at none only', async () => {
    const hint = /Mira los argumentos/;
    expect(await render('none')).not.toMatch(hint);
    expect(await render('none')).not.toContain('se usa y no se define');
    expect(await render('hints')).toMatch(hint);
    expect(await render('hints')).toContain('se usa y no se define');
  });

  it.runIf(format !== 'csv')('tells all at full', async () => {
    const output = await render('full');
    expect(output).toMatch(/CURE: MLflow trae/);
    expect(output).toMatch(/CURE: pass signature/);
    expect(output).toMatch(/TRACE/);
    expect(output).toContain('CURE: sin tags');
  });
});
