import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { keysAt } from '../../lib/config/schema-keys.ts';

const inner = z.strictObject({ a: z.string(), b: z.number() });

test.each([
  ['a map', inner, []],
  ['a map that drops what it does not know', z.object({ a: z.string(), b: z.number() }), []],
  ['an optional map with a default', z._default(z.optional(inner), { a: '', b: 1 }), []],
  ['a refined map', inner.check(z.refine(() => true)), []],
  [
    'a transformed map',
    z.pipe(
      inner,
      z.transform(() => 1),
    ),
    [],
  ],
  ['a map that is made when asked for', z.lazy(() => inner), []],
  ['a map in a map', z.strictObject({ x: z.nullish(inner) }), ['x']],
  ['a map in a list in a map', z.strictObject({ x: z.array(inner) }), ['x', 3]],
  ['one of two maps', z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]), []],
])('%s knows its keys', (_, schema, path) => {
  expect(keysAt(schema, path)).toEqual(['a', 'b']);
});

test.each([
  ['a map of any keys', z.looseObject({ a: z.string() }), []],
  ['a map with a rule for the rest', z.catchall(inner, z.string()), []],
  ['a record', z.record(z.string(), z.string()), []],
  ['a text', z.string(), []],
  ['what is not there', inner, ['c', 'd']],
  ['one of two, of which one is open', z.union([inner, z.looseObject({})]), []],
])('%s does not', (_, schema, path) => {
  expect(keysAt(schema, path)).toBeUndefined();
});
