import * as z from 'zod/mini';
import type { Raw } from '../declared/fields.ts';
import type { ListEndpoint } from '../declared/paging.ts';
import type { SettingValues } from '../declared/setting-keys.ts';
import { withMessages } from '../evidence/schema-messages.ts';
import { path, text } from './field-schemas.ts';
import { callable } from './functions.ts';

const address = z
  .string()
  .check(
    z.regex(/^\/[^\s?#]*(?:\?[^?#]+)?$/, 'is not a path, with or without a query: it begins with a slash'),
  );

export const countEndpoint = z.strictObject({ ask: address, at: z.nullable(path) });

/** Of whom more is asked: of somebody of whom the function does not say so, or throws, too. */
const wanted = callable((call): ((item: Raw) => boolean) => (item) => {
  try {
    return call(structuredClone(item)) !== false;
  } catch {
    return true;
  }
});

export const eachEndpoint = z.strictObject({ ask: address, as: text, of: z.exactOptional(wanted) });

const paging = z.union([
  z.literal(['none', 'link']),
  z.strictObject({ address: path }),
  z.strictObject({ cursor: path, parameter: text }),
  z.strictObject({ header: text, parameter: text }),
  z.strictObject({ page: text, first: z.literal([0, 1]), pages: z.nullable(path) }),
  z.strictObject({ offset: text }),
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
  ask: address,
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
export function answering<Result>(schema: z.ZodMiniType<Result>) {
  return callable(
    (call): ((settings: SettingValues) => Result) =>
      (settings) =>
        schema.parse(call({ ...settings }), withMessages),
  );
}

export const addressOrFunction = z.union([address, answering(address)]);
export const listsOrFunction = z.union([lists, answering(lists)]);
