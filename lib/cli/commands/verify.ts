import type { VerifyReport } from '../../index.ts';
import { lockIn } from '../../locker/lock.ts';
import { isS3Location } from '../../locker/s3/location.ts';
import type { VerifyOptions } from '../definitions/auditor.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { readTrustedKeys } from '../reading.ts';
import { terminal } from '../terminal.ts';
import { wrap } from '../text.ts';
import { checkNamed } from '../verifying/check-named.ts';
import { drawProgress, inLockerWarning } from '../verifying/progress.ts';
import { verdictText } from '../verifying/verdict-text.ts';
import { verifyLocation } from '../verifying/verify-location.ts';
import { whatToVerify } from '../verifying/what-to-verify.ts';

/** `exhibit verify`: recomputes a locker, a copy of one, or a package. In a folder or a file that takes no network. */
export async function verifyCommand(locker: string | undefined, options: VerifyOptions): Promise<ExitCode> {
  const shown = terminal(options);
  if (options.head !== undefined && !/^[0-9a-f]{64}$/i.test(options.head))
    throw new CommandError('--head takes the SHA-256 of a seal: 64 hexadecimal digits.');
  await checkNamed(locker, {
    '--key': options.key,
    '--timestamp-authority': options.timestampAuthority,
    '--witness-key': options.witnessKey,
  });
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
