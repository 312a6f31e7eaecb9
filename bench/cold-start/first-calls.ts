import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Demo, startDemo } from '../../demo/demo.ts';
import { carriedFor, carriedName } from '../../lib/config/carried.ts';
import { variables } from '../../lib/config/environment.ts';
import { checkConfiguration } from '../../lib/config/parse.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { startAws } from './aws.ts';
import { middle, runChild } from './run-child.ts';

/** What a function has to do in a night, and what it needs for it. */
interface Step {
  readonly name: string;
  /** @param outcomes what the collecting functions gave */
  readonly event: (run: string, outcomes: readonly unknown[]) => object;
}

/**
 * Milliseconds of processor time that each function takes to load and to do its part of one night, of the made-up company
 * and its stand-ins; the locker is a folder. So what is only put off until it is used is seen here. Without those that
 * the company has no use for (cloudflare), and without the packaging function, which needs S3 itself.
 * @param bundleOf the file of a function's bundle
 */
export async function firstCalls(
  folder: string,
  bundleOf: (name: string) => string,
  times: number,
): Promise<ReadonlyMap<string, number>> {
  const home = join(folder, 'night');
  mkdirSync(home);
  const demo = await startDemo({ folder: home });
  const aws = await startAws(
    Object.fromEntries(Object.entries(demo.credentials).map(([id, value]) => [`exhibit/${id}`, value])),
  );
  try {
    const file = join(home, 'exhibit.yaml');
    const connections = carry(demo, file);
    const measured = new Map<string, number>();
    const outcomes: unknown[] = [];
    let locker = join(home, 'locker');
    mkdirSync(locker);
    for (const { name, event } of stepsOf(connections)) {
      const taken: number[] = [];
      for (let time = 0, from = locker; time < times; time++) {
        locker = join(home, `${name.replaceAll('/', '-')}-${time}`);
        cpSync(from, locker, { recursive: true });
        const environment = surroundings(file, locker, aws.url);
        const { answer, answeredMs } = await runChild(bundleOf(name), event(tonight, outcomes), environment);
        taken.push(answeredMs);
        // The night goes on in the locker of the last one.
        if (time === times - 1 && name.startsWith('collect/')) outcomes.push(answer);
      }
      measured.set(name, middle(taken));
    }
    return measured;
  } finally {
    aws.close();
    await demo.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The run's id: now, in whole seconds. */
const tonight = `${new Date().toISOString().slice(0, 19)}Z`;

function stepsOf(connections: readonly { readonly id: string; readonly provider: string }[]): Step[] {
  return [
    { name: 'plan', event: (run) => ({ run }) },
    ...connections.map(
      ({ id, provider }): Step => ({
        name: `collect/${provider}`,
        event: (run) => ({ run, connection: id, cursor: null }),
      }),
    ),
    { name: 'conclude', event: (run, outcomes) => ({ run, outcomes }) },
    { name: 'seal', event: (run) => ({ run }) },
    { name: 'alert', event: (run) => ({ run }) },
  ];
}

/** Puts the company's configuration where a bundle finds it, as a deployment does. */
function carry(demo: Demo, file: string) {
  const text = demo.configuration('./locker', { credentials: (id) => `secret:exhibit/${id}` });
  const known = { providers: manifests, controls: catalog, custom };
  const checked = checkConfiguration(text, { file, known });
  writeFileSync(file, text);
  writeFileSync(carriedName(file), carriedFor(text, checked));
  return checked.shape.connections;
}

function surroundings(file: string, locker: string, aws: string): Record<string, string> {
  return {
    [variables.configuration]: file,
    [variables.locker]: locker,
    [variables.work]: `${locker}-unfinished`,
    [variables.signingKey]: 'alias/exhibit',
    [variables.bus]: 'exhibit',
    AWS_ENDPOINT_URL: aws,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
  };
}
