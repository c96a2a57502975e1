import type { CallEvent } from '../../flow/trace.js';
import type { Value } from '../../flow/value.js';
import type { Selector } from './view.js';

/** An argument by position, keyword, `*` or `receiver`, with its text. */
export function argument(event: CallEvent, name: string): readonly (readonly [Value, string])[] {
  const written = (key: number | string): string => {
    const node = event.argNodes.get(key);
    return node ? event.source.text.slice(node.start, Math.min(node.end, node.start + 400)) : '';
  };
  if (name === '*') {
    const all = event.args.map((value, i) => [value, written(i)] as const);
    return [
      ...all,
      ...[...event.keywords].map(([key, value]) => [value, written(key)] as const),
      ...event.open.map((value) => [value, ''] as const),
    ];
  }
  if (name === 'receiver') return event.receiver ? [[event.receiver, '']] : [];
  const value = /^\d+$/.test(name) ? event.args[Number(name)] : event.keywords.get(name);
  return value ? [[value, written(/^\d+$/.test(name) ? Number(name) : name)]] : [];
}

/** The calls that made the object a method is called on, the nearest first. */
export function makersOf(event: CallEvent): CallEvent[] {
  const makers: CallEvent[] = [];
  const stack: (Value | undefined)[] = [event.receiver];
  for (let i = 0; i < 40 && stack.length > 0; i++) {
    const value = stack.pop();
    if (!value) continue;
    if (value.kind === 'made') {
      makers.push(value.event);
      stack.push(value.event.receiver);
    } else if (value.kind === 'ref' || value.kind === 'derived') stack.push(value.inputs[0]);
    else if (value.kind === 'choice') stack.push(...value.options);
    else if (value.kind === 'mapping') stack.push(...value.entries.map((entry) => entry.value));
    else if (value.kind === 'sequence') stack.push(...value.items);
  }
  return makers;
}

/** Whether the arguments agree with a list of names that the object was made with; none agree where it was made without. */
export function declared(names: readonly string[]): Selector {
  return (event) => {
    const makers = makersOf(event);
    const lists = makers.flatMap((maker) => names.flatMap((name) => argument(maker, name).map(([value]) => value)));
    if (lists.length === 0) return !makers.some((maker) => maker.open.length === 0);
    return lists.every((list) => agrees(event, list));
  };
}

function agrees(event: CallEvent, list: Value): boolean {
  if (list.kind !== 'sequence' || list.open.length > 0 || event.open.length > 0) return list.kind !== 'const';
  if (event.args.length + event.keywords.size !== list.items.length) return false;
  const known = list.items.map((item) => (item.kind === 'const' ? item.value : undefined));
  return known.includes(undefined) || [...event.keywords.keys()].every((name) => known.includes(name));
}
