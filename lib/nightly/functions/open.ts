import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration, KnownParts, KnownProviders } from '../../config/configuration.ts';
import { type Environment, optional, required, variables } from '../../config/environment.ts';
import type { Collector } from '../../evidence/document.ts';
import type { Locker } from '../../locker/locker.ts';
import type { WorkStore } from '../../locker/open.ts';
import type { AnyManifest } from '../../providers/provider.ts';
import { version } from '../../version.ts';
import type { StepContext } from '../run-context.ts';
import type { Call } from './define.ts';
import { logProgress } from './log.ts';
import { type PinnedObject, pinnedTo, readPinned } from './pinned.ts';
import { withUnpacked } from './unpacked.ts';

/** What every function of a night opens first. */
export interface Opened {
  readonly configuration: Configuration;
  readonly locker: Locker;
  /** What collects, judges and seals, as evidence names it. */
  readonly collector: Collector;
}

/** What is opened, and by what. */
export interface Opening {
  /** What the configuration may name; less where nothing is judged, so that less has to be loaded. */
  readonly known: KnownParts | KnownProviders;
  /** The run that is gone on with; null for what is of no run. */
  readonly run: string | null;
  /** Finds the configuration in the store of them. Default: the one that the run's plan names. */
  readonly find?: (locker: Locker, configurations: WorkStore) => Promise<PinnedObject>;
}

/**
 * Opens the locker that the environment names and the configuration that the run goes by, lets `use` work with them, and
 * closes the locker.
 */
export async function withOpened<Result>(
  { environment, openLocker }: Pick<Call, 'environment' | 'openLocker'>,
  { known, run, find }: Opening,
  use: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const location = required(environment, variables.locker);
  const configurations: WorkStore = openLocker(required(environment, variables.configurations));
  const locker = openLocker(location, { scratch: await emptyScratch(environment) });
  try {
    const object = find
      ? await find(locker, configurations)
      : await readPinned(configurations, await pinnedTo(locker, run));
    return await withUnpacked(object, { environment, known }, (configuration) =>
      use({ configuration, locker, collector: collectorIn(environment) }),
    );
  } finally {
    await Promise.all([locker.close(), configurations.close()]);
  }
}

/** What a step of a run needs. */
export async function stepContext(
  run: string,
  { now, log }: Pick<Call, 'now' | 'log'>,
  { configuration, collector, locker }: Opened,
  providers: readonly AnyManifest[],
): Promise<StepContext> {
  return {
    run,
    configuration,
    collector,
    locker,
    now,
    providers: new Map(
      [...providers, ...configuration.ownProviders.map(({ manifest }) => manifest)].map((one) => [
        one.id,
        one,
      ]),
    ),
    scratch: await locker.scratch(),
    progress: logProgress(log),
  };
}

export function collectorIn(environment: Environment): Collector {
  return {
    version,
    commit: optional(environment, variables.commit),
    node: process.version,
    trigger: 'schedule',
    by: environment.AWS_LAMBDA_FUNCTION_NAME ?? null,
  };
}

/**
 * The folder for unfinished files. A sandbox on AWS does one call at a time and keeps its disk from call to call, so that
 * what lies there at the beginning is of a call that was cut off: personal data that nobody needs any more.
 */
export async function emptyScratch(environment: Environment): Promise<string> {
  const folder = join(tmpdir(), 'exhibit');
  if (environment.AWS_EXECUTION_ENV?.startsWith('AWS_Lambda_'))
    await rm(folder, { recursive: true, force: true });
  return folder;
}
