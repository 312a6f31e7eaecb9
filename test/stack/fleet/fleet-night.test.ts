import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testMs } from '../../time-limits.ts';
import { type DeployedFleet, deployedFleet, type FleetCall } from './deployed-fleet.ts';
import { bucket, idsOf } from './made-fleet.ts';

const ids = idsOf(8);
const run = '2026-11-24T01:00:00Z';
const next = '2026-11-25T01:00:00Z';

/** What befalls organizations in the first night, and what the fleet's list has to say of each. */
const unlucky: Readonly<Record<string, readonly [outcome: string, code: string]>> = {
  // Its token is not accepted.
  'o-002': ['failed', 'collected'],
  // Its collecting function ends whenever it is called.
  'o-003': ['failed', 'collected'],
  // What its key has signed is not there.
  'o-004': ['none', 'refused'],
  // Its judging takes longer than a step may.
  'o-005': ['none', 'timeout'],
  // Its first step fails with an error that nobody knows.
  'o-006': ['none', 'ended'],
};
const fails: readonly (readonly [step: string, organization: string, error: string])[] = [
  ['Collect github', 'o-003', 'Runtime.ExitError'],
  ['Seal', 'o-004', 'SignerMemoryError'],
  ['Conclude', 'o-005', 'States.Timeout'],
  ['Plan', 'o-006', 'Runtime.OutOfMemory'],
];
const lucky = ids.filter((id) => !(id in unlucky));

const befall = ({ step, organization }: FleetCall): void => {
  const found = fails.find(([at, whose]) => at === step && whose === organization);
  if (found) throw Object.assign(new Error('a-person@larch.example'), { name: found[2] });
};

let fleet: DeployedFleet;
let seals: () => number;
beforeAll(async () => {
  fleet = await deployedFleet(ids);
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

describe('A fleet’s night in which five of eight fail, each in a way of its own,', () => {
  test('goes on where the map could not write what came of it, and asks nobody again who has a seal', async () => {
    fleet.providers.get('o-002')?.misbehave({ path: /./, do: 401 });
    fleet.befall = befall;
    fleet.refuse = (key) => {
      if (key.startsWith('fleet/results/')) throw new Error('Access Denied');
    };
    const started = fleet.start({ time: run });
    await expect(started.result).rejects.toThrow('Access Denied');
    expect(whoWas('Collect github')).toEqual(ids.filter((id) => id !== 'o-006'));
    expect(whoWas('Seal the fleet')).toEqual([]);
    // Each is told of its own night, and of nobody else's.
    expect(fleet.told.toSorted()).toEqual([...lucky, 'o-002', 'o-003'].toSorted());

    const before = fleet.calls.length;
    fleet.refuse = () => {};
    await expect(started.redrive()).resolves.toEqual({ run, sent: 1 });
    // Of the others, one was concluded already, and one does not even begin.
    expect(whoWas('Collect github', before)).toEqual(['o-005']);
    expect(fleet.told.filter((one) => one !== null)).toHaveLength(lucky.length + 2);
  });

  test('has one seal, which names those that failed, and why', () => {
    expect(seals()).toBe(1);
    expect(fleet.listOf(run).status).toBe('partial');
    expect(linesOf(run)).toEqual({
      ...Object.fromEntries(lucky.map((id) => [id, ['complete', null]])),
      ...unlucky,
    });
    expect(fleet.told.filter((one) => one === null)).toHaveLength(1);
    expect(JSON.stringify(fleet.listOf(run))).not.toContain('a-person');
  });

  test('leaves what a function failed with in that organization’s own folder', () => {
    const work = readdirSync(fleet.fileOf('.'), { recursive: true, encoding: 'utf8' });
    const failed = work.filter((one) => one.endsWith('/failed.json'));
    expect(failed).toEqual([
      expect.stringMatching(
        /^work\/nights\/o-003\/runs\/2026-11-24T01-00-00Z\/[\w-]+\/github\/github\/failed\.json$/,
      ),
    ]);
    const nights = new Set(work.flatMap((one) => /\/nights\/([^/]+)/.exec(one)?.[1] ?? []));
    expect([...nights].toSorted()).toEqual(ids.filter((id) => id !== 'o-006'));
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
    fleet.providers.get('o-002')?.behave();
    fleet.at = new Date('2026-11-25T01:05:00Z');
    await fleet.start({ time: next, failed: true }).result;
    expect(whoWas('Collect github', before)).toEqual(Object.keys(unlucky));
    expect(linesOf(next)).toEqual({
      ...Object.fromEntries(lucky.map((id) => [id, ['none', 'not-asked']])),
      ...Object.fromEntries(Object.keys(unlucky).map((id) => [id, ['complete', null]])),
    });
    expect(seals()).toBe(2);
  });
});
