import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signedIn } from '../../demo/company/configuration.ts';
import { type Demo, nightTime, startDemo } from '../../demo/demo.ts';
import type { StandIn } from '../../demo/stand-ins/serve/stand-in.ts';
import { demoNight } from '../../lib/cli/demo-night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import type { RunResult } from '../../lib/nightly/run.ts';

const night = 5;
const collector = { version: 'test', commit: null, node: 'v24', trigger: 'schedule', by: null } as const;

let folder: string;
let demo: Demo;
let at: Date;
let waits: number[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'exhibit-limits-'));
  at = nightTime(night);
  waits = [];
  demo = await startDemo({ folder, night, now: () => at, guessLimits: true });
});
afterEach(async () => {
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Nobody really waits: the clock, the providers' as well as ours, is put forward instead. */
async function sleep(ms: number): Promise<void> {
  waits.push(ms);
  at = new Date(at.getTime() + ms);
}

async function collectNight(): Promise<RunResult> {
  const config = join(folder, 'exhibit.yaml');
  writeFileSync(config, demo.configuration('./evidence', { patience: 120 }));
  const configuration = await openConfiguration({ config });
  return await demoNight({ demo, configuration, number: night, collector, sleep, now: () => at });
}

const refusals = ({ requests }: StandIn) => requests.filter(({ status }) => status >= 400);
const incomplete = ({ findings }: RunResult) =>
  findings.datasets.filter(({ completeness }) => completeness !== 'complete' && completeness !== 'empty');

describe('A night over all of the company’s services', () => {
  test('stays within every limit, published or guessed, although the clock stands still', async () => {
    const result = await collectNight();
    const asked = signedIn.map((id) => [id, demo[id].requests.length, refusals(demo[id])]);
    expect(asked).toEqual(signedIn.map((id) => [id, expect.any(Number), []]));
    // Datadog's users are one page, and all that it is asked for.
    for (const id of signedIn)
      expect([id, demo[id].requests.length >= (id === 'datadog' ? 1 : 2)]).toEqual([id, true]);
    expect(waits).toEqual([]);
    expect(incomplete(result)).toEqual([]);
  });

  test('waits at Slack as long as Retry-After says, and is whole', async () => {
    const asking = { headers: { authorization: `Bearer ${demo.slack.token()}` } };
    for (let call = 0; call < 20; call++) await fetch(`${demo.slack.url}/api/users.list`, asking);
    at = new Date(at.getTime() + 17_000);
    const result = await collectNight();
    expect(refusals(demo.slack)).toEqual([expect.objectContaining({ path: '/api/users.list', status: 429 })]);
    expect(waits).toEqual([43_000]);
    expect(incomplete(result)).toEqual([]);
  });

  test('waits at GitHub until the minute of the secondary limit is over', async () => {
    const headers = { authorization: `Bearer ${demo.github.credentials()}`, 'user-agent': 'test' };
    for (let call = 0; call < 900; call += 50)
      await Promise.all(
        Array.from({ length: 50 }, () => fetch(`${demo.github.url}/orgs/fathom-ferries`, { headers })),
      );
    const result = await collectNight();
    expect(refusals(demo.github).map(({ status }) => status)).toEqual([403]);
    expect(waits).toEqual([60_000]);
    expect(incomplete(result)).toEqual([]);
  });

  test('comes back to Google’s policies, which name no time, after pauses of its own', async () => {
    await collectNight();
    const first = demo.google.requests.length;
    // The same night once more, by a key that remembers none.
    rmSync(join(folder, 'evidence'), { recursive: true });
    rmSync(join(folder, '.exhibit'), { recursive: true });
    const result = await collectNight();
    const refused = demo.google.requests.slice(first).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ path }) => path === '/v1/policies')).toBe(true);
    expect(waits).toHaveLength(refused.length);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(1_000);
    expect(incomplete(result)).toEqual([]);
  });
});
