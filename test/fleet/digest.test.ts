import { expect, test } from '@jest/globals';
import { makeDigest } from '../../lib/fleet/digest.ts';
import type { Fleet } from '../../lib/fleet/fleet.ts';
import type { FleetResult } from '../../lib/fleet/night/fleet-night.ts';
import type { FleetNight } from '../../lib/fleet/night/night.ts';
import { messagesOf } from '../../lib/fleet/night/tell.ts';

const night: FleetNight = {
  schema: 'exhibit/fleet-night/v1',
  run: '2026-11-23T02:00:00Z',
  fleet: 'Larch Accountants',
  timezone: 'UTC',
  status: 'complete',
  previous: '2026-11-22T02:00:00Z',
  configuration: { sha256: 'b'.repeat(64) },
  organizations: [
    {
      id: 'birch',
      organization: 'Birch',
      standing: 'present',
      former: null,
      locker: '/evidence/birch',
      outcome: 'complete',
      head: { sequence: 2, run: '2026-11-23T02:00:00Z', sha256: 'a'.repeat(64) },
      night: {
        controls: { pass: 1, fail: 2, unknown: 0, notJudged: 0 },
        datasets: { whole: 3, all: 3 },
        objections: 0,
      },
      problem: null,
    },
  ],
};
const seal = { sequence: 2, path: 'chain/0000000002.sigstore.json', sha256: 'c'.repeat(64) };
const digest = (unmade: readonly string[]) =>
  makeDigest({ night, alerts: new Map(), unmade: new Set(unmade), seal, locker: '/evidence/fleet' });

test('An organization whose message cannot be made is told of: no message would say that all is well', () => {
  expect(digest([])).toBeNull();
  const told = digest(['birch']);
  expect(told?.urgency).toBe('act');
  expect(told?.headline).toContain('1 not as it should be');
  expect(told?.sections.map(({ title, items }) => [title, items.map(({ name }) => name)])).toEqual([
    ['The message of its night cannot be read', ['birch']],
  ]);
});

test('Of whoever has a sealed night, and a file that cannot be read, no message can be made', async () => {
  const birch = { id: 'birch', file: '/birch/exhibit.yaml', configuration: null, fault: 'No.', former: null };
  const fleet = { organizations: [birch] } as unknown as Fleet;
  const { alerts, unmade } = await messagesOf(fleet, { night } as FleetResult);
  expect([[...alerts.keys()], [...unmade]]).toEqual([[], ['birch']]);
});
