import { alert } from './alert.js';
import type { Check } from './check.js';

/** THE list of check kinds. A new kind is one file and one line here, in alphabetical order. */
export const checks: readonly Check[] = [alert];
