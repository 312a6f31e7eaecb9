import { parseArgs } from 'node:util';
import { type FleetScene, fleetScene, variableOf } from '../test/fleet/scene.ts';
import { type Timed, timed } from './timed.ts';

const people = 50;

/** `npm run bench -- fleet --organizations 20,200`: two nights of a fleet and verifying it, and what each organization costs. */
export async function fleetBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { organizations: { type: 'string', default: '20,200' } },
  });
  for (const count of values.organizations.split(',').map(Number)) await measure(count);
}

async function measure(organizations: number): Promise<void> {
  const scene = await fleetScene({ organizations, people });
  try {
    await nights(organizations, scene);
  } finally {
    await scene[Symbol.asyncDispose]();
  }
}

async function nights(organizations: number, scene: FleetScene): Promise<void> {
  // npm remembers where its caller stood, and the fleet lies elsewhere.
  process.env.INIT_CWD = scene.folder;
  for (const id of scene.ids) process.env[variableOf(id)] = scene.providers.get(id)?.credentials() ?? '';
  const program = new URL('../bin/exhibit.ts', import.meta.url).pathname;
  const call = (...called: string[]) =>
    timed(process.execPath, [program, '-q', 'fleet', ...called], scene.folder);
  print(organizations, 'first night', await call('run'));
  print(organizations, 'second night', await call('run'));
  print(organizations, 'verify', await call('verify'));
}

function print(organizations: number, what: string, { cpu, wall }: Timed): void {
  const each = `${(cpu / organizations).toFixed(2)} s of processor time each`;
  process.stdout.write(
    `${organizations} organizations of ${people} people, ${what}: ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time, ${each}\n`,
  );
}
