import { createWriteStream } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Configuration } from '../../config/configuration.ts';
import { defaults } from '../../config/defaults.ts';
import { catalog } from '../../controls/catalog.ts';
import type { PackageReport } from '../../index.ts';
import { hashOfFile } from '../../locker/file-hash.ts';
import type { Locker } from '../../locker/locker.ts';
import type { Manifest } from '../../package/manifest.ts';
import { type PackageResult, packagePeriod } from '../../package/package-period.ts';
import { periodOf } from '../../package/period/period.ts';
import { pseudonymKeyPath, readPseudonymKey } from '../../package/pseudonyms/key.ts';
import { replacePeopleWith } from '../../package/pseudonyms/replace-people.ts';
import { notOver } from '../../package/verify/due.ts';
import { datasetOf } from '../../providers/dataset-of.ts';
import { readCertificates } from '../../seal/certificates.ts';
import type { Signer } from '../../seal/signer.ts';
import type { VerifyProgress } from '../../seal/verify/verify-runs.ts';
import { witnessOf } from '../../seal/witness/log-keys.ts';
import { thisCollector } from '../collector.ts';
import type { PackageOptions } from '../definitions/auditor.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { callerPath } from '../paths.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { openSigner } from '../signing.ts';
import { type Terminal, terminal } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';
import { ownVerifier } from '../verifying/own-verifier.ts';

