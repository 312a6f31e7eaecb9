import * as z from 'zod/mini';
import type { Locker } from '../../locker/locker.ts';
import { parseS3Location } from '../../locker/s3/location.ts';
import type { Trouble } from '../night/night.ts';

/** What the map left in the work store: whom it was given, and how the night of each ended. */
export interface MapResults {
  readonly asked: ReadonlySet<string>;
  /** Null of one whose execution succeeded. One that is not here never ran. */
  readonly ended: ReadonlyMap<string, string | null>;
}

const items = z.array(z.object({ organization: z.string() }));
const file = z.object({ Key: z.string() });
const manifest = z.object({
  ResultFiles: z.object({ FAILED: z.array(file), PENDING: z.array(file), SUCCEEDED: z.array(file) }),
});
const records = z.array(z.object({ Input: z.string(), Status: z.string(), Error: z.optional(z.string()) }));
const given = z.object({ organization: z.string() });

/**
 * Reads the list of organizations and the files of the map's result writer. The status of the map is not asked: it tolerates
 * every failure.
 * @param store of the work store's part for the fleet
 */
export async function readResults(
  store: Locker,
  keys: { readonly items: string; readonly results: string },
): Promise<MapResults> {
  const { prefix } = parseS3Location(`${store.location}/`);
  const read = async (key: string): Promise<unknown> => {
    const bytes = key.startsWith(prefix) ? await store.read(key.slice(prefix.length)) : null;
    if (bytes === null) throw new Error(`${key} is not in the work store of the fleet.`);
    return JSON.parse(bytes.toString('utf8'));
  };
  const asked = items.parse(await read(keys.items)).map(({ organization }) => organization);
  const { FAILED, SUCCEEDED } = manifest.parse(await read(keys.results)).ResultFiles;
  const ended = new Map<string, string | null>();
  for (const { Key } of [...FAILED, ...SUCCEEDED])
    for (const { Error: error, Input, Status } of records.parse(await read(Key))) {
      const { organization } = given.parse(JSON.parse(Input));
      ended.set(organization, Status === 'SUCCEEDED' ? null : nameOf(error ?? Status));
    }
  return { asked: new Set(asked), ended };
}

/** Of an error its name alone: its words may hold anything. */
function nameOf(error: string): string {
  return /^[\w.]{1,80}$/.test(error) ? error : 'unknown';
}

/** Why there is no seal, where its locker has none. */
export function troubleIn({ asked, ended }: MapResults, id: string): Trouble {
  if (!asked.has(id))
    return {
      code: 'not-asked',
      message: 'It was not collected: the night was started for other organizations only.',
    };
  const error = ended.get(id);
  if (error === undefined) return { code: 'ended', message: 'Its execution was not begun.' };
  if (error === null)
    return { code: 'unsealed', message: 'Its execution succeeded, and there is no seal of the night.' };
  return troubles[error] ?? { code: 'ended', message: `Its execution ended with ${error}.` };
}

const where = 'the log of the functions says why.';
const troubles: Readonly<Record<string, Trouble>> = {
  ConfigurationError: { code: 'configuration', message: `Its exhibit.yaml has faults: ${where}` },
  RunError: { code: 'refused', message: `Its night could not be done: ${where}` },
  SignerMemoryError: { code: 'refused', message: `Its chain is not what its key has signed: ${where}` },
  'States.Timeout': { code: 'timeout', message: 'Its night took longer than a step may.' },
};
