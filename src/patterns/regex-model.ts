export interface Found {
  readonly start: number;
  readonly end: number;
  /** Groups by number, 0 the whole; an absent group is undefined. */
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[];
  readonly names: ReadonlyMap<string, number>;
}

/** A rule's regex, in linear time where that is possible. */
export interface Regex {
  /** Whether any of its groups has a name. */
  readonly named: boolean;
  /** Anywhere in the text. */
  search(text: string): boolean;
  /** At the start of the text, not necessarily to its end. */
  match(text: string): boolean;
  all(text: string): Found[];
}
