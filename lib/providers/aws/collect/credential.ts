import * as z from 'zod/mini';
import { CollectError } from '../../../evidence/problem.ts';

/** An access key that is given to the connection itself, instead of the SDK's own chain. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const text = z.string().check(z.trim(), z.minLength(1));
const accessKey = z.strictObject({
  accessKeyId: text,
  secretAccessKey: text,
  sessionToken: z.exactOptional(text),
});

/**
 * Reads the connection's `credentials`, of which AWS needs none; null then. Throws `unauthenticated` and quotes
 * nothing of what it could not read.
 */
export function readAccessKey(given: string | null): AccessKey | null {
  if (given === null) return null;
  const result = accessKey.safeParse(parsed(given));
  if (result.success) return result.data;
  throw new CollectError(
    'unauthenticated',
    'The AWS credentials are not a JSON object with accessKeyId, secretAccessKey and, for a temporary key, ' +
      'sessionToken. Correct them, or leave credentials: out to use the surroundings’ own.',
  );
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}
