import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runFolder } from '../../lib/locker/keys.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { openLocker } from '../../lib/locker/open.ts';
import type { PlanEvent } from '../../lib/nightly/functions/events.ts';
import { readDeployable } from '../../lib/stack/deployable.ts';
import { packed } from '../../lib/stack/deployment.ts';

/** What a deployment of a configuration brings the function that plans: the object is uploaded beside the file. */
export function uploaded(file: string): Omit<PlanEvent, 'asked'> {
  const { bytes, sha256 } = packed(readDeployable(file));
  const location = join(dirname(file), 'uploaded', `${sha256}.json`);
  mkdirSync(dirname(location), { recursive: true });
  writeFileSync(location, bytes);
  return { configuration: { location, sha256 } };
}

/** Keeps a configuration as `plan` does, for functions that are called without it. Returns its hash. */
export async function kept(file: string, configurations: string): Promise<string> {
  const { bytes, sha256 } = packed(readDeployable(file));
  const store = openLocker(configurations);
  if (!(await store.exists(`${sha256}.json`))) await store.create(`${sha256}.json`, bytes);
  await store.close();
  return sha256;
}

/**
 * Begins a later run by a configuration: what is called for runs whose plans name none goes by that.
 * @param at the later run's nominal time; a yet later one counts
 */
export async function laterRun(
  locker: Pick<Locker, 'create'>,
  file: string,
  configurations: string,
  at = '2099-01-01T00:00:00Z',
): Promise<void> {
  const object = await kept(file, configurations);
  await locker.create(`${runFolder(at)}/plan.json`, JSON.stringify({ configuration: { object } }));
}
