import * as z from 'zod/mini';
import type { Flag, Raw } from '../declared/fields.ts';
import { callable } from './functions.ts';

/** The forms of `lib/declared/fields.ts` while a program runs: what a compiler would refuse is refused, and what it cannot see. */
export const text = z.string().check(z.trim(), z.minLength(1, 'is empty'));

export const path = z.union([text, z.array(text).check(z.minLength(1, 'is empty'))]);

const missing = z.enum(['unknown', 'hidden']);

export const textField = z.strictObject({ at: path, missing });

const value = z.union([z.string(), z.number(), z.boolean()]);

const flagField = z.strictObject({
  at: path,
  yes: z.exactOptional(z.union([z.array(value), z.literal('something')])),
  no: z.exactOptional(z.array(value)),
  missing: z.enum(['unknown', 'hidden', 'no']),
});

/** What a function says that is neither yes nor no, or that it throws, is not known. */
const flagFunction = callable((call): ((raw: Raw) => boolean | null) => (raw) => {
  try {
    const said = call(structuredClone(raw));
    return typeof said === 'boolean' ? said : null;
  } catch {
    return null;
  }
});

export const flag: z.ZodMiniType<Flag> = z.lazy(() =>
  z.union([
    flagField,
    z.strictObject({ all: z.array(flag).check(z.minLength(1, 'is empty')) }),
    z.strictObject({ any: z.array(flag).check(z.minLength(1, 'is empty')) }),
    flagFunction,
  ]),
);

export const roles = z.strictObject({
  at: path,
  each: z.exactOptional(z.nullable(path)),
  missing,
  privileged: z.array(text),
  ordinary: z.union([z.array(text), z.literal('others')]),
});

export const time = z.strictObject({
  at: path,
  or: z.exactOptional(z.array(path)),
  as: z.enum(['rfc3339', 'date', 'seconds', 'milliseconds']),
  missing: z.enum(['unknown', 'hidden', 'never']),
});
