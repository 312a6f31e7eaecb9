import { createHash } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits; of a text, of its UTF-8. What comes in pieces is hashed by whoever reads it. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
