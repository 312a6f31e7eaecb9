import { afterEach, expect, test } from '@jest/globals';
import { collector as onepassword } from '../../../../lib/providers/onepassword/collect/index.ts';
import { memorySession } from '../../session.ts';
import { audit, canaries, connection, exported, now, opVault, person } from '../company.ts';
import { introspected, json, paths, type Reply, standIn, stopStandIns, token } from '../stand-in.ts';

afterEach(stopStandIns);

/** A feed that answers at most as many as it is asked for, and says where it stopped: cursors are places in it. */
class Feed {
  readonly events: object[] = [];

  grow(count: number): void {
    for (let added = 0; added < count; added++) this.events.push(audit(`e${this.events.length}`));
  }

  readonly reply: Reply = (response, asked) => {
    const { cursor, limit = 1000 } = JSON.parse(asked.body) as { cursor?: string; limit?: number };
    const from = Number(cursor ?? 0);
    const items = this.events.slice(from, from + limit);
    const end = from + items.length;
    json({ cursor: String(end), has_more: end < this.events.length, items })(response, asked);
  };
}

const baseline = JSON.stringify(exported([opVault('vault1')], { startedAt: '2026-11-22T09:00:00Z' }));

/** A company whose vaults are derived, night after night. */
async function company() {
  const [log, signIns] = [new Feed(), new Feed()];
  const server = await standIn({
    [paths.introspect]: [introspected()],
    [paths.audit]: [log.reply],
    [paths.signIn]: [signIns.reply],
    [paths.token]: [token('bearer')],
    [paths.users]: [json({ results: [person('ana'), person('ben')] })],
  });
  let left: Readonly<Record<string, string>> | null = null;
  const night = async () => {
    const before = server.asked.length;
    const memory = memorySession(
      connection({
        credential: JSON.stringify(canaries),
        endpoint: server.url,
        exported: () => ({
          name: 'op.json',
          place: 'op.json',
          handOver: null,
          read: async () => Buffer.from(baseline),
        }),
        settings: { source: 'events', file: 'op.json', maxAgeDays: 30 },
      }),
      { now, continuation: (dataset) => (dataset === 'events' ? left : null) },
    );
    await onepassword.collect(memory.session);
    const { problems, source } = memory.of('events');
    expect(problems).toEqual([]);
    left = source.continuation ?? null;
    const paths = server.asked.slice(before).map(({ path }) => path);
    return Object.fromEntries(
      [...Map.groupBy(paths, (path) => path)].map(([path, all]) => [path, all.length]),
    );
  };
  return { log, night, signIns };
}

test('A night costs one request for each 1,000 events, and three where nothing happened', async () => {
  const { log, night, signIns } = await company();
  const beside = { [paths.introspect]: 1, [paths.signIn]: 1, [paths.token]: 1, [paths.users]: 1 };
  expect(await night()).toEqual({ ...beside, [paths.audit]: 1 });
  log.grow(2500);
  expect(await night()).toEqual({ ...beside, [paths.audit]: 3 });
  expect(await night()).toEqual({ ...beside, [paths.audit]: 1 });
  log.grow(1000);
  signIns.grow(0);
  expect(await night()).toEqual({ ...beside, [paths.audit]: 1 });
});

test('A night of 20,000 events stays far within what 1Password lets be asked in a minute', async () => {
  const { log, night } = await company();
  log.grow(20_000);
  const asked = await night();
  expect(asked[paths.audit]).toBe(20);
  expect(Object.values(asked).reduce((sum, count) => sum + count, 0)).toBeLessThan(60);
});
