/** What is known to mend the matters of software at large, and what only looks as if it did. Plain data in flat arrays. */
export interface KnownCures {
  /** The cures of finding `n` are those from `starts[n]` to `starts[n + 1]`. */
  readonly starts: Uint32Array;
  /** 1: it mends. */
  readonly mends: Uint8Array;
  /** The words of cure `n` are those from `wordStarts[n]` to `wordStarts[n + 1]`. */
  readonly wordStarts: Uint32Array;
  readonly words: Uint32Array;
}

/** One cure, in the numbers of its words. */
export interface Cure {
  readonly mends: boolean;
  readonly words: readonly number[];
}

/** The cures told in the text of a finding: after ✓ what mends it, after ✗ what does not, parted by semicolons; elsewhere what follows the only semicolon. */
export function curesIn(text: string): { readonly text: string; readonly mends: boolean }[] {
  const [told = '', ...marked] = text.split(/(?=[✓✗])/u);
  if (marked.length > 0)
    return marked.flatMap((part) => pieces(part.slice(1), ';').map((one) => ({ text: one, mends: part[0] === '✓' })));
  const [, cures, ...more] = told.split(';');
  return cures === undefined || more.length > 0 ? [] : pieces(cures, ',').map((one) => ({ text: one, mends: true }));
}

const pieces = (text: string, mark: string): string[] => text.split(mark).filter((one) => /\S/.test(one));

/** Lays the cures of each finding out flat. */
export function flatCures(byFinding: readonly (readonly Cure[])[]): KnownCures {
  const all = byFinding.flat();
  return {
    starts: endsOf(byFinding.map((own) => own.length)),
    mends: Uint8Array.from(all, ({ mends }) => Number(mends)),
    wordStarts: endsOf(all.map(({ words }) => words.length)),
    words: Uint32Array.from(all.flatMap(({ words }) => words)),
  };
}

function endsOf(sizes: readonly number[]): Uint32Array {
  const out = new Uint32Array(sizes.length + 1);
  for (const [i, size] of sizes.entries()) out[i + 1] = out[i]! + size;
  return out;
}

/** The cures of one finding. */
export function curesOf({ starts, mends, wordStarts, words }: KnownCures, finding: number): Cure[] {
  const out: Cure[] = [];
  for (let n = starts[finding]!; n < starts[finding + 1]!; n++)
    out.push({ mends: mends[n] === 1, words: [...words.subarray(wordStarts[n]!, wordStarts[n + 1]!)] });
  return out;
}
