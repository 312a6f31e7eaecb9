import { expect, test } from '@jest/globals';
import type { AwsOrganizationWorld } from '../../../../demo/stand-ins/aws-organization/world.ts';
import { type Clock, collectOrganization, standings } from './simulated.ts';
import { large, number } from './world.ts';

const world = large();
const closing = new Set([number(900), number(901), number(902)]);

/** Three accounts are closed while the list is being gone through. */
function closed(clock: Clock): AwsOrganizationWorld {
  if (clock.passedMs() < 60_000) return world;
  const accounts = world.accounts.map((one) =>
    closing.has(one.id) ? { ...one, state: 'PENDING_CLOSURE' } : one,
  );
  return { ...world, accounts };
}

test('An organization of a thousand accounts is collected within its quotas, and each account is in one stratum', async () => {
  const { asked, clock, memory, of, throttled } = await collectOrganization(closed, { emptyPages: true });
  const accounts = of('accounts');
  expect(accounts.problems).toEqual([]);
  expect(accounts.rows).toHaveLength(1000);
  expect(new Set(accounts.rows.map(({ id }) => id)).size).toBe(1000);
  expect(standings(accounts.rows)).toEqual({ entered: 972, unreachable: 20, suspended: 5, closing: 3 });
  for (const name of ['credential-report', 'account-summary']) {
    const { problems, rows } = of(name);
    expect(problems).toEqual([
      { code: 'denied', message: expect.stringContaining('20 of 992 accounts did not tell') },
    ]);
    expect(rows).toHaveLength(name === 'account-summary' ? 972 : 2 * 972);
  }
  expect(of('identity-center-users').rows).toHaveLength(300);
  expect(of('identity-center-assignments').rows).toHaveLength(2000);
  for (const name of ['organization-features', 'identity-center-groups'])
    expect(of(name).problems).toEqual([]);
  expect(throttled).toEqual([]);
  expect(clock.passedMs()).toBeLessThan(15 * 60_000);
  expect(asked.length).toBeLessThan(15_000);
  expect(memory.everything()).not.toContain('not-a-real-one');
});
