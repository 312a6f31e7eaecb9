import { attestationsBefore } from '../../demo/company/attestations.ts';
import { type Demo, nightTime } from '../../demo/demo.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Collector } from '../evidence/document.ts';
import { openLocker } from '../locker/open.ts';
import type { RunResult } from '../nightly/run.ts';
import { storeAttestation } from '../runs/attestations.ts';
import { type NightOptions, night } from './night.ts';

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

/**
 * One night of the made-up company into its locker: what its people put on record the day before, then the run. The
 * company's clock stands still meanwhile, so that every start gives the same evidence; let the providers' clock say
 * `nightTime(number)`, too.
 */
export async function demoNight(options: DemoNight): Promise<RunResult> {
  const { demo, configuration, number, collector, sleep } = options;
  demo.setNight(number);
  const at = nightTime(number);
  const locker = openLocker(configuration.locker);
  for (const word of attestationsBefore(number)) await storeAttestation(locker, word, []);
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
