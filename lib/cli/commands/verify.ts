import type { Configuration } from '../../config/configuration.ts';
import type { VerifyReport } from '../../index.ts';
import { lockIn } from '../../locker/lock.ts';
import { isS3Location } from '../../locker/s3/location.ts';
import type { Remembered } from '../../seal/memory/signer-memory.ts';
import type { VerifyOptions } from '../definitions/auditor.ts';
import { namedConfig } from '../definitions/shared.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { callerLocker, callerPath } from '../paths.ts';
import { readTrustedKeys } from '../reading.ts';
import { terminal } from '../terminal.ts';
import { wrap } from '../text.ts';
import { drawProgress, inLockerWarning } from '../verifying/progress.ts';
import { verdictText } from '../verifying/verdict-text.ts';
import { verifyLocation } from '../verifying/verify-location.ts';

/** `exhibit verify`: recomputes a locker, a copy of one, or a package. In a folder or a file that takes no network. */
export async function verifyCommand(locker: string | undefined, options: VerifyOptions): Promise<ExitCode> {
  const shown = terminal(options);
  if (options.head !== undefined && !/^[0-9a-f]{64}$/i.test(options.head))
    throw new CommandError('--head takes the SHA-256 of a seal: 64 hexadecimal digits.');
  const { location, keyFiles, authorityFiles, witnessFiles, ownProviders, remembered } = await whatToVerify(
    locker,
    options,
  );
  const trustedKeys = keyFiles.length > 0 ? await readTrustedKeys(keyFiles) : ('in-locker' as const);
  // One by one, so that the compiler sees when a flag gets another name.
  const again = { rebuild: options.rebuild, rejudge: options.rejudge, ownProviders };
  const result = await verifyLocation(location, again, {
    trustedKeys,
    head: options.head,
    remembered,
    lock: isS3Location(location) ? null : await lockIn(location),
    timestampAuthorities: await readTrustedKeys(authorityFiles),
    witnessKeys: await readTrustedKeys(witnessFiles),
    onProgress: shown.live ? (progress) => drawProgress(progress) : undefined,
  });
  if (shown.live) process.stderr.write('\r\u001b[K');
  if (trustedKeys === 'in-locker') shown.err(wrap(inLockerWarning, shown.columns, '  '));
  shown.out(
    options.json
      ? JSON.stringify(result satisfies VerifyReport)
      : verdictText(result, location, again, shown),
  );
  return result.ok ? 0 : 1;
}

/** The argument, or the configuration's locker. Keys come from `--key`, or else from the configuration, if one is read. */
async function whatToVerify(locker: string | undefined, options: VerifyOptions): Promise<ToVerify> {
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
  const named = configuration.signing.timestamps?.certificates ?? [];
  const ownLog = configuration.signing.witness?.rekor.key;
  return {
    location,
    keyFiles: given.length > 0 ? given : configuration.trustedKeys,
    authorityFiles: authorities.length > 0 ? authorities : named,
    witnessFiles: logs.length > 0 || !ownLog ? logs : [ownLog],
    ownProviders: configuration.ownProviders,
    remembered: location === configuration.locker ? await rememberedOf(configuration) : undefined,
  };
}

interface ToVerify {
  readonly location: string;
  readonly keyFiles: readonly string[];
  readonly authorityFiles: readonly string[];
  readonly witnessFiles: readonly string[];
  readonly ownProviders: Configuration['ownProviders'];
  /** What the key signed last, where it is kept on this machine. A copy elsewhere may well be older. */
  readonly remembered: Remembered | undefined;
}

async function rememberedOf({
  locker,
  organization,
  signing,
}: Configuration): Promise<Remembered | undefined> {
  if (signing.memory === null) return undefined;
  const [{ withMemoryAt }, { lockerName }, { chainHead }, { openLocker }] = await Promise.all([
    import('../memory-at.ts'),
    import('../../seal/memory/standing.ts'),
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
