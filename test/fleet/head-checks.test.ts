import { expect, test } from '@jest/globals';
import type { FleetNight, OrganizationLine } from '../../lib/fleet/night/night.ts';
import { HeadChecks } from '../../lib/fleet/verify/head-checks.ts';

const line = (id: string, sequence: number): OrganizationLine => ({
  id,
  organization: id,
  standing: 'present',
  former: null,
  locker: `/evidence/${id}`,
  outcome: 'none',
  head: { sequence, run: null, sha256: 'a'.repeat(64) },
  night: null,
  problem: null,
});

const list = (day: number, ids: readonly string[]): FleetNight => ({
  schema: 'exhibit/fleet-night/v1',
  run: new Date(Date.UTC(2026, 0, day)).toISOString(),
  fleet: 'Larch Accountants',
  timezone: 'UTC',
  status: 'failed',
  previous: null,
  configuration: { sha256: 'b'.repeat(64) },
  organizations: ids.map((id) => line(id, day)),
});

const empty = { read: async () => null };

test('Of a year of lists each organization’s locker is opened once for many of them, and every head is looked for', async () => {
  const opened = new Map<string, number>();
  const checks = new HeadChecks(async ({ id }, use) => {
    opened.set(id, (opened.get(id) ?? 0) + 1);
    await use(empty);
  });
  for (let day = 1; day <= 365; day++) await checks.take(list(day, ['birch', 'larch']));
  await checks.look();
  expect([...checks.ids]).toEqual(['birch', 'larch']);
  expect([...opened.values()]).toEqual([12, 12]);
  const { isSealed, last, problems, unread } = checks.of('birch');
  expect([isSealed, last?.head?.sequence, unread]).toEqual([true, 365, null]);
  expect(problems.map(({ kind }) => kind)).toEqual(Array(365).fill('missing'));
  expect(problems[0]?.path).toBe('chain/0000000001.sigstore.json');
});

test('A locker that cannot be read is said to be so, and keeps no other from being held against the lists', async () => {
  const checks = new HeadChecks(async ({ id }, use) => {
    if (id === 'birch') throw new Error('It is gone.');
    await use(empty);
  });
  await checks.take(list(1, ['birch', 'larch']));
  await checks.look();
  expect([checks.of('birch').unread, checks.of('larch').problems.length]).toEqual(['It is gone.', 1]);
  expect(checks.of('cedar')).toEqual({ last: null, isSealed: false, problems: [], unread: null });
});
