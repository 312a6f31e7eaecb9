import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mostInState } from '../../../lib/config/night-keys.ts';
import { deployedFleet } from './deployed-fleet.ts';
import { bucket, idsOf } from './made-fleet.ts';

const run = '2026-11-24T01:00:00Z';
const [few = '', many = ''] = idsOf(2);
const more = Array.from({ length: mostInState }, (_, at) => `github-${at + 1}`);

test('An organization with more connections than go from state to state has a night as any other', async () => {
  await using fleet = await deployedFleet([few, many], { more: (id) => (id === many ? more : []) });
  fleet.befall = ({ connection, step }) => {
    if (step === 'Collect github' && connection === 'github-7')
      throw Object.assign(new Error('a-person@larch.example'), { name: 'Runtime.ExitError' });
  };
  await fleet.start({ time: run }).result;
  const collected = (id: string) =>
    new Set(
      fleet.calls
        .filter(({ organization, step }) => step === 'Collect github' && organization === id)
        .map(({ connection }) => connection),
    );
  expect([collected(few).size, collected(many).size]).toEqual([1, mostInState + 1]);
  expect(
    fleet.listOf(run).organizations.map(({ id, night, outcome }) => [id, outcome, night?.datasets]),
  ).toEqual([
    [few, 'complete', { all: 3, whole: 3 }],
    // That of the one that failed is known to be missing.
    [many, 'partial', { all: 3 * (mostInState + 1), whole: 3 * mostInState }],
  ]);
  // What Step Functions writes of it lies where no organization's session reads, whatever it is called.
  const kept = (place: string) =>
    readdirSync(fleet.fileOf('work', place), { recursive: true, encoding: 'utf8' });
  expect(kept('fleet/connections').filter((name) => name.endsWith('manifest.json'))).toHaveLength(1);
  expect(kept('nights').filter((name) => name.endsWith('failed.json'))).toEqual([
    expect.stringMatching(new RegExp(`^${many}/.*/github/github-7/failed\\.json$`)),
  ]);
  expect(readdirSync(fleet.fileOf(bucket, 'fleet/chain'))).toHaveLength(1);
});
