import { type ConfigurationObject, readConfigurationObject } from '../../config/object.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Locker } from '../../locker/locker.ts';
import type { WorkStore } from '../../locker/open.ts';
import { allRuns } from '../../runs/run-history.ts';
import { readPlan } from '../plan/plan.ts';
import { RunError } from '../run-error.ts';

/** The configuration that a run goes by. */
export interface PinnedObject extends ConfigurationObject {
  readonly sha256: string;
}

/** So many runs are looked through for one whose plan names a configuration. */
const lookedThrough = 30;

/** What a run goes by: its plan's hash of the configuration; null where it has no plan, or one of before plans named any. */
export async function pinOf(locker: Locker, run: string): Promise<string | null> {
  return (await readPlan(locker, run))?.configuration.object ?? null;
}

/**
 * The hash of the configuration that a run goes by. For one whose plan names none, and for what is of no run, that of the newest
 * run that names one. Throws `RunError`.
 */
export async function pinnedTo(locker: Locker, run: string | null): Promise<string> {
  const own = run === null ? null : await pinOf(locker, run);
  if (own !== null) return own;
  for (const other of (await allRuns(locker)).toReversed().slice(0, lookedThrough)) {
    const pin = await pinOf(locker, other);
    if (pin !== null) return pin;
  }
  throw new RunError(
    'configuration-gone',
    'No run in the locker names its configuration. Start the state machine: its first step chooses the configuration of a night.',
  );
}

/** Reads the object with this hash where `plan` put it. Throws `RunError`. */
export async function readPinned(store: WorkStore, sha256: string): Promise<PinnedObject> {
  const bytes = await store.read(objectKey(sha256));
  if (bytes !== null) return checkedObject(bytes, sha256);
  throw new RunError(
    'configuration-gone',
    `The configuration of the run (${sha256}) is not in its bucket. Restore the object ${objectKey(sha256)} from the versions of the bucket, or let the next night close the run.`,
  );
}

/** The object that bytes are, if they have this hash. Throws `RunError`. */
export function checkedObject(bytes: Buffer, sha256: string): PinnedObject {
  const object = sha256Of(bytes) === sha256 ? readConfigurationObject(bytes) : null;
  if (object) return { ...object, sha256 };
  throw new RunError(
    'configuration-gone',
    `The object of the configuration ${sha256} is damaged or was replaced. It was not used. Restore it from the versions of its bucket, and find out who replaced it.`,
  );
}

export function objectKey(sha256: string): string {
  return `${sha256}.json`;
}
