import { expect, test } from '@jest/globals';
import { type Account, makeAccount, really } from './account.ts';
import type { Logged } from './deeds.ts';
import { exportOf } from './made-export.ts';
import { readNight } from './night.ts';
import { seeded } from './random.ts';
import { Service, usersPage } from './service.ts';

const start = Date.UTC(2026, 0, 1) / 1000;
const now = start + 2 * 86_400;

interface World {
  readonly account: Account;
  readonly service: Service;
  readonly baseline: string;
}

/** One person, u1, who has one vault, and an export of that. */
function world(): World {
  const account = makeAccount(seeded(1), false);
  for (const set of [account.uva, account.gm])
    for (const pair of [...set]) if (pair.endsWith(' u1')) set.delete(pair);
  account.uva.add('v0 u1');
  return { account, service: new Service(seeded(2)), baseline: exportOf(account, start, seeded(3)).end() };
}

/** What happened, of which the log gives what is not `lost`. */
function happens({ account, service }: World, logged: readonly (Logged & { readonly lost?: true })[]): void {
  for (const { lost, ...entry } of logged) {
    if (entry.type === 'uva') account.uva.delete(`${entry.object} ${entry.aux}`);
    if (!lost) service.add(entry, start + 40_000, 0);
  }
  service.deliver(9);
}

const revoked = { action: 'revoke', type: 'uva', object: 'v0', aux: 'u1' } as const;

/** Everything that 1Password answers. */
function answers({ account, service }: World): readonly unknown[] {
  return [usersPage(account), service.page({ start_time: new Date((start - 3600) * 1000).toISOString() })];
}

function derived({ account, baseline, service }: World) {
  const trouble = { isBlind: false, isDown: false, usersDown: false };
  const past = { now, going: [], continuation: null, state: null, last: null };
  return readNight({ account, baseline, seen: null, service, ...trouble }, past);
}

test('Two histories may have the same answers and not the same truth: nothing that is derived can tell them apart', async () => {
  const [byHand, suspended] = [world(), world()];
  happens(byHand, [revoked]);
  happens(suspended, [
    { action: 'suspend', type: 'user', object: 'u1', lost: true },
    revoked,
    { action: 'reactive', type: 'user', object: 'u1', lost: true },
  ]);
  suspended.account.uva.add('v0 u1');
  expect(answers(byHand)).toEqual(answers(suspended));
  const truths = [byHand, suspended].map(({ account }) => really(account, 'v0', 'u1'));
  expect(truths).toEqual([false, true]);
  expect((await derived(byHand)).access).toEqual((await derived(suspended)).access);
});
