import * as z from 'zod/mini';
import type { Raw } from '../declared/fields.ts';
import type { Endpoint, ListEndpoint } from '../declared/paging.ts';
import type { SettingValues } from '../declared/setting-keys.ts';
import { inWords } from '../evidence/schema-words.ts';
import { path, text } from './field-schemas.ts';
import { callable } from './functions.ts';

const address = z
  .string()
  .check(z.regex(/^\/[^\s?#]*$/, 'is no path: it begins with a slash, and has no “?”'));
const parameters = z.exactOptional(z.record(text, z.string()));
const asked = { path: address, parameters };

export const endpoint: z.ZodMiniType<Endpoint> = z.strictObject(asked);

export const countEndpoint = z.strictObject({ ...asked, at: z.nullable(path) });

/** Of whom more is asked: of somebody of whom the function does not say so, or throws, too. */
const wanted = callable((ask): ((item: Raw) => boolean) => (item) => {
  try {
    return ask(structuredClone(item)) !== false;
  } catch {
    return true;
  }
});

export const eachEndpoint = z.strictObject({ ...asked, as: text, of: z.exactOptional(wanted) });

const size = z.strictObject({ parameter: text, is: z.int().check(z.minimum(1)) });
const perhaps = z.nullable(size);

const paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('link'), size: perhaps }),
  z.strictObject({ kind: z.literal('address'), at: path, size: perhaps }),
  z.strictObject({ kind: z.literal('cursor'), at: path, parameter: text, size: perhaps }),
  z.strictObject({ kind: z.literal('header'), name: text, parameter: text, size: perhaps }),
  z.strictObject({
    kind: z.literal('page'),
    parameter: text,
    first: z.literal([0, 1]),
    pages: z.nullable(path),
    size,
  }),
  z.strictObject({ kind: z.literal('offset'), parameter: text, size }),
]);

const items = z.nullable(
  z.union([
    path,
    callable(
      (join): ((body: unknown) => unknown) =>
        (body) =>
          join(body),
    ),
  ]),
);

const listed = {
  ...asked,
  items,
  paging,
  total: z.nullable(z.union([path, z.strictObject({ header: text })])),
  rest: z.exactOptional(z.literal(true)),
  says: z.exactOptional(z.record(text, z.unknown())),
};
const list: z.ZodMiniType<ListEndpoint> = z.strictObject(listed);
export const listBeside = z.strictObject({ ...listed, as: text });
const lists = z.array(list).check(z.minLength(1, 'is empty'));

/** Answers of functions are held to the same forms; one that is none of them throws, and ends the dataset. */
export function answering<Answer>(schema: z.ZodMiniType<Answer>) {
  return callable(
    (ask): ((settings: SettingValues) => Answer) =>
      (settings) =>
        schema.parse(ask({ ...settings }), inWords),
  );
}

export const endpointOrFunction = z.union([endpoint, answering(endpoint)]);
export const listsOrFunction = z.union([lists, answering(lists)]);
