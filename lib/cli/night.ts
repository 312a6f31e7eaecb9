import type { Configuration } from '../config/configuration.ts';
import { readConnectionSecret } from '../config/secret.ts';
import type { Collector } from '../evidence/document.ts';
import { lockerBeside } from '../locker/beside.ts';
import type { Locker } from '../locker/locker.ts';
import { openLocker } from '../locker/open.ts';
import { temporaryFolder } from '../locker/temporary-folder.ts';
import type { AlertResult } from '../nightly/alert/alert-result.ts';
import { type Rehearsal, rehearse } from '../nightly/rehearse.ts';
import { executeRun, type RunResult } from '../nightly/run.ts';
import { type CollectContext, type Progress, type RunContext, silent } from '../nightly/run-context.ts';
import { withOwnProviders } from '../own-providers/collectors.ts';
import { providers } from '../providers/collectors.ts';
import { runId } from '../runs/run-id.ts';
import { readCertificates } from '../seal/certificates.ts';
import { chainHead } from '../seal/chain.ts';
import type { SignerMemory } from '../seal/memory/signer-memory.ts';
import { witnessOf } from '../seal/witness/log-keys.ts';
import { tellOf } from './alerting.ts';
import type { Clock } from './clock.ts';
import { withMemoryAt } from './memory-at.ts';
import { readTrustedKeys } from './reading.ts';
import { openSigner, withMemory } from './signing.ts';

export interface NightOptions {
  readonly configuration: Configuration;
  /** Nominal time; null for now. */
  readonly at: Date | null;
  readonly only?: readonly string[] | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly collector: Collector;
  readonly now: Clock;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  /** Waits between retries. Default: really. */
  readonly sleep?: RunContext['sleep'];
}

/**
 * One night on this machine: a folder for a store, a key file for a signer. The last step tells of it. `use` sees the
 * locker before it is closed.
 */
export async function night<Result>(
  options: NightOptions,
  use: (result: RunResult, locker: Locker, alerted: AlertResult) => Promise<Result>,
): Promise<Result> {
  const { configuration, only = null } = options;
  const locker = openLocker(configuration.locker);
  try {
    const run = runId(options.at ?? options.now());
    const lock = await locker.lock(run);
    try {
      const result = await withMemory(configuration.signing, async (memory) =>
        executeRun(await contextOf(options, { locker, run, memory }), only),
      );
      const alerted = await tellOf(result, locker, configuration, options.environment, options.now);
      return await use(result, locker, alerted);
    } finally {
      await lock.release();
    }
  } finally {
    await locker.close();
  }
}

/**
 * What a night would come to: asked and judged, with everything that is in the locker, and nothing stored there. `use` sees
 * the locker as it would be.
 */
export async function dryNight<Result>(
  options: NightOptions,
  use: (result: Rehearsal, locker: Locker) => Promise<Result>,
): Promise<Result> {
  const { configuration, only = null } = options;
  const folder = await temporaryFolder('exhibit-dry-run');
  const locker = lockerBeside(openLocker(configuration.locker), openLocker(folder.path));
  try {
    const run = runId(options.at ?? options.now());
    const place = configuration.signing.memory;
    const rehearsal = async (memory: SignerMemory) =>
      rehearse({ ...(await requestsContext(options, { locker, run })), memory }, only);
    const result = await (place === null ? rehearsal(forgetful) : withMemoryAt(place, rehearsal));
    return await use(result, locker);
  } finally {
    await locker.close();
    await folder.remove();
  }
}

/** For a key in KMS whose memory is on AWS alone. */
const forgetful: SignerMemory = {
  place: 'nowhere',
  recall: async () => ({ head: null, pending: null, elsewhere: null }),
  intend: async () => false,
  confirm: async () => {},
};

async function contextOf(
  options: NightOptions,
  { locker, run, memory }: Pick<RunContext, 'locker' | 'run' | 'memory'>,
): Promise<RunContext> {
  const { configuration } = options;
  const hasSeals = (await chainHead(locker)) !== null;
  return {
    ...(await requestsContext(options, { locker, run })),
    signer: await openSigner(configuration.signing, hasSeals),
    memory,
    trustedKeys: () => readTrustedKeys(configuration.trustedKeys),
    timestamps: configuration.signing.timestamps && {
      authority: configuration.signing.timestamps.authority,
      certificates: await readCertificates(configuration.signing.timestamps.certificates),
    },
    witness: witnessOf(configuration.signing),
  };
}

async function requestsContext(
  options: NightOptions,
  { locker, run }: Pick<RunContext, 'locker' | 'run'>,
): Promise<CollectContext> {
  const { configuration, environment, collector, at } = options;
  return {
    configuration,
    locker,
    run,
    collector,
    providers: withOwnProviders(providers, configuration),
    now: options.now,
    nominalGiven: at !== null,
    scratch: await locker.scratch(),
    secretOf: (connection) => readConnectionSecret(connection, environment),
    progress: options.progress ?? silent,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.sleep ? { sleep: options.sleep } : {}),
  };
}
