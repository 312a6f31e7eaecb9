import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attestationsBefore } from '../../../demo/company/attestations.ts';
import { type Demo, nights, nightTime, startDemo } from '../../../demo/demo.ts';
import type { Configuration } from '../../config/configuration.ts';
import { openLocker } from '../../locker/open.ts';
import { storeAttestation } from '../../nightly/attest.ts';
import { readHistory } from '../../nightly/history.ts';
import type { RunResult } from '../../nightly/run.ts';
import { thisCollector } from '../collector.ts';
import { demoSummary } from '../demo-summary.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { night } from '../night.ts';
import { openConfiguration } from '../open.ts';
import { callerPath } from '../paths.ts';
import { terminal } from '../terminal.ts';

export interface DemoOptions {
  /** A new or empty folder. */
  readonly out?: string;
  readonly json?: boolean;
}

/** `exhibit demo`: thirty nights of a made-up company, each collected, judged and sealed as a real one is. */
export async function demoCommand(options: DemoOptions): Promise<ExitCode> {
  const shown = terminal(options.json === true);
  const folder = await emptyFolder(options.out);
  let at = nightTime(1);
  const demo = await startDemo({ folder, now: () => at });
  try {
    const config = join(folder, 'exhibit.yaml');
    await writeFile(config, demo.configuration('./evidence'));
    const configuration = await openConfiguration({ config });
    if (!options.json)
      shown.err(`Thirty nights of ${configuration.organization}, a company that does not exist:`);
    const results: RunResult[] = [];
    for (let number = 1; number <= nights; number++) {
      at = nightTime(number);
      results.push(await demoNight(demo, number, configuration, at));
      if (shown.live) process.stderr.write(`\r\u001b[KNight ${number} of ${nights}`);
    }
    if (shown.live) process.stderr.write('\r\u001b[K');
    const publicKey = await publicKeyPath(configuration.locker);
    if (options.json)
      shown.out(
        JSON.stringify({
          schema: 'exhibit/demo/v1',
          config,
          locker: configuration.locker,
          publicKey,
          report: null,
          runs: results.length,
        }),
      );
    else {
      const history = await readHistory(openLocker(configuration.locker), nights);
      if (history)
        shown.out(demoSummary(results, history, { config, locker: configuration.locker, publicKey }, shown));
    }
    return 0;
  } finally {
    await demo.close();
  }
}

/** The company's clock stands still while a night is collected, so that every start gives the same evidence. */
async function demoNight(
  demo: Demo,
  number: number,
  configuration: Configuration,
  at: Date,
): Promise<RunResult> {
  demo.setNight(number);
  const locker = openLocker(configuration.locker);
  for (const word of attestationsBefore(number)) await storeAttestation(locker, word, []);
  await locker.close();
  return await night(
    { configuration, at, environment: demo.environment, collector: thisCollector('schedule'), now: () => at },
    async (result) => result,
  );
}

/** The folder that was asked for; without a wish, the first free of `exhibit-demo`, `exhibit-demo-2`, … */
async function emptyFolder(wish: string | undefined): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = callerPath(wish ?? (number === 1 ? 'exhibit-demo' : `exhibit-demo-${number}`));
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length === 0) return folder;
    if (wish !== undefined)
      throw new CommandError(
        `${folder} is not empty, and evidence is never overwritten. Name another with --out, or remove it.`,
      );
  }
}

async function publicKeyPath(locker: string): Promise<string> {
  const [name = ''] = await readdir(join(locker, 'keys'));
  return join(locker, 'keys', name);
}
