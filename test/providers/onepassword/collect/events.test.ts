import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as onepassword } from '../../../../lib/providers/onepassword/collect/index.ts';
import { memorySession } from '../../session.ts';
import { audit, canaries, connection, now, signIn } from '../company.ts';
import {
  closed,
  holding,
  introspected,
  json,
  paths,
  type Reply,
  standIn,
  status,
  stopStandIns,
  text,
} from '../stand-in.ts';

afterEach(stopStandIns);

const page = (cursor: string, items: readonly unknown[], more = false) =>
  json({ cursor, has_more: more, items });
const quiet = page('s-end', []);

interface Night {
  readonly audit: readonly Reply[];
  readonly signIn?: readonly Reply[];
  readonly left?: Readonly<Record<string, string>>;
  readonly credential?: string;
  readonly introspect?: Reply;
  readonly source?: 'sdk' | 'events';
}

async function collectEvents(night: Night) {
  const server = await standIn({
    [paths.introspect]: [night.introspect ?? introspected()],
    [paths.audit]: night.audit,
    [paths.signIn]: night.signIn ?? [quiet],
  });
  const { credential = JSON.stringify(canaries) } = night;
  const memory = memorySession(
    connection({ endpoint: server.url, credential, settings: { source: night.source ?? 'sdk' } }),
    {
      now,
      continuation: (dataset) => (dataset === 'events' ? (night.left ?? null) : null),
    },
  );
  await onepassword.collect(memory.session);
  const bodies = (path: string) => server.askedOf(path).map(({ body }) => JSON.parse(body));
  return { events: memory.of('events'), memory, server, bodies };
}

