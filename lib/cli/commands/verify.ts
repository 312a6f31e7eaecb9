import { readFile } from 'node:fs/promises';
import { isS3Location } from '../../locker/s3/location.ts';
import type { VerifyResult } from '../../seal/verify/result.ts';
import {
  type VerifyOptions as Checks,
  verifyLocker,
  verifyLockerFolder,
} from '../../seal/verify/verify-locker.ts';
import type { VerifyProgress } from '../../seal/verify/verify-runs.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { callerLocker, callerPath } from '../paths.ts';
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

/** `exhibit verify`: recomputes a locker, or a copy of one. In a folder that takes no network. */
export async function verifyCommand(options: VerifyOptions): Promise<ExitCode> {
  const shown = terminal(options.json === true);
  if (options.head !== undefined && !/^[0-9a-f]{64}$/i.test(options.head))
    throw new CommandError('--head takes the SHA-256 of a seal: 64 hexadecimal digits.');
  const { location, keyFiles, authorityFiles } = await whatToVerify(options);
  const trustedKeys = keyFiles.length > 0 ? await Promise.all(keyFiles.map(readKey)) : ('in-locker' as const);
  const result = await verifyLocation(location, {
    trustedKeys,
    head: options.head,
    timestampAuthorities: await Promise.all(authorityFiles.map(readKey)),
    onProgress: shown.live ? (progress) => drawProgress(progress) : undefined,
  });
  if (shown.live) process.stderr.write('\r\u001b[K');
  if (trustedKeys === 'in-locker') shown.err(inLockerWarning);
  shown.out(options.json ? JSON.stringify(result) : verdictText(result, location, shown));
  return result.ok ? 0 : 1;
}

async function verifyLocation(location: string, checks: Checks): Promise<VerifyResult> {
  if (!isS3Location(location)) return await verifyLockerFolder(location, checks);
  const { openS3Reader } = await import('../../seal/verify/s3-reader.ts');
  const reader = openS3Reader(location);
  try {
    return await verifyLocker(reader, checks);
  } finally {
    await reader.close();
  }
}

/** The argument, or the configuration's locker. Keys come from `--key`, or else from the configuration, if one is read. */
async function whatToVerify(
  options: VerifyOptions,
): Promise<{ location: string; keyFiles: readonly string[]; authorityFiles: readonly string[] }> {
  const given = (options.key ?? []).map(callerPath);
  const authorities = (options.timestampAuthority ?? []).map(callerPath);
  if (options.locker !== undefined && options.config === undefined)
    return { location: callerLocker(options.locker), keyFiles: given, authorityFiles: authorities };
  // All providers come with it, in a third of the memory that verifying takes; a locker and a key need none of them.
  const { openConfiguration } = await import('../open.ts');
  const configuration = await openConfiguration({ config: options.config ?? 'exhibit.yaml' });
  const location = options.locker === undefined ? configuration.locker : callerLocker(options.locker);
  const named = configuration.signing.timestamps?.certificates ?? [];
  return {
    location,
    keyFiles: given.length > 0 ? given : configuration.trustedKeys,
    authorityFiles: authorities.length > 0 ? authorities : named,
  };
}

function readKey(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file} cannot be read (${error.code}).`);
  });
}

const inLockerWarning =
  'Warning: no key was named, so the keys that lie in the locker were believed. Whoever can write the locker could have ' +
  'put them there: pass --key with a public key that you had from elsewhere.';

function drawProgress({ files, bytes }: VerifyProgress): void {
  process.stderr.write(
    `\r\u001b[KVerifying … ${plural(files, 'file')}, ${Math.round(bytes / 1e6).toLocaleString('en')} MB`,
  );
}

function verdictText(result: VerifyResult, location: string, shown: Terminal): string {
  const { runs, files, bytes } = result.checked;
  const size = `${plural(runs, 'night')}, ${plural(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`;
  const head = result.head
    ? `Head of the chain: number ${result.head.sequence}, ${result.head.sha256}`
    : 'There is no seal.';
  const problems = result.problems.map(({ kind, path, message }) =>
    wrap(`${shown.paint('red', `✘ ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
  );
  const verdict = result.ok
    ? shown.paint(
        'green',
        '✔ Every file is as it was sealed, and no night between the first and the last is missing.',
      )
    : shown.paint('red', `✘ ${plural(result.problems.length, 'problem')}.`);
  return [`${location}: ${size}`, ...problems, verdict, head].join('\n');
}
