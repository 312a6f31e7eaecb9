import { createHash } from 'node:crypto';

/** The same for the same run and kind of message, so that whoever gets it twice can drop the second. 32 hex digits. */
export function stableId(run: string, kind: string): string {
  return createHash('sha256')
    .update(JSON.stringify([run, kind]))
    .digest('hex')
    .slice(0, 32);
}
