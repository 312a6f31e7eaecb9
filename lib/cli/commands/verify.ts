import type { Configuration } from '../../config/configuration.ts';
import type { VerifyReport } from '../../index.ts';
import type { PackageVerdict } from '../../package/verify/verify-package.ts';
import type { Remembered } from '../../seal/memory/signer-memory.ts';
import type { VerifyResult } from '../../seal/verify/result.ts';
import { type VerifyOptions as Checks, verifyLocker } from '../../seal/verify/verify-locker.ts';
import type { VerifyProgress } from '../../seal/verify/verify-runs.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { callerLocker, callerPath } from '../paths.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { type Terminal, terminal } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';

export interface VerifyOptions {
  readonly locker?: string;
  readonly config?: string;
  readonly key?: readonly string[];
  readonly head?: string;
  readonly timestampAuthority?: readonly string[];
  readonly json?: boolean;
}

/** `exhibit verify`: recomputes a locker, a copy of one, or a package. In a folder or a file that takes no network. */
export async function verifyCommand(options: VerifyOptions): Promise<ExitCode> {
  const shown = terminal(options.json === true);
  if (options.head !== undefined && !/^[0-9a-f]{64}$/i.test(options.head))
    throw new CommandError('--head takes the SHA-256 of a seal: 64 hexadecimal digits.');
  const { location, keyFiles, authorityFiles, remembered } = await whatToVerify(options);
  const trustedKeys = keyFiles.length > 0 ? await readTrustedKeys(keyFiles) : ('in-locker' as const);
  const result = await verifyLocation(location, {
    trustedKeys,
    head: options.head,
    remembered,
    timestampAuthorities: await readTrustedKeys(authorityFiles),
    onProgress: shown.live ? (progress) => drawProgress(progress) : undefined,
  });
  if (shown.live) process.stderr.write('\r\u001b[K');
  if (trustedKeys === 'in-locker') shown.err(inLockerWarning);
  shown.out(
    options.json ? JSON.stringify(result satisfies VerifyReport) : verdictText(result, location, shown),
  );
  return result.ok ? 0 : 1;
}

function verifyLocation(location: string, checks: Checks): Promise<VerifyResult | PackageVerdict> {
  return withReader(location, async (reader) => {
    const { isPackage, verifyPackage } = await import('../../package/verify/verify-package.ts');
    return (await isPackage(reader))
      ? await verifyPackage(reader, checks)
      : await verifyLocker(reader, checks);
  });
}

/** The argument, or the configuration's locker. Keys come from `--key`, or else from the configuration, if one is read. */
async function whatToVerify(options: VerifyOptions): Promise<ToVerify> {
  const given = (options.key ?? []).map(callerPath);
  const authorities = (options.timestampAuthority ?? []).map(callerPath);
  if (options.locker !== undefined && options.config === undefined)
    return {
      location: callerLocker(options.locker),
      keyFiles: given,
      authorityFiles: authorities,
      remembered: undefined,
    };
  // All providers come with it, in a third of the memory that verifying takes; a locker and a key need none of them.
  const { openConfiguration } = await import('../open.ts');
  const configuration = await openConfiguration({ config: options.config ?? 'exhibit.yaml' });
  const location = options.locker === undefined ? configuration.locker : callerLocker(options.locker);
  const named = configuration.signing.timestamps?.certificates ?? [];
  return {
    location,
    keyFiles: given.length > 0 ? given : configuration.trustedKeys,
    authorityFiles: authorities.length > 0 ? authorities : named,
    remembered: location === configuration.locker ? await rememberedOf(configuration) : undefined,
  };
}

interface ToVerify {
  readonly location: string;
  readonly keyFiles: readonly string[];
  readonly authorityFiles: readonly string[];
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

const inLockerWarning =
  'Warning: no key was named, so the keys that lie in the locker were believed. Whoever can write the locker could have ' +
  'put them there: pass --key with a public key that you had from elsewhere.';

function drawProgress({ files, bytes }: VerifyProgress): void {
  process.stderr.write(
    `\r\u001b[KVerifying … ${plural(files, 'file')}, ${Math.round(bytes / 1e6).toLocaleString('en')} MB`,
  );
}

function verdictText(result: VerifyResult | PackageVerdict, location: string, shown: Terminal): string {
  const { runs, files, bytes } = result.checked;
  const size = `${plural(runs, 'night')}, ${plural(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`;
  const head = result.head
    ? `Head of the chain: number ${result.head.sequence}, ${result.head.sha256}`
    : 'There is no seal.';
  const problems = result.problems.map(({ kind, path, message }) =>
    wrap(`${shown.paint('red', `✘ ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
  );
  const notices = result.notices.map(({ kind, path, message }) =>
    wrap(`${shown.paint('yellow', `! ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
  );
  const verdict = result.ok
    ? shown.paint(
        'green',
        '✔ Every file is as it was sealed, and no night between the first and the last is missing.',
      )
    : shown.paint('red', `✘ ${plural(result.problems.length, 'problem')}.`);
  return [`${location}: ${size}`, ...packageLines(result), ...problems, ...notices, verdict, head].join('\n');
}

/** What a package claims to be, which whoever was given it holds against what they asked for. */
function packageLines(result: VerifyResult | PackageVerdict): string[] {
  if (!('package' in result)) return [];
  const { organization, locker, period, nights, pseudonyms, packagedAt } = result.package;
  const { due, complete, partial, failed, missing } = nights;
  return [
    `Package of ${inert(organization)} (locker ${inert(locker)}), ${period.from} to ${period.to} ${inert(period.timezone)}${packagedAt ? `, made ${packagedAt}` : ''}${pseudonyms ? ', people by pseudonyms' : ''}`,
    `${plural(due, 'night')} due: ${complete} complete, ${partial} partial, ${failed} failed, ${missing} missing`,
  ];
}
