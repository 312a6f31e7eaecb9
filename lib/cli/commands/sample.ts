import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Configuration } from '../../config/configuration.ts';
import type { SampleReport } from '../../index.ts';
import { localDate } from '../../judging/local-date.ts';
import type { Locker } from '../../locker/locker.ts';
import { openLocker } from '../../locker/open.ts';
import { temporaryFolder } from '../../locker/temporary-folder.ts';
import { type Manifest, manifestPath, readManifest } from '../../package/manifest.ts';
import { periodOf } from '../../package/period/period.ts';
import { evidenceOfNights, periodEvidence, readPeriod } from '../../package/period/read-period.ts';
import { drawPopulation, type PopulationSample } from '../../package/sample/draw-population.ts';
import { type Sample, type SampledItem, sample } from '../../package/sample/sample.ts';
import type { PackageVerdict } from '../../package/verify/package-verdict.ts';
import { verifyPackage } from '../../package/verify/verify-package.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import type { SampleOptions } from '../definitions/auditor.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { callerLocker } from '../paths.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { type Terminal, terminal, verdictText } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';
import { unpack } from '../unpack.ts';
import { makePackage, trusted } from './open.ts';

const mostDrawn = 10_000;

/** What was asked for, checked. */
interface Wanted {
  readonly control: SampleOptions['control'];
  readonly population: SampleOptions['population'];
  readonly from: SampleOptions['from'];
  readonly to: SampleOptions['to'];
  readonly size: number;
  readonly seed: string;
}

interface Found {
  readonly found: Sample | PopulationSample;
  /** Whether the evidence that it was drawn from has no problem. */
  readonly ok: boolean;
}

/**
 * `exhibit sample`: draws from a control's population, or from a table of the period, so that anybody can draw the same
 * again; of a package without any configuration.
 */
export async function sampleCommand(
  given: string | undefined,
  options: SampleOptions,
  now: Date,
): Promise<ExitCode> {
  const shown = terminal(options);
  const wanted = wantedOf(options);
  if (given !== undefined) refuseDays(options);
  const { found, ok } =
    given === undefined
      ? await fromConfigured(options, wanted, now)
      : await fromPackage(callerLocker(given), wanted);
  if (!ok) shown.err('Warning: the evidence of these days has problems. See `exhibit verify`.');
  shown.out(options.json ? JSON.stringify(found satisfies SampleReport) : textOf(found, shown));
  return ok ? 0 : 1;
}

function wantedOf(options: SampleOptions): Wanted {
  const { control, population, from, to } = options;
  const size = Number(options.size);
  if (!Number.isInteger(size) || size < 1 || size > mostDrawn)
    throw new CommandError(`--size ${options.size} is not a whole number from 1 to ${mostDrawn}.`);
  const seed = options.seed ?? randomBytes(8).toString('hex');
  if (/[\r\n]/.test(seed) || seed === '')
    throw new CommandError('--seed is one line of text, such as a number.');
  if (control === undefined && population === undefined)
    throw new CommandError(
      'Say what to draw from: --control ID (`exhibit controls` lists them), or --population joiners.',
    );
  return { control, population, from, to, size, seed };
}

/** A sample of fewer days than the package has would be drawn from another population than it says. */
function refuseDays({ from, to }: SampleOptions): void {
  if (from !== undefined || to !== undefined)
    throw new CommandError(
      'A package has its own days, and a sample is drawn from all of them: leave out --from and --to.',
    );
}

async function fromConfigured(options: SampleOptions, wanted: Wanted, now: Date): Promise<Found> {
  const { control } = wanted;
  if (control === undefined) return await fromTableOf(options, wanted, now);
  const configuration = await openConfiguration(options);
  return await withExistingLocker(configuration.locker, (locker) =>
    drawFrom(locker, configuration, { ...wanted, control }, now),
  );
}

/** The tables of a period are those of its package, so one is made for the while. */
async function fromTableOf(options: SampleOptions, wanted: Wanted, now: Date): Promise<Found> {
  const temporary = await temporaryFolder('exhibit-sample');
  try {
    const zip = join(temporary.path, 'package.zip');
    await makePackage(await trusted(null, options), wanted, now, zip);
    return await fromPackage(zip, wanted);
  } finally {
    await temporary.remove();
  }
}

