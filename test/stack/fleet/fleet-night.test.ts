import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isWholeNight } from '../../../lib/fleet/night/night.ts';
import { testMs } from '../../time-limits.ts';
import { mostEvents } from '../states/history.ts';
import type { Started } from '../states/start.ts';
import { type DeployedFleet, deployedFleet } from './deployed-fleet.ts';
import { bucket, idsOf } from './made-fleet.ts';
import { type Befallen, misfortunes } from './misfortunes.ts';

/** So many in all; the full size is asked for with EXHIBIT_FLEET=200. */
const { EXHIBIT_FLEET: full } = process.env;
const ids = idsOf(Number(full ?? misfortunes.length + 2));
const people = full === undefined ? 2 : 50;
const run = '2026-11-24T01:00:00Z';
const next = '2026-11-25T01:00:00Z';

/** One for each misfortune, in their order; the first organization is lucky. */
const unlucky = ids.slice(1, misfortunes.length + 1);
const lucky = ids.filter((id) => !unlucky.includes(id));
const whose = (name: string): string => unlucky[misfortunes.findIndex((one) => one.name === name)] ?? '';
const exited = whose('its collecting function ends whenever it is called');
const slow = whose('its judging takes longer than a step may');
const unbegun = [
  whose('its first step fails with an error that nobody knows'),
  whose('its configuration was replaced in the work store'),
];
const sealed = misfortunes.flatMap(({ outcome }, at) => (outcome === 'none' ? [] : [unlucky[at] ?? '']));

let fleet: DeployedFleet;
let first: Started;
let befallen: ReadonlyMap<string, Befallen>;
let seals: () => number;
beforeAll(async () => {
  fleet = await deployedFleet(ids, { people });
  befallen = new Map(unlucky.map((id, at) => [id, misfortunes[at]?.befall(fleet, id) ?? {}]));
  seals = () => readdirSync(fleet.fileOf(bucket, 'fleet/chain')).length;
}, testMs);
afterAll(async () => await fleet?.[Symbol.asyncDispose]());

const whoWas = (step: string, from = 0): readonly string[] =>
  [
    ...new Set(
      fleet.calls
        .slice(from)
        .filter((one) => one.step === step)
        .map(({ organization }) => organization ?? 'the fleet'),
    ),
  ].toSorted();

const linesOf = (of: string) =>
  Object.fromEntries(
    fleet.listOf(of).organizations.map(({ id, outcome, problem }) => [id, [outcome, problem?.code ?? null]]),
  );

/** At full size it says what that took. */
async function measured<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const [wall, cpu] = [(performance.now() - began) / 1_000, (user + system) / 1_000_000];
  if (full !== undefined)
    process.stderr.write(
      `${ids.length}, ${what}: ${wall.toFixed(0)} s, of a processor ${cpu.toFixed(1)} s\n`,
    );
  return result;
}

function tellHistories({ histories: [own, ...children], largest }: Started): void {
  const [longest] = children.toSorted((a, b) => b.events - a.events);
  const said = [own, longest].map((one) => `${one?.events} events (${one?.transitions} transitions)`);
  process.stderr.write(
    `the fleet ${said[0]}, an organization at the most ${said[1]}; ${largest().bytes} bytes\n`,
  );
}

