import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nights, nightTime, startDemo } from '../../../demo/demo.ts';
import type { DemoReport } from '../../index.ts';
import { openLocker } from '../../locker/open.ts';
import type { RunResult } from '../../nightly/run.ts';
import { readHistory } from '../../runs/control-history.ts';
import { thisCollector } from '../collector.ts';
import type { DemoOptions } from '../definitions/start.ts';
import { demoNight } from '../demo-night.ts';
import { demoSummary, packageCommandOf } from '../demo-summary.ts';
import { emptyFolder } from '../empty-folder.ts';
import type { ExitCode } from '../exit.ts';
import { openConfiguration } from '../open.ts';
import { terminal } from '../terminal.ts';

/** `exhibit demo`: thirty nights of a made-up company, each collected, judged and sealed as a real one is. */
export async function demoCommand(options: DemoOptions): Promise<ExitCode> {
  const shown = terminal(options);
  const folder = await emptyFolder(options.out, 'exhibit-demo');
  let at = nightTime(1);
  const demo = await startDemo({ folder, now: () => at });
  try {
    const config = join(folder, 'exhibit.yaml');
    await writeFile(config, demo.configuration('./evidence'));
    const configuration = await openConfiguration({ config });
    if (!options.json)
      shown.err(`Thirty nights of ${configuration.organization}, a company that does not exist:`);
    const collector = thisCollector('schedule');
    const results: RunResult[] = [];
    for (let number = 1; number <= nights; number++) {
      at = nightTime(number);
      results.push(await demoNight({ demo, configuration, number, collector }));
      if (shown.live) process.stderr.write(`\r\u001b[KNight ${number} of ${nights}`);
    }
    if (shown.live) process.stderr.write('\r\u001b[K');
    const runs = results.map(({ findings }) => findings.run);
    const packaging = packageCommandOf(runs, configuration, { config });
    const publicKey = await publicKeyPath(configuration.locker);
    if (options.json)
      shown.out(
        JSON.stringify({
          schema: 'exhibit/demo/v1',
          config,
          locker: configuration.locker,
          publicKey,
          // It is part of the auditor's package, which this command makes.
          report: null,
          package: packaging,
          runs: results.length,
        } satisfies DemoReport),
      );
    else {
      const history = await readHistory(openLocker(configuration.locker), nights);
      if (history)
        shown.out(demoSummary(results, history, { config, locker: configuration.locker, packaging }, shown));
    }
    return 0;
  } finally {
    await demo.close();
  }
}

async function publicKeyPath(locker: string): Promise<string> {
  const [name = ''] = await readdir(join(locker, 'keys'));
  return join(locker, 'keys', name);
}
