import type { CallEvent, Trace } from '../../flow/trace.js';

export type Path = readonly (string | number)[];

/** A trace, and what questions about it are worth keeping. */
export interface View {
  readonly trace: Trace;
  readonly kept: Map<unknown, unknown>;
}

/** Whether a call fits. */
export type Selector = (event: CallEvent, view: View) => boolean;
