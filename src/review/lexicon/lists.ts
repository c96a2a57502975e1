/** Lists of numbers in two columns, list `n` up to `ends[n]`: thousands of small arrays would have to be made at every start. */
export interface Lists {
  readonly ends: Uint32Array;
  readonly all: Uint32Array;
}

export function listsOf(lists: readonly (readonly number[])[]): Lists {
  let end = 0;
  const ends = Uint32Array.from(lists, (list) => (end += list.length));
  return { ends, all: Uint32Array.from(lists.flat()) };
}

/** Where list `n` begins. */
export const startOf = ({ ends }: Lists, n: number): number => (n === 0 ? 0 : ends[n - 1]!);
