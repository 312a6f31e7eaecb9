import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';

/** The keys and places in lists that lead to a value. */
export type Path = readonly (string | number)[];

/** Offsets in the file; the end is not part of it. */
type Range = [start: number, end: number];

/** Where a value or its key stands; for one that is missing, the nearest thing around it. */
export function rangeAt(document: Document, path: Path, part: 'key' | 'value'): Range {
  let node: unknown = document.contents;
  let range = rangeOf(node);
  for (const [index, step] of path.entries()) {
    const child = childOf(isAlias(node) ? node.resolve(document) : node, step);
    if (child === undefined) return range;
    const wantsKey = part === 'key' && index === path.length - 1;
    range = rangeOf(wantsKey ? (child.key ?? child.value) : (child.value ?? child.key));
    node = child.value;
  }
  return range;
}

function childOf(node: unknown, step: string | number): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node)) return { value: node.items[Number(step)] };
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
}

export function rangeOf(node: unknown): Range {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}
