/** Trouble in a pattern or a rule. `path` leads to the key of the rule; `offset` into the text of the pattern there. */
export class PatternError extends Error {
  readonly path: readonly (string | number)[];
  readonly offset: number | undefined;
  constructor(message: string, path: readonly (string | number)[] = [], offset?: number) {
    super(message);
    this.name = 'PatternError';
    this.path = path;
    this.offset = offset;
  }
}
