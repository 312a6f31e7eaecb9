import { type Document, isMap, isScalar, type Pair, visit } from 'yaml';
import { rangeOf } from './source-range.ts';

/** Something in a file that nobody writes by hand, and that would take too long to look at. */
export interface Excess {
  readonly range: readonly [start: number, end: number];
  readonly message: string;
}

/** Enough for a company of many thousands, and few enough to be looked at in a moment. */
const mostKeys = 10_000;
const mostAliases = 1_000;
const deepest = 30;

/** The first thing of which there is too much; null where all is within bounds. Goes through the file once. */
export function excessIn(document: Document): Excess | null {
  let found: Excess | null = null;
  let [keys, aliases] = [0, 0];
  const stop = (node: unknown, message: string): symbol => {
    found = { range: rangeOf(node), message };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, node) =>
      ++aliases > mostAliases
        ? stop(node, `there are more than ${mostAliases} aliases (\`*name\`) — write the values out`)
        : undefined,
    Collection: (_, node, path) =>
      path.filter((one) => !isPairOf(one)).length > deepest
        ? stop(
            node,
            `lists and maps lie more than ${deepest} deep in one another — see \`exhibit init\` for the form`,
          )
        : undefined,
    Pair: (_, { key }) =>
      ++keys > mostKeys
        ? stop(key, `there are more than ${mostKeys} keys in the file — a configuration has a few hundred`)
        : undefined,
  });
  return found;
}

function isPairOf(node: unknown): node is Pair {
  return typeof node === 'object' && node !== null && 'key' in node && 'value' in node && !('items' in node);
}

/** Where a key stands that stood in the same map before. The parser's own check compares each with each. */
export function keysTwice(document: Document): (readonly [start: number, end: number])[] {
  const twice: (readonly [number, number])[] = [];
  visit(document, {
    Map: (_, node) => {
      const seen = new Set<string>();
      for (const { key } of isMap(node) ? node.items : []) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) twice.push(rangeOf(key));
        seen.add(name);
      }
    },
  });
  return twice;
}
