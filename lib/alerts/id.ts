import { sha256Of } from '../evidence/sha256.ts';

/** The same for the same run and kind of message, so that whoever gets it twice can drop the second. 32 hex digits. */
export function stableId(run: string, kind: string): string {
  return sha256Of(JSON.stringify([run, kind])).slice(0, 32);
}
