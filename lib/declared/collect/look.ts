import { isObject } from '../../providers/read-fields.ts';
import type { Path } from '../fields.ts';

/** The path in words, for messages. */
export function asText(at: Path): string {
  return typeof at === 'string' ? at : at.join('.');
}

/** What stands there; undefined where nothing does, or null. What ought to hold it and is no object is a fault of its own. */
export function lookUp(value: unknown, at: Path): unknown {
  let found = value;
  for (const name of typeof at === 'string' ? at.split('.') : at) {
    if (found === undefined || found === null) return undefined;
    if (!isObject(found)) return notThere;
    found = Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found ?? undefined;
}

/** Where a path leads through something that holds no fields: of no type that anybody reads. */
const notThere = Symbol('not there');