async function fromPackage(location: string, wanted: Wanted): Promise<Found> {
  return await withReader(location, async (reader) => {
    const bytes = await reader.read(manifestPath);
    if (!bytes) throw new CommandError(`${location} is not a package: there is no ${manifestPath} in it.`);
    const { period } = readManifest(bytes);
    const verdict = await verifyPackage(reader, { trustedKeys: 'in-locker' });
    const { control, population: list } = wanted;
    if (control === undefined && list !== undefined) {
      const table = await reader.read(`${list}.csv`);
      if (!table) throw new CommandError(`There is no ${list}.csv in ${location}.`);
      return { found: drawPopulation(table.toString('utf8'), { ...wanted, list, period }), ok: verdict.ok };
    }
    return { found: await fromUnpacked(reader, period, verdict, wanted), ok: verdict.ok };
  });
}

/** The same as from a locker, of the runs that the package holds. */
async function fromUnpacked(
  reader: LockerReader,
  period: Manifest['period'],
  verdict: PackageVerdict,
  { control = '', seed, size }: Wanted,
): Promise<Sample> {
  const temporary = await temporaryFolder('exhibit-sample');
  try {
    const locker = openLocker(await unpack(reader, temporary.path));
    const chain = await readPeriod({ reader, period, now: new Date(period.end), trustedKeys: 'in-locker' });
    const evidence = await evidenceOfNights({ locker, period }, chain, verdict);
    return await sample({ locker, evidence, control, size, seed });
  } finally {
    await temporary.remove();
  }
}

async function drawFrom(
  locker: Locker,
  configuration: Configuration,
  { control, from, to, size, seed }: Wanted & { readonly control: string },
  now: Date,
): Promise<Found> {
  const { timezone, trustedKeys } = configuration;
  const runs = await sealedRuns(locker);
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined)
    throw new CommandError('No night has been sealed yet. Run `exhibit run` first.');
  const dayOf = (run: string): string => localDate(new Date(run), timezone);
  const period = periodOf(from ?? dayOf(first), to ?? dayOf(last), timezone);
  const keys = await readTrustedKeys(trustedKeys);
  const evidence = await withReader(configuration.locker, (reader) =>
    periodEvidence({ locker, reader, period, now, trustedKeys: keys.length > 0 ? keys : 'in-locker' }),
  );
  return { found: await sample({ locker, evidence, control, size, seed }), ok: evidence.verification.ok };
}

function textOf(found: Found['found'], shown: Terminal): string {
  return 'list' in found ? rowsText(found, shown) : sampleText(found, shown);
}

function rowsText(
  { list, period, seed, population, method, items }: PopulationSample,
  shown: Terminal,
): string {
  return [
    `${shown.paint('bold', list)}  ${period.from} to ${period.to}: ${items.length} of ${plural(population, 'row')}, seed ${inert(seed)}`,
    wrap(method, shown.columns),
    '',
    ...items.map(({ subject }, at) => `${String(at + 1).padStart(3)}. ${inert(subject)}`),
  ].join('\n');
}

function sampleText({ control, period, seed, population, method, items }: Sample, shown: Terminal): string {
  return [
    `${shown.paint('bold', control)}  ${period.from} to ${period.to}: ${items.length} of ${plural(population, 'subject')}, seed ${inert(seed)}`,
    wrap(method, shown.columns),
    '',
    ...items.flatMap((item, at) => itemLines(item, at + 1, shown)),
  ].join('\n');
}

function itemLines(item: SampledItem, number: number, shown: Terminal): string[] {
  const { subject, night, verdict, reason, waiver, records, findings } = item;
  const waived = waiver ? ` (waived until ${waiver.expires} by ${waiver.approvedBy})` : '';
  const detail = [
    ...(reason ? [`${reason}${waived}`] : []),
    `finding in ${findings?.path}`,
    ...records.map(
      ({ file, line, raw }) => `record: ${file.path}, line ${line}; raw ${raw ? raw.sha256 : 'not kept'}`,
    ),
  ];
  return [
    `${String(number).padStart(3)}. ${inert(subject)}  ${night}  ${verdictText(shown, verdict)}`,
    ...detail.map((text) =>
      shown.paint('dim', wrap(`     ${inert(text)}`.padStart(5), shown.columns, '       ')),
    ),
  ];
}