describe('1Password events', () => {
  test('come from both feeds, without addresses of machines', async () => {
    const { events } = await collectEvents({
      audit: [page('a1', [audit('one')])],
      signIn: [page('s1', [signIn('two')])],
    });
    expect(events.problems).toEqual([]);
    expect(events.rows).toMatchObject([
      {
        feed: 'audit',
        uuid: 'one',
        action: 'grant',
        objectType: 'uva',
        objectId: 'vault1',
        actorEmail: 'ana@acme.example',
        auxId: 'USERBEN',
        auxEmail: 'ben@acme.example',
        category: null,
      },
      {
        feed: 'sign-in',
        uuid: 'two',
        category: 'success',
        type: 'mfa_ok',
        targetId: 'USERANA',
        targetEmail: 'ana@acme.example',
        action: null,
      },
    ]);
    expect(JSON.stringify(events.rows)).not.toContain('192.0.2.10');
  });

  test('are read from a day back on the first night, to where they end', async () => {
    const { bodies, events } = await collectEvents({
      audit: [page('a1', [audit('one')], true), page('a2', [], true), page('a3', [audit('two')])],
    });
    expect(bodies(paths.audit)).toEqual([
      { limit: 1000, start_time: '2026-11-22T02:00:00Z' },
      { cursor: 'a1' },
      { cursor: 'a2' },
    ]);
    expect(events.rows.map(({ uuid }) => uuid)).toEqual(['one', 'two']);
    expect(events.source.continuation).toEqual({ auditevents: 'a3', signinattempts: 's-end' });
  });

  test('go on the next night where they ended', async () => {
    const { bodies, events } = await collectEvents({
      audit: [page('a4', [audit('three')])],
      left: { auditevents: 'a3', signinattempts: 's3' },
    });
    expect(bodies(paths.audit)).toEqual([{ cursor: 'a3' }]);
    expect(bodies(paths.signIn)).toEqual([{ cursor: 's3' }]);
    expect(events.source.continuation).toEqual({ auditevents: 'a4', signinattempts: 's-end' });
  });

  test('are complete when nothing happened and the place stays the same', async () => {
    const { events } = await collectEvents({ audit: [page('a3', [])], left: { auditevents: 'a3' } });
    expect([events.rows, events.problems]).toEqual([[], []]);
  });

  test('are asked for with the token, which stays a secret', async () => {
    const { memory, events, server } = await collectEvents({
      audit: [holding(canaries.eventsToken, page('a1', [audit('one')]))],
      signIn: [json({ cursor: 's', has_more: false, items: [], echo: canaries.eventsToken })],
    });
    expect(events.problems).toEqual([]);
    expect(server.askedOf(paths.audit)).toHaveLength(1);
    expect(memory.everything()).not.toContain(canaries.eventsToken);
  });

  test('do not go round in circles', async () => {
    const circle = await collectEvents({ audit: [page('a1', [audit('one')], true), page('a1', [], true)] });
    expect(circle.events.problems.map(({ code }) => code)).toEqual(['truncated']);
    const stuck = await collectEvents({ audit: [page('a3', [], true)], left: { auditevents: 'a3' } });
    expect(stuck.events.problems.map(({ code }) => code)).toEqual(['truncated']);
    expect(stuck.bodies(paths.audit)).toHaveLength(1);
  });

  test('start again when the place is refused, and say that some may be missing', async () => {
    const { bodies, events } = await collectEvents({
      audit: [status(400), page('new', [audit('one')])],
      left: { auditevents: 'old', signinattempts: 's3' },
    });
    expect(bodies(paths.audit)).toEqual([
      { cursor: 'old' },
      { limit: 1000, start_time: '2026-07-26T02:00:00Z' },
    ]);
    expect(events.rows).toHaveLength(1);
    expect(events.problems).toEqual([
      { code: 'truncated', message: expect.stringContaining('may be missing') },
    ]);
    expect(events.source.continuation).toEqual({ auditevents: 'new', signinattempts: 's-end' });
  });

  test('do not start again for a refusal in the middle', async () => {
    const { bodies, events } = await collectEvents({
      audit: [page('a4', [audit('one')], true), status(400)],
      left: { auditevents: 'a3' },
    });
    expect(bodies(paths.audit)).toEqual([{ cursor: 'a3' }, { cursor: 'a4' }]);
    expect(events.problems.map(({ code }) => code)).toEqual(['rejected']);
  });

  test.each<[string, Reply, string]>([
    ['401', status(401), 'unauthenticated'],
    ['403', status(403), 'denied'],
    ['429', status(429), 'rate-limited'],
    ['500', status(500), 'unavailable'],
    ['a closed connection', closed(), 'unavailable'],
    ['what is not JSON', text('['), 'malformed'],
    ['a page without a cursor', json({ has_more: false, items: [] }), 'malformed'],
    ['a page that does not say whether there is more', json({ cursor: 'x', items: [] }), 'malformed'],
  ])('keep what came before %s, and the place to go on from', async (_what, reply, code) => {
    const { events } = await collectEvents({
      audit: [page('a1', [audit('one')], true), reply],
      signIn: [page('s1', [signIn('two')])],
    });
    expect(events.problems.map((problem) => problem.code)).toEqual([code]);
    expect(events.rows.map(({ uuid }) => uuid)).toEqual(['one', 'two']);
    expect(events.source.continuation).toEqual({ auditevents: 'a1', signinattempts: 's1' });
  });

  test('that fail for a night lose no place', async () => {
    const left = { auditevents: 'a3', signinattempts: 's3' };
    const refused = await collectEvents({ audit: [status(403)], signIn: [status(403)], left });
    expect(refused.events.source.continuation).toEqual(left);
    expect(refused.events.problems.map(({ code }) => code)).toEqual(['denied', 'denied']);
    const bare = await collectEvents({ audit: [quiet], left, credential: '{}' });
    expect(bare.events.source.continuation).toEqual(left);
    expect(bare.events.problems).toEqual([
      { code: 'not-configured', message: expect.stringContaining('eventsToken') },
    ]);
  });

  test.each(['sdk', 'events'] as const)(
    'of another account are none, however quiet (source: %s)',
    async (source) => {
      const { events, server } = await collectEvents({
        audit: [page('a1', [audit('one')])],
        introspect: introspected({ account_uuid: 'ACCOUNT2' }),
        left: { auditevents: 'a3', signinattempts: 's3' },
        source,
      });
      expect(events.problems).toEqual([{ code: 'denied', message: expect.stringContaining('ACCOUNT2') }]);
      expect([events.rows, server.askedOf(paths.audit)]).toEqual([[], []]);
      expect(events.source.continuation).toEqual({ auditevents: 'a3', signinattempts: 's3' });
    },
  );

  test.each<[string, Reply]>([
    ['no account', introspected({ account_uuid: undefined })],
    ['an account of null', introspected({ account_uuid: null })],
    ['nothing', status(500)],
  ])('are read for what they tell where the token tells %s, and are not whole', async (_what, introspect) => {
    const { events } = await collectEvents({ audit: [page('a1', [audit('one')])], introspect });
    expect(events.rows.map(({ uuid }) => uuid)).toEqual(['one']);
    expect(events.problems).toHaveLength(1);
  });

  test('that name another account are left out, and not in silence; how an id is written makes no other account', async () => {
    const { events } = await collectEvents({
      audit: [
        page('a1', [
          { ...audit('ours'), account_uuid: 'account1' },
          { ...audit('theirs'), account_uuid: 'ACCOUNT2' },
        ]),
      ],
    });
    expect(events.rows.map(({ uuid }) => uuid)).toEqual(['ours']);
    expect(events.problems).toEqual([{ code: 'denied', message: expect.stringContaining('ACCOUNT2') }]);
  });

  test('that are not whole are named; the others stay', async () => {
    const { events } = await collectEvents({
      audit: [page('a1', [audit('one'), { ...audit('two'), timestamp: 'yesterday' }, { action: 'grant' }])],
    });
    expect(events.rows.map(({ uuid }) => uuid)).toEqual(['one']);
    expect(events.problems).toEqual([
      { code: 'malformed', message: expect.stringMatching(/auditevents: items\[1\]\.timestamp.* 1 more/) },
    ]);
  });

  test('are in order of time, also where some have fractions of a second', () => {
    const key = (timestamp: string) =>
      onepassword.datasets[3]?.key({ timestamp, uuid: 'x', feed: 'audit' } as never) ?? '';
    expect(key('2026-11-22T16:33:50Z') < key('2026-11-22T16:33:50.5Z')).toBe(true);
  });
});
