import type { Standard } from '../judging/standard.ts';
import { runFolder } from '../locker/keys.ts';
import type { LockerContent } from '../locker/locker.ts';

/** The file of a run that says what it was judged by. */
export const standardName = 'standard.json';

/** What a run was judged by; null for one of before it was kept. */
export async function readStandard(locker: LockerContent, run: string): Promise<Standard | null> {
  const bytes = await locker.read(`${runFolder(run)}/${standardName}`);
  return bytes && (JSON.parse(bytes.toString('utf8')) as Standard);
}