describe('A fleet’s night in which ten fail, each in a way of its own,', () => {
  test('goes on where the map could not write what came of it, and asks nobody again who has a seal', async () => {
    fleet.befall = ({ step, organization }) => befallen.get(organization ?? '')?.at?.(step);
    fleet.refuse = (key) => {
      if (key.startsWith('fleet/results/')) throw new Error('Access Denied');
    };
    first = fleet.start({ time: run });
    await measured('a night in which ten fail, up to the map’s results', () =>
      expect(first.result).rejects.toThrow('Access Denied'),
    );
    expect(whoWas('Collect github')).toEqual(ids.filter((id) => !unbegun.includes(id)));
    expect(whoWas('Seal the fleet')).toEqual([]);
    // Each is told of its own night, and of nobody else's.
    expect(fleet.told.toSorted()).toEqual([...lucky, ...sealed].toSorted());

    const before = fleet.calls.length;
    fleet.refuse = () => {};
    await measured('the rest of it, redriven', () =>
      expect(first.redrive()).resolves.toEqual({ run, sent: 1 }),
    );
    // Of the others, one was concluded already, and two do not even begin.
    expect(whoWas('Collect github', before)).toEqual([slow]);
    expect(fleet.told.filter((one) => one !== null)).toHaveLength(lucky.length + sealed.length);
  });

  test('has one seal, which names those that failed, and why', () => {
    expect(seals()).toBe(1);
    expect(fleet.listOf(run).status).toBe('partial');
    expect(linesOf(run)).toEqual({
      ...Object.fromEntries(lucky.map((id) => [id, ['complete', null]])),
      ...Object.fromEntries(misfortunes.map(({ outcome, code }, at) => [unlucky[at] ?? '', [outcome, code]])),
    });
    expect(fleet.listOf(run).organizations.filter(isWholeNight)).toHaveLength(
      ids.length - misfortunes.length,
    );
    expect(fleet.told.filter((one) => one === null)).toHaveLength(1);
    expect(JSON.stringify(fleet.listOf(run))).not.toContain('a-person');
  });

  test('has no history and no payload that comes near what Step Functions bears', () => {
    const [own, ...children] = first.histories.map(({ events }) => events);
    const longest = Math.max(...children);
    expect(children.length).toBeGreaterThanOrEqual(ids.length);
    expect(Math.max(own ?? mostEvents, longest)).toBeLessThan(mostEvents / 50);
    expect(first.largest().bytes).toBeLessThan(4_096);
  });

  test('leaves what a function failed with in that organization’s own folder', () => {
    const work = readdirSync(fleet.fileOf('.'), { recursive: true, encoding: 'utf8' });
    const failed = work.filter((one) => one.endsWith('/failed.json'));
    expect(failed).toEqual([
      expect.stringMatching(
        new RegExp(`^work/nights/${exited}/runs/2026-11-24T01-00-00Z/[\\w-]+/github/github/failed\\.json$`),
      ),
    ]);
    const nights = new Set(work.flatMap((one) => /\/nights\/([^/]+)/.exec(one)?.[1] ?? []));
    expect([...nights].toSorted()).toEqual(ids.filter((id) => !unbegun.includes(id)));
  });

  test('is not begun again once it is sealed', async () => {
    const before = fleet.calls.length;
    await expect(fleet.start({ run }).result).resolves.toEqual({ run, sent: 0 });
    expect(fleet.calls.slice(before).map(({ step }) => step)).toEqual(['Begin the night', 'Tell']);
    expect(seals()).toBe(1);
  });

  test('is made up for by those alone that had none, when only they are asked', async () => {
    const before = fleet.calls.length;
    fleet.befall = () => {};
    for (const { mend } of befallen.values()) mend?.();
    fleet.at = new Date('2026-11-25T01:05:00Z');
    await fleet.start({ time: next, failed: true }).result;
    expect(whoWas('Collect github', before)).toEqual(unlucky);
    expect(linesOf(next)).toEqual({
      ...Object.fromEntries(lucky.map((id) => [id, ['none', 'not-asked']])),
      ...Object.fromEntries(unlucky.map((id) => [id, ['complete', null]])),
    });
    expect(seals()).toBe(2);
  });

  test('costs as much for each organization when nobody fails', async () => {
    fleet.at = new Date('2026-11-26T01:05:00Z');
    const whole = fleet.start({ time: '2026-11-26T01:00:00Z' });
    await measured('a night in which nobody fails', () => whole.result);
    for (const night of full === undefined ? [] : [first, whole]) tellHistories(night);
    expect(fleet.listOf('2026-11-26T01:00:00Z').status).toBe('complete');
    expect(seals()).toBe(3);
  });
});
