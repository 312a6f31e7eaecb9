import * as z from 'zod/mini';
import { SignerMemoryError } from './memory-error.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

export const headSchema = z.object({
  sequence: z.int().check(z.positive()),
  run: z.nullable(z.iso.datetime()),
  sha256: hash,
});

export const signedSchema = z.extend(headSchema, {
  run: z.iso.datetime(),
  sums: hash,
  bundle: z.string(),
});

/** Reads what was remembered. A memory that cannot be read is not an empty one: throws `SignerMemoryError`. */
export function readRecord<Schema extends z.ZodMiniType>(
  text: string,
  schema: Schema,
  place: string,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new SignerMemoryError(
      'unreadable',
      `${place} does not hold what the signing key signed last: it was changed or cut off. Bring it back from a backup of the key's folder. Without one, compare the locker with a seal that you know of (\`exhibit verify --head\`), then move the file away: the next run begins a new one.`,
      { cause: error },
    );
  }
}
