import type { Configuration } from '../../config/configuration.ts';
import type { VerifyReport } from '../../index.ts';
import { lockIn } from '../../locker/lock.ts';
import { isS3Location } from '../../locker/s3/location.ts';
import type { PackageVerdict, Rebuild } from '../../package/verify/verify-package.ts';
import type { Remembered } from '../../seal/memory/signer-memory.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import { type Rejudge, type WithRejudged, withRejudged } from '../../seal/verify/rejudged.ts';
import type { VerifyResult } from '../../seal/verify/result.ts';
import { type VerifyOptions as Checks, verifyLocker } from '../../seal/verify/verify-locker.ts';
import type { VerifyProgress } from '../../seal/verify/verify-runs.ts';
import type { VerifyOptions } from '../definitions/auditor.ts';
import { namedConfig } from '../definitions/shared.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { callerLocker, callerPath } from '../paths.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { type Terminal, terminal } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';

type Verified = WithRejudged<VerifyResult> | PackageVerdict;

/** `exhibit verify`: recomputes a locker, a copy of one, or a package. In a folder or a file that takes no network. */
export async function verifyCommand(locker: string | undefined, options: VerifyOptions): Promise<ExitCode> {
  const shown = terminal(options);
  if (options.head !== undefined && !/^[0-9a-f]{64}$/i.test(options.head))
    throw new CommandError('--head takes the SHA-256 of a seal: 64 hexadecimal digits.');
  const { location, keyFiles, authorityFiles, remembered } = await whatToVerify(locker, options);
  const trustedKeys = keyFiles.length > 0 ? await readTrustedKeys(keyFiles) : ('in-locker' as const);
  const result = await verifyLocation(location, options, {
    trustedKeys,
    head: options.head,
    remembered,
    lock: isS3Location(location) ? null : await lockIn(location),
    timestampAuthorities: await readTrustedKeys(authorityFiles),
    onProgress: shown.live ? (progress) => drawProgress(progress) : undefined,
  });
  if (shown.live) process.stderr.write('\r\u001b[K');
  if (trustedKeys === 'in-locker') shown.err(wrap(inLockerWarning, shown.columns, '  '));
  shown.out(
    options.json
      ? JSON.stringify(result satisfies VerifyReport)
      : verdictText(result, location, options, shown),
  );
  return result.ok ? 0 : 1;
}

function verifyLocation(
  location: string,
  { rebuild, rejudge }: VerifyOptions,
  checks: Checks,
): Promise<Verified> {
  return withReader(location, async (reader) => {
    const { isPackage, verifyPackage } = await import('../../package/verify/verify-package.ts');
    if (await isPackage(reader)) {
      const again = {
        rebuild: rebuild ? await rebuildHere() : undefined,
        rejudge: rejudge ? await rejudgeHere() : undefined,
      };
      return await verifyPackage(reader, { ...checks, ...again });
    }
    if (rebuild)
      throw new CommandError(
        `${location} is a locker, and --rebuild makes the page and tables of a package again. Name a package, or leave it out.`,
      );
    const result = await verifyLocker(reader, checks);
    return rejudge ? await rejudgeLocker(result, reader, location, checks) : result;
  });
}

async function rejudgeLocker(
  result: VerifyResult,
  reader: LockerReader,
  location: string,
  { trustedKeys }: Checks,
): Promise<Verified> {
  const [{ openLocker }, { readChain }, rejudge] = await Promise.all([
    import('../../locker/open.ts'),
    import('../../seal/verify/verify-locker.ts'),
    rejudgeHere(),
  ]);
  const { seals } = await readChain(reader, trustedKeys);
  const locker = openLocker(location);
  try {
    return withRejudged(result, await rejudge({ locker, seals, isWanted: () => true }));
  } finally {
    await locker.close();
  }
}

/** All providers come with it. */
async function rejudgeHere(): Promise<Rejudge> {
  const [{ rejudgeRuns }, { providers }, { thisCollector }, { sound }] = await Promise.all([
    import('../../nightly/rejudge/rejudge-runs.ts'),
    import('../../providers/collectors.ts'),
    import('../collector.ts'),
    import('../../seal/verify/chain.ts'),
  ]);
  const { version, commit } = thisCollector();
  return ({ isWanted, locker, seals }) => {
    const sealed = seals.flatMap((seal) => sound(seal) ?? []);
    return rejudgeRuns({ locker, sealed, isWanted, providers, maker: { version, commit } });
  };
}

