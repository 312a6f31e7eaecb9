import { attestationsBefore } from '../../demo/company/attestations.ts';
import { type Demo, nightTime } from '../../demo/demo.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Collector } from '../evidence/document.ts';
import { storeAttestation } from '../nightly/attest.ts';
import type { RunResult } from '../nightly/run.ts';
import { night } from './night.ts';
import { openLocker } from './open.ts';

export interface DemoNight {
  readonly demo: Demo;
  readonly configuration: Configuration;
  /** 1 to 30. Nights come in order; some may be left out. */
  readonly number: number;
  readonly collector: Collector;
}

/**
 * One night of the made-up company into its locker: what its people put on record the day before, then the run. The
 * company's clock stands still meanwhile, so that every start gives the same evidence; let the providers' clock say
 * `nightTime(number)`, too.
 */
export async function demoNight({ demo, configuration, number, collector }: DemoNight): Promise<RunResult> {
  demo.setNight(number);
  const at = nightTime(number);
  const locker = openLocker(configuration.locker);
  for (const word of attestationsBefore(number)) await storeAttestation(locker, word, []);
  await locker.close();
  const options = { configuration, at, environment: demo.environment, collector, now: () => at };
  return await night(options, async (result) => result);
}
