import type { Configuration } from '../../config/configuration.ts';
import type { Remembered } from '../../seal/memory/signer-memory.ts';
import type { VerifyOptions } from '../definitions/auditor.ts';
import { namedConfig } from '../definitions/shared.ts';
import { callerLocker, callerPath } from '../paths.ts';

/** A place, and what it is held against. */
export interface ToVerify {
  readonly location: string;
  readonly keyFiles: readonly string[];
  readonly authorityFiles: readonly string[];
  readonly witnessFiles: readonly string[];
  readonly ownProviders: Configuration['ownProviders'];
  /** What the key signed last, where it is kept on this machine. A copy elsewhere may well be older. */
  readonly remembered: Remembered | undefined;
}

/** The argument, or the configuration's locker. Keys come from `--key`, or else from the configuration, if one is read. */
export async function whatToVerify(locker: string | undefined, options: VerifyOptions): Promise<ToVerify> {
  const given = (options.key ?? []).map(callerPath);
  const authorities = (options.timestampAuthority ?? []).map(callerPath);
  const logs = (options.witnessKey ?? []).map(callerPath);
  if (locker !== undefined && options.config === undefined)
    return {
      location: callerLocker(locker),
      keyFiles: given,
      authorityFiles: authorities,
      witnessFiles: logs,
      ownProviders: [],
      remembered: undefined,
    };
  // All providers come with it, in a third of the memory that verifying takes; a locker and a key need none of them.
  const { openConfiguration } = await import('../open.ts');
  const configuration = await openConfiguration({ config: options.config ?? namedConfig() });
  const location = locker === undefined ? configuration.locker : callerLocker(locker);
  const own = trustedBy(configuration);
  return {
    location,
    keyFiles: given.length > 0 ? given : own.keyFiles,
    authorityFiles: authorities.length > 0 ? authorities : own.authorityFiles,
    witnessFiles: logs.length > 0 ? logs : own.witnessFiles,
    ownProviders: configuration.ownProviders,
    remembered: location === configuration.locker ? await rememberedOf(configuration) : undefined,
  };
}

/** The files of keys and certificates that a configuration trusts. */
export function trustedBy({
  signing: { timestamps, witness },
  trustedKeys,
}: Pick<Configuration, 'signing' | 'trustedKeys'>): Pick<
  ToVerify,
  'keyFiles' | 'authorityFiles' | 'witnessFiles'
> {
  const log = witness?.rekor.key;
  return {
    keyFiles: trustedKeys,
    authorityFiles: timestamps?.certificates ?? [],
    witnessFiles: log ? [log] : [],
  };
}

/** What is remembered of a locker; undefined where no place on this machine or in a bucket does. */
export async function rememberedOf({
  locker,
  organization,
  signing,
}: Pick<Configuration, 'locker' | 'organization' | 'signing'>): Promise<Remembered | undefined> {
  if (signing.memory === null) return undefined;
  const [{ withMemoryAt }, { lockerName }, { chainHead }, { openLocker }] = await Promise.all([
    import('../memory-at.ts'),
    import('../../seal/memory/locker-state.ts'),
    import('../../seal/chain.ts'),
    import('../../locker/open.ts'),
  ]);
  const opened = openLocker(locker);
  try {
    const name = lockerName(opened, await chainHead(opened), organization);
    return await withMemoryAt(signing.memory, (memory) => memory.recall(name));
  } finally {
    await opened.close();
  }
}
