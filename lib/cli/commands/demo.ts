import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoReport } from '../../index.ts';
import { openLocker } from '../../locker/open.ts';
import type { RunResult } from '../../nightly/run.ts';
import { readHistory } from '../../runs/control-history.ts';
import { thisCollector } from '../collector.ts';
import type { DemoOptions } from '../definitions/start.ts';
import { emptyFolder } from '../empty-folder.ts';
import type { ExitCode } from '../exit.ts';
import { openConfiguration } from '../open.ts';
import { openSigner } from '../signing.ts';
import { terminal } from '../terminal.ts';

/** Where the public key lies that the demo's configuration trusts: outside the locker. */
const keyFile = 'public-key.pem';

/**
 * `exhibit demo`: thirty nights of a made-up company, each collected, judged and sealed as a real one is. They end last night,
 * unless the environment says otherwise: the company is loaded for the day that it names.
 */
export async function demoCommand(options: DemoOptions, now: Date): Promise<ExitCode> {
  const { lastNightBefore, lastNightVariable } = await import('../../../demo/company/last-night.ts');
  process.env[lastNightVariable] ||= lastNightBefore(now);
  const [{ nights, nightTime, startDemo }, { demoNight }, { demoSummary, packageCommandOf }] =
    await Promise.all([
      import('../../../demo/demo.ts'),
      import('../demo-night.ts'),
      import('../demo-summary.ts'),
    ]);
  const shown = terminal(options);
  const folder = await emptyFolder(options.out, 'exhibit-demo');
  let at = nightTime(1);
  const demo = await startDemo({ folder, now: () => at });
  try {
    const config = join(folder, 'exhibit.yaml');
    await writeFile(config, `${demo.configuration('./evidence')}\ntrustedKeys: [./${keyFile}]\n`);
    const configuration = await openConfiguration({ config });
    const signer = await openSigner(configuration.signing, false);
    const publicKey = join(folder, keyFile);
    await writeFile(publicKey, signer.publicKey);
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
      if (history) shown.out(demoSummary(results, history, { config, locker: configuration.locker }, shown));
    }
    return 0;
  } finally {
    await demo.close();
  }
}
