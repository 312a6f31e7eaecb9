import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nightTime, startDemo } from '../../demo/demo.ts';
import { demoNight } from '../../lib/cli/demo-night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import type { Configuration } from '../../lib/config/configuration.ts';
import type { Collector } from '../../lib/evidence/document.ts';

/**
 * The first so many nights of the demonstration company, in a folder; its locker is `evidence` there.
 * @param more what its configuration says besides
 */
export async function demoNights(
  folder: string,
  nights: number,
  collector: Collector,
  more = '',
): Promise<Configuration> {
  let at = nightTime(1);
  const demo = await startDemo({ folder, now: () => at });
  try {
    const config = join(folder, 'exhibit.yaml');
    writeFileSync(config, `${demo.configuration('./evidence')}${more}`);
    const configuration = await openConfiguration({ config });
    for (let number = 1; number <= nights; number++) {
      at = nightTime(number);
      await demoNight({ demo, configuration, number, collector });
    }
    return configuration;
  } finally {
    await demo.close();
  }
}
