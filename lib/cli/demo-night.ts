import { readFile, writeFile } from 'node:fs/promises';
import { attestationsBefore } from '../../demo/company/attestations.ts';
import { configurationTextAt } from '../../demo/company/namings.ts';
import { type Demo, nightTime } from '../../demo/demo.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Collector } from '../evidence/document.ts';
import { sha256Of } from '../evidence/sha256.ts';
import { openLocker } from '../locker/open.ts';
import type { RunResult } from '../nightly/run.ts';
import { storeAttestation } from '../runs/attestations.ts';
import { scopeOf } from './attested-scope.ts';
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

/** What the company changed of its configuration by then stands in its file. */
async function configurationOn(number: number, configuration: Configuration): Promise<Configuration> {
  const { file } = configuration;
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
  for (const word of attestationsBefore(number))
    await storeAttestation(locker, { ...word, about: scopeOf(configuration) }, []);
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