/** All providers come with it. */
async function rebuildHere(): Promise<Rebuild> {
  const [{ rebuildWith }, { catalog }, { datasetOf }, { thisCollector }] = await Promise.all([
    import('../../package/rebuild/rebuild.ts'),
    import('../../controls/catalog.ts'),
    import('../../providers/dataset-of.ts'),
    import('../collector.ts'),
  ]);
  const { version, commit } = thisCollector();
  return rebuildWith({ words: catalog, datasetOf }, { version, commit });
}

/** The argument, or the configuration's locker. Keys come from `--key`, or else from the configuration, if one is read. */
async function whatToVerify(locker: string | undefined, options: VerifyOptions): Promise<ToVerify> {
  const given = (options.key ?? []).map(callerPath);
  const authorities = (options.timestampAuthority ?? []).map(callerPath);
  if (locker !== undefined && options.config === undefined)
    return {
      location: callerLocker(locker),
      keyFiles: given,
      authorityFiles: authorities,
      remembered: undefined,
    };
  // All providers come with it, in a third of the memory that verifying takes; a locker and a key need none of them.
  const { openConfiguration } = await import('../open.ts');
  const configuration = await openConfiguration({ config: options.config ?? namedConfig() });
  const location = locker === undefined ? configuration.locker : callerLocker(locker);
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

function verdictText(result: Verified, location: string, options: VerifyOptions, shown: Terminal): string {
  const { runs, files, bytes } = result.checked;
  const size = `${plural(runs, 'run')}, ${plural(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`;
  const head = result.head
    ? `Newest seal: number ${result.head.sequence}, ${result.head.sha256}`
    : 'There is no seal.';
  const problems = result.problems.map(({ kind, path, message }) =>
    wrap(`${shown.paint('red', `✘ ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
  );
  const notices = result.notices.map(({ kind, path, message }) =>
    wrap(`${shown.paint('yellow', `! ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
  );
  const verdict =
    result.problems.length > 0
      ? shown.paint('red', `✘ ${plural(result.problems.length, 'problem')}.`)
      : shown.paint('green', wholeWords(result));
  return [
    verdict,
    ...problems,
    ...notices,
    `${location}: ${size}`,
    ...packageLines(result),
    ...derivedLines(result, options.rebuild === true, shown),
    ...rejudgedLines(result, shown),
    head,
  ].join('\n');
}

function wholeWords({ notices }: VerifyResult): string {
  const replaced = notices.some(({ kind }) => kind === 'replaced' || kind === 'withheld');
  const files = replaced ? 'Every file in which nobody was replaced' : 'Every file';
  return `✔ ${files} is as it was sealed, and no run between the first and the last is missing.`;
}

/** What page and tables of a package rest on, which no seal speaks for. */
function derivedLines(result: Verified, rebuild: boolean, shown: Terminal): string[] {
  if (!('package' in result)) return [];
  const line = (text: string): string => wrap(text, shown.columns, '  ');
  if (result.notRebuilt) return [shown.paint('red', line(`✘ ${inert(result.notRebuilt)}`))];
  if (!rebuild)
    return [
      line('  Page, tables and OSCAL rest on the signature of the company: --rebuild makes them again.'),
    ];
  if (result.problems.length > 0) return [];
  return [shown.paint('green', line('✔ Page, tables and OSCAL are what follows from the sealed files.'))];
}

function rejudgedLines({ notRejudged, problems, rejudged }: Verified, shown: Terminal): string[] {
  if (rejudged === undefined) return [];
  const line = (text: string): string => wrap(text, shown.columns, '  ');
  const not = Map.groupBy(notRejudged ?? [], ({ why }) => why);
  const skipped = [...not].map(([why, nights]) =>
    shown.paint(
      'red',
      line(`✘ ${plural(nights.length, 'night')} not judged again (${nights[0]?.run}): ${inert(why)}`),
    ),
  );
  if (problems.some(({ kind }) => kind === 'rejudged') || rejudged === 0) return skipped;
  const same = `✔ Of ${plural(rejudged, 'night')}, records follow from the answers, and verdicts from these and the standard.`;
  return [shown.paint('green', line(same)), ...skipped];
}

/** What a package claims to be, which whoever was given it holds against what they asked for. */
function packageLines(result: Verified): string[] {
  if (!('package' in result)) return [];
  const { organization, locker, period, nights, pseudonyms, packagedAt } = result.package;
  const { due, complete, partial, failed, missing } = nights;
  return [
    `Package of ${inert(organization)} (locker ${inert(locker)}), ${period.from} to ${period.to} ${inert(period.timezone)}${packagedAt ? `, made ${packagedAt}` : ''}${pseudonyms ? ', people by pseudonyms' : ''}`,
    `${plural(due, 'night')} due: ${complete} complete, ${partial} partial, ${failed} failed, ${missing} missing`,
  ];
}
