import { sha256Of } from '../evidence/sha256.ts';

/**
 * The same for the same run and kind of message of one organization, so that whoever gets it twice can drop the second. Others'
 * nights may have the same time, and the same receiver. 32 hex digits.
 */
export function stableId(run: string, kind: string, organization: string): string {
  return sha256Of(JSON.stringify([run, kind, organization])).slice(0, 32);
}
