import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalog } from '../../controls/catalog.ts';
import { localDate } from '../../judging/local-date.ts';
import type { Locker } from '../../locker/locker.ts';
import { temporaryFolder } from '../../locker/temporary-folder.ts';
import { packagePeriod } from '../../package/package-period.ts';
import { periodOf } from '../../package/period/period.ts';
import { datasetOf } from '../../providers/dataset-of.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { readCertificates } from '../../seal/certificates.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import { thisCollector } from '../collector.ts';
import type { OpenOptions } from '../definitions/auditor.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { callerLocker } from '../paths.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { showUntilEnded } from '../show-page.ts';
import { terminal } from '../terminal.ts';
import { plural } from '../text.ts';
import { unpack } from '../unpack.ts';

/** So many runs are looked at where nobody says from when. */
const usualRuns = 30;

/** What the report is made of: a locker, and the keys and certificates that are trusted. */
interface Trusted {
  readonly location: string;
  readonly keys: readonly string[];
  readonly authorities: readonly string[];
}

/** Days as a person wrote them; those of the last thirty runs where they wrote none. */
interface Days {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * `exhibit open`: the report in a browser, from a temporary folder that is gone when the command ends. It ends by Ctrl-C.
 */
export async function openCommand(
  given: string | undefined,
  options: OpenOptions,
  now: Date,
): Promise<ExitCode> {
  const shown = terminal(options);
  const { from, to } = options;
  const temporary = await temporaryFolder('exhibit-open');
  try {
    const zip = join(temporary.path, 'package.zip');
    const named = given === undefined ? null : callerLocker(given);
    const isMade = named !== null && (await withReader(named, isPackage));
    const problems = isMade ? 0 : await makePackage(await trusted(named, options), { from, to }, now, zip);
    if (isMade) shown.err('This page shows what the package says. To check the package: `exhibit verify`');
    if (problems > 0)
      shown.err(
        `The evidence has ${plural(problems, 'problem')}; the page says which. See \`exhibit verify\`.`,
      );
    const root = await withReader(isMade ? named : zip, (reader) => unpack(reader, temporary.path));
    await showUntilEnded(pathToFileURL(join(root, 'index.html')).href, options.browser, shown);
    return problems > 0 ? 1 : 0;
  } finally {
    await temporary.remove();
  }
}

export async function isPackage(reader: LockerReader): Promise<boolean> {
  const verifying = await import('../../package/verify/verify-package.ts');
  return await verifying.isPackage(reader);
}

export async function trusted(
  location: string | null,
  options: Pick<OpenOptions, 'config'>,
): Promise<Trusted> {
  if (location !== null) return { location, keys: [], authorities: [] };
  const { locker, trustedKeys, signing } = await openConfiguration(options);
  return {
    location: locker,
    keys: await readTrustedKeys(trustedKeys),
    authorities: await readCertificates(signing.timestamps?.certificates ?? []),
  };
}

/** Writes the package and says how many problems the evidence has. */
export async function makePackage(
  { location, keys, authorities }: Trusted,
  { from, to }: Days,
  now: Date,
  zip: string,
): Promise<number> {
  const { version, commit } = thisCollector();
  const { manifest } = await withExistingLocker(location, async (locker) => {
    const period = await periodIn(locker, { from, to });
    return await withReader(location, (reader) =>
      packagePeriod({
        locker,
        reader,
        period,
        now,
        trustedKeys: keys.length > 0 ? keys : 'in-locker',
        timestampAuthorities: authorities,
        signer: null,
        maker: { version, commit },
        metadata: catalog,
        datasetOf,
        opened: true,
        out: createWriteStream(zip, { mode: 0o600 }),
      }),
    );
  });
  return manifest.verification.problems.length;
}

async function periodIn(locker: Locker, { from, to }: Days) {
  const runs = await sealedRuns(locker, { last: usualRuns });
  const [first, last] = [runs[0], runs.at(-1)];
  const findings = last === undefined ? null : await readFindings(locker, last);
  if (first === undefined || last === undefined || !findings)
    throw new CommandError('No night has been sealed yet. Run `exhibit run` first.');
  const dayOf = (run: string): string => localDate(new Date(run), findings.timezone);
  return periodOf(from ?? dayOf(first), to ?? dayOf(last), findings.timezone);
}
