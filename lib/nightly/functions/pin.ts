import type { Locker } from '../../locker/locker.ts';
import type { WorkStore } from '../../locker/open.ts';
import { readStandard } from '../../runs/standard.ts';
import { storeOnce } from '../../runs/write-once.ts';
import { RunError } from '../run-error.ts';
import type { Call } from './define.ts';
import type { DeployedConfiguration } from './events.ts';
import { checkedObject, objectKey, type PinnedObject, pinOf, readPinned } from './pinned.ts';

interface Pinning {
  readonly run: string;
  readonly locker: Locker;
  /** Where configurations are kept, so that runs find theirs after the next deployment as well. */
  readonly store: WorkStore;
  readonly deployed: DeployedConfiguration;
}

/**
 * The configuration that a run goes by: the one that its plan names already or, where an attempt was cut off before there was a plan, its
 * standard; or else the deployed one. That is kept first, since where deployments put it, what is older may be cleared away.
 * Throws `RunError` for one that is not what its hash says.
 */
export async function pin({ run, locker, store, deployed }: Pinning, call: Call): Promise<PinnedObject> {
  const judgedBy = async () => (await readStandard(locker, run))?.configuration?.object;
  const sha256 = (await pinOf(locker, run)) ?? (await judgedBy()) ?? deployed.sha256;
  if (sha256 !== deployed.sha256) return await readPinned(store, sha256);
  const { bytes, isThere } = await found(deployed, store, call);
  const object = checkedObject(bytes, sha256);
  if (!isThere) await storeOnce(store, objectKey(sha256), bytes);
  return object;
}

/** The deployed configuration, whether it is kept by now or not. Throws `RunError` for one that is not what its hash says. */
export async function deployedObject(
  deployed: DeployedConfiguration,
  store: Pick<WorkStore, 'read'>,
  call: Pick<Call, 'openLocker'>,
): Promise<PinnedObject> {
  return checkedObject((await found(deployed, store, call)).bytes, deployed.sha256);
}

async function found(
  deployed: DeployedConfiguration,
  store: Pick<WorkStore, 'read'>,
  call: Pick<Call, 'openLocker'>,
): Promise<{ readonly bytes: Buffer; readonly isThere: boolean }> {
  const there = await store.read(objectKey(deployed.sha256));
  return there === null
    ? { bytes: await uploaded(deployed, call), isThere: false }
    : { bytes: there, isThere: true };
}

async function uploaded(
  { location }: DeployedConfiguration,
  { openLocker }: Pick<Call, 'openLocker'>,
): Promise<Buffer> {
  const at = location.lastIndexOf('/');
  const bucket = openLocker(location.slice(0, at));
  try {
    const bytes = await bucket.read(location.slice(at + 1));
    if (bytes !== null) return bytes;
  } finally {
    await bucket.close();
  }
  throw new RunError(
    'configuration-gone',
    `The configuration that was deployed is not at ${location}. Deploy again (npm run deploy), and start the night again.`,
  );
}
