import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { attestationsBefore, type DemoAttestation } from '../../demo/company/attestations.ts';
import { leaversAt, leaversFile } from '../../demo/company/leavers.ts';
import { configurationTextAt } from '../../demo/company/namings.ts';
import { reviewBefore } from '../../demo/company/review.ts';
import { type Demo, nightTime } from '../../demo/demo.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Collector } from '../evidence/document.ts';
import { sha256Of } from '../evidence/sha256.ts';
import type { Locker } from '../locker/locker.ts';
import { openLocker } from '../locker/open.ts';
import type { RunResult } from '../nightly/run.ts';
import { storeAttestation } from '../runs/attestations.ts';
import { scopeOf } from './attested-scope.ts';
import { demoReview } from './demo-review.ts';
import { type NightOptions, night } from './night.ts';
import { openConfiguration } from './open.ts';

export interface DemoNight {
  readonly demo: Demo;
  readonly configuration: Configuration;
  /** 1 to 30. Nights come in order; some may be left out. */
  readonly number: number;
  readonly collector: Collector;
  /** Waits between retries. Default: really. */
  readonly sleep?: NightOptions['sleep'];
  /** Default: the night's nominal time, standing still. */
  readonly now?: () => Date;
}

/** An attestation with what shows it, where something does. */
async function putOnRecord(
  locker: Locker,
  configuration: Configuration,
  { report, ...attestation }: DemoAttestation,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-word-'));
  try {
    const file = report && join(folder, report.name);
    if (file && report) await writeFile(file, report.text);
    await storeAttestation(locker, { ...attestation, about: scopeOf(configuration) }, file ? [file] : []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the company changed of its configuration by then stands in its file, with the file that it names by then. */
async function configurationOn(number: number, configuration: Configuration): Promise<Configuration> {
  const { file } = configuration;
  const leavers = leaversAt(number);
  if (leavers !== null) await writeFile(join(dirname(file), leaversFile), leavers);
  const before = await readFile(file, 'utf8');
  const text = configurationTextAt(before, number);
  if (text === before)
    return sha256Of(text) === configuration.sha256
      ? configuration
      : await openConfiguration({ config: file });
  await writeFile(file, text);
  return await openConfiguration({ config: file });
}

/**
 * One night of the made-up company into its locker: what its people put on record the day before, then the run. The
 * company's clock stands still meanwhile, so that every start gives the same evidence; let the providers' clock say
 * `nightTime(number)`, too.
 */
export async function demoNight(options: DemoNight): Promise<RunResult> {
  const { demo, number, collector, sleep } = options;
  demo.setNight(number);
  const configuration = await configurationOn(number, options.configuration);
  const at = nightTime(number);
  const locker = openLocker(configuration.locker);
  for (const attestation of attestationsBefore(number)) await putOnRecord(locker, configuration, attestation);
  const review = reviewBefore(number);
  if (review) await demoReview({ configuration, locker }, review);
  await locker.close();
  return await night(
    {
      configuration,
      at,
      environment: demo.environment,
      collector,
      now: options.now ?? (() => at),
      ...(sleep ? { sleep } : {}),
    },
    async (result) => result,
  );
}
