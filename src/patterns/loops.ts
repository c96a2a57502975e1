/** A loop or a switch that is being walked, and the states with which its body is left early; only loops can be continued. */
export interface Around<State> {
  readonly breaks: State[];
  readonly continues?: State[];
}

/** How often the body of a loop is read until nothing changes, by the loops around it. */
export const roundsIn = (around: readonly Around<unknown>[]): number =>
  ROUNDS[around.filter((one) => one.continues).length] ?? 1;

const ROUNDS = [12, 6, 3];

/** Where the states go that a `break` or a `continue` leaves with; nothing for other words. */
export function wayOut<State>(around: readonly Around<State>[], word: string): { to: State[] | undefined } | undefined {
  if (word === 'Break') return { to: around.at(-1)?.breaks };
  if (word === 'Continue') return { to: around.findLast((one) => one.continues)?.continues };
  return undefined;
}
