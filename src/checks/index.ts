import { alert } from './alert.js';
import { answer } from './answer.js';
import { assigns } from './assigns.js';
import { calls } from './calls.js';
import { card } from './card.js';
import type { Check } from './check.js';
import { code } from './code.js';
import { custom } from './custom.js';
import { data } from './data.js';
import { dockerfile } from './dockerfile.js';
import { entries } from './entries.js';
import { markdown } from './markdown.js';
import { names } from './names.js';
import { reaches } from './reaches.js';
import { regex } from './regex.js';
import { text } from './text.js';
import { tree } from './tree.js';
import { undefinedNames } from './undefined-names.js';
import { unusedImports } from './unused-imports.js';

/** THE list of check kinds. A new kind is one file and one line here, in alphabetical order. */
export const checks: readonly Check[] = [
  alert,
  answer,
  assigns,
  calls,
  card,
  code,
  custom,
  data,
  dockerfile,
  entries,
  markdown,
  names,
  reaches,
  regex,
  text,
  tree,
  undefinedNames,
  unusedImports,
];

/** The same by kind. */
export const checksByKind: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.kind, check]));