/** `exhibit package`: one file that an auditor can read and check without us. */
export async function packageCommand(options: PackageOptions, now: Date): Promise<ExitCode> {
  const shown = terminal(options);
  const configuration = await openConfiguration(options);
  const period = periodOf(options.from, options.to, configuration.timezone);
  const out = callerPath(options.out ?? `exhibit-${period.from}-to-${period.to}.zip`);
  if (await stat(out).catch(() => null))
    throw new CommandError(`${out} is there already and was left as it is. Name another with --out.`);
  const draft = `${out}.partial`;
  await writeFile(draft, '', { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      `${out} cannot be written (${error.code}). Is ${dirname(out)} a folder that you may write?`,
    );
  });
  try {
    const { result, keyId } = await withExistingLocker(configuration.locker, async (locker) => {
      const signer = options.unsigned ? null : await openSigner(configuration.signing, true);
      const made = await writePackage(locker, configuration, signer, draft, options, now, shown);
      return { result: made, keyId: signer?.keyId ?? null };
    });
    const sha256 = await hashOfFile(draft);
    const { size } = await stat(draft);
    await rename(draft, out);
    if (shown.live) process.stderr.write('\r\u001b[K');
    shown.out(
      options.json
        ? JSON.stringify(packageJson(result, { file: out, sha256, bytes: size }))
        : packageText(result, { file: out, sha256, bytes: size }, keyId, shown),
    );
    return result.manifest.verification.ok ? 0 : 1;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writePackage(
  locker: Locker,
  configuration: Configuration,
  signer: Signer | null,
  draft: string,
  options: PackageOptions,
  now: Date,
  shown: Terminal,
): Promise<PackageResult> {
  const { version, commit } = thisCollector();
  const keys = await readTrustedKeys(configuration.trustedKeys);
  const pseudonymKey = options.pseudonyms ? await pseudonymKeyOf(configuration) : undefined;
  const timestampAuthorities = await readCertificates(configuration.signing.timestamps?.certificates ?? []);
  return await withReader(configuration.locker, (reader) =>
    packagePeriod({
      locker,
      reader,
      period: periodOf(options.from, options.to, configuration.timezone),
      now,
      trustedKeys: keys.length > 0 ? keys : 'in-locker',
      head: options.head,
      timestampAuthorities,
      witnessKeys: witnessOf(configuration.signing)?.keys ?? [],
      signer,
      maker: { version, commit },
      metadata: catalog,
      datasetOf,
      verifier: ownVerifier().content,
      out: createWriteStream(draft, { mode: 0o600 }),
      replacePeople: pseudonymKey && replacePeopleWith(pseudonymKey),
      onProgress: shown.live ? drawProgress : undefined,
    }),
  );
}

/** Beside the signing key, or beside the configuration where that is in KMS: it stays with the company as well. */
function pseudonymKeyOf({ signing, file }: Configuration): Promise<Buffer> {
  const beside = signing.key.from === 'file' ? signing.key.name : join(dirname(file), defaults.signingKey);
  return readPseudonymKey(pseudonymKeyPath(beside));
}

function drawProgress({ files, ofRuns, runs }: VerifyProgress): void {
  process.stderr.write(
    `\r\u001b[KVerifying … ${runs} of ${plural(ofRuns, 'night')}, ${plural(files, 'file')}`,
  );
}

interface Written {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

function packageJson({ manifest, files }: PackageResult, written: Written): PackageReport {
  const { period, nights, head, verification, pseudonyms } = manifest;
  const { ok, trust, problems } = verification;
  const { from, to, timezone } = period;
  return {
    schema: 'exhibit/package-made/v1',
    ...written,
    files,
    period: { from, to, timezone },
    nights,
    head,
    pseudonyms: pseudonyms !== null,
    verification: { ok, trust, problems },
  };
}

function packageText(
  { manifest, files }: PackageResult,
  { file, sha256, bytes }: Written,
  keyId: string | null,
  shown: Terminal,
): string {
  const { period, verification, head } = manifest;
  const problems = verification.problems.slice(0, 20);
  const more = verification.problems.length - problems.length;
  const earlier = otherKeys(manifest, keyId);
  return [
    `${shown.paint('bold', inert(manifest.organization))}  ${period.from} to ${period.to} (${period.timezone})`,
    nightsLine(manifest),
    ...problems.map(({ kind, path, message }) =>
      wrap(`${shown.paint('red', `✘ ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
    ),
    ...(more > 0 ? [`and ${plural(more, 'other problem')}`] : []),
    ...notOver(manifest).map(() => shown.paint('yellow', wrap(tooEarly(manifest), shown.columns, '  '))),
    verification.ok
      ? shown.paint('green', '✔ The evidence is as it was sealed, and no night that was due is missing.')
      : shown.paint('red', '✘ The package was made, and its first page says what is wrong.'),
    '',
    `${file}: ${plural(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`,
    `SHA-256 ${sha256}`,
    `Newest seal: number ${head.sequence}\n  ${head.sha256}`,
    ...(keyId === null ? [] : [`Signed by the key with the id\n  ${keyId}`]),
    ...(earlier.length > 0 ? [`Other seals are by\n  ${earlier.join('\n  ')}`] : []),
    shown.paint('dim', wrap(handOver(earlier.length > 0), shown.columns)),
    shown.paint(
      'dim',
      `  exhibit verify ${basename(file)} --key ${earlier.length > 0 ? '<each public key>' : '<public key>'} --head <newest seal>`,
    ),
  ].join('\n');
}

/** Ids of the keys that lie in the package beside the one that signs it. Once a key was changed, checking takes each. */
function otherKeys({ files }: Manifest, keyId: string | null): string[] {
  const ids = files.flatMap(({ path }) => /^keys\/([0-9a-f]{64})\.pem$/.exec(path)?.[1] ?? []);
  return ids.length > 1 ? ids.filter((id) => id !== keyId) : [];
}

function handOver(severalKeys: boolean): string {
  const keys = severalKeys ? 'every one of these public keys or its id' : 'the public key or its id';
  return `Give the auditor these hashes, and ${keys}, separately from the file. They check with:`;
}

/** What everybody who verifies the package is told, to whoever can still make another. */
function tooEarly({ period }: Manifest): string {
  return `! ${period.to} is not over: make the package again once it is. Whoever verifies this one sees the same note.`;
}

function nightsLine({ nights }: Manifest): string {
  const { due, complete, partial, failed, missing, besides } = nights;
  const parts = [`${complete} complete`, `${partial} partial`, `${failed} failed`, `${missing} missing`];
  const extra = besides > 0 ? `; ${plural(besides, 'run')} outside the schedule` : '';
  return `${plural(due, 'night')} due: ${parts.join(', ')}${extra}`;
}
