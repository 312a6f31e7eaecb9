import { afterEach, describe, expect, test } from '@jest/globals';
import { readOnlyScopes } from '../../../../demo/stand-ins/google/permission.ts';
import type { LoggedActivity } from '../../../../demo/stand-ins/google/world.ts';
import {
  type GoogleOptions,
  type GoogleStandIn,
  startGoogleWorkspace,
} from '../../../../demo/stand-ins/google-workspace.ts';
import { collector } from '../../../../lib/providers/google-workspace/collect/index.ts';
import { type MemorySession, memorySession, type SessionOptions } from '../../session.ts';

const hour = 3_600_000;
const ana = { id: '1001', email: 'ana@acme.example' };
const ben = { id: '1002', email: 'ben@acme.example' };

/** The stand-in and the night go by one clock. */
const now = new Date();
const hoursAgo = (hours: number) => now.getTime() - hours * hour;

let google: GoogleStandIn;
afterEach(() => google.close());

let numbers = 0;
function entry(name: string, changes: Partial<LoggedActivity> = {}): LoggedActivity {
  const parameters = { app_name: 'Board', client_id: '1', client_type: 'WEB', scope: ['openid', 'email'] };
  return {
    application: 'token',
    id: `${++numbers}`,
    at: hoursAgo(5),
    name,
    who: ana,
    parameters,
    ...changes,
  };
}

interface Case {
  readonly activities: readonly LoggedActivity[];
  readonly grants?: boolean;
  readonly options?: GoogleOptions;
  readonly session?: SessionOptions;
}

async function start({ activities, options = {} }: Case): Promise<void> {
  const users = [ana, ben].map(({ email, id }) => ({ id, primaryEmail: email, isAdmin: true }));
  const world = { customerId: 'C1', users, orgUnits: [], groups: [], policies: [], activities };
  google = await startGoogleWorkspace(() => world, options);
}

async function night({ grants = true, session = {} }: Case): Promise<MemorySession<unknown>> {
  const settings = collector
    .settings()
    .parse({ subject: ana.email, ...(grants ? { reports: { grants } } : {}) });
  const memory = memorySession<unknown>(
    { settings, credential: google.serviceAccountKey(), endpoint: google.url },
    { now, ...session },
  );
  await collector.collect(memory.session as never);
  return memory;
}

async function collected(one: Case): Promise<MemorySession<unknown>> {
  await start(one);
  return night(one);
}

const grantsOf = (memory: MemorySession<unknown>) => memory.of('app-grants');

describe('who let which application in', () => {
  test('is one record for each person and client, with the scopes of all and the newest name', async () => {
    const other = { app_name: 'Bord', client_id: '1', scope: ['https://mail.google.com/'] };
    const memory = await collected({
      activities: [
        entry('authorize', { at: hoursAgo(50) }),
        entry('authorize', { at: hoursAgo(9), parameters: other }),
        entry('revoke', { at: hoursAgo(20) }),
        entry('authorize', { who: ben }),
        entry('activity', { who: ben, parameters: { client_id: '7' } }),
      ],
    });
    const { problems, rows, source } = grantsOf(memory);
    expect(problems).toEqual([]);
    expect(rows.toSorted((a, b) => (a.profileId < b.profileId ? -1 : 1))).toEqual([
      {
        app: 'Bord',
        authorizedAt: new Date(hoursAgo(9)).toISOString(),
        clientId: '1',
        clientType: 'WEB',
        email: ana.email,
        firstSeen: new Date(hoursAgo(50)).toISOString(),
        lastSeen: new Date(hoursAgo(9)).toISOString(),
        profileId: ana.id,
        revokedAt: new Date(hoursAgo(20)).toISOString(),
        scopes: ['email', 'https://mail.google.com/', 'openid'],
      },
      expect.objectContaining({ email: ben.email, app: 'Board', revokedAt: null }),
    ]);
    expect(source.continuation).toEqual({ until: now.toISOString() });
  });

  test('two applications of one name are two, and what names no scope does not say that there is none', async () => {
    const { rows } = grantsOf(
      await collected({
        activities: [
          entry('authorize'),
          entry('authorize', { parameters: { app_name: 'Board', client_id: '2' } }),
        ],
      }),
    );
    expect(rows.map(({ app, clientId, scopes }) => [app, clientId, scopes]).sort()).toEqual([
      ['Board', '1', ['email', 'openid']],
      ['Board', '2', null],
    ]);
  });

  test('pages are read to the end, also past one without items, and what is on two of them counts once', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => entry('authorize', { at: hoursAgo(1) - at * 1000 }));
    await start({ activities: many });
    google.misbehave({ path: /applications.token$/, onPage: 1, times: 1, do: 'empty-page-with-token' });
    const { problems, rows } = grantsOf(await night({ activities: many }));
    expect([problems, rows.length]).toEqual([[], 1]);
  });

  test('an event without a client id, and one of another customer, makes the list partial and keeps its place', async () => {
    const memory = await collected({
      activities: [entry('authorize'), entry('authorize', { parameters: { app_name: 'Board' } })],
    });
    const { problems, rows, source } = grantsOf(memory);
    expect([rows.length, problems.map(({ code }) => code)]).toEqual([1, ['malformed']]);
    expect(source.continuation).toBeUndefined();
  });
});

describe('a log that lags', () => {
  test('shows an event on a later night, since each reads the last days once more', async () => {
    const late = entry('authorize', { at: hoursAgo(47), lag: 46 * hour });
    await start({ activities: [late] });
    const before = { until: new Date(hoursAgo(24)).toISOString() };
    const { rows, source } = grantsOf(
      await night({ activities: [], session: { continuation: () => before } }),
    );
    expect(rows).toHaveLength(1);
    expect(source.continuation).toEqual({ until: now.toISOString() });
  });

  test('is read from where the last whole night ended, and not from the beginning', async () => {
    const before = { until: new Date(hoursAgo(24)).toISOString() };
    await start({ activities: [entry('authorize', { at: hoursAgo(24 * 30) })] });
    const { exchanges, rows } = grantsOf(
      await night({ activities: [], session: { continuation: () => before } }),
    );
    expect(rows).toEqual([]);
    const asked = exchanges.map(({ url }) => new URL(url).searchParams.get('startTime')).filter(Boolean);
    expect(asked).toEqual(Array(2).fill(new Date(hoursAgo(24 + 72)).toISOString()));
  });

  test('that could not be read keeps its place', async () => {
    const before = { until: new Date(hoursAgo(24)).toISOString() };
    await start({ activities: [] });
    google.misbehave({ path: /applications\/token$/, do: 500 });
    const { problems, source } = grantsOf(
      await night({ activities: [], session: { continuation: () => before } }),
    );
    expect(problems).not.toEqual([]);
    expect(source.continuation).toEqual(before);
  });
});

describe('the logs', () => {
  test('are asked for with a token of their own, which may be refused while the directory goes on', async () => {
    const memory = await collected({
      activities: [entry('authorize')],
      options: { delegated: readOnlyScopes },
    });
    expect(grantsOf(memory).problems.map(({ code }) => code)).toEqual(['unauthenticated']);
    expect(memory.of('saml-sign-ins').problems.map(({ code }) => code)).toEqual(['unauthenticated']);
    expect([memory.of('users').problems, memory.of('users').rows.length]).toEqual([[], 2]);
    expect(memory.of('users').source.scopes).toEqual(collector.setup.scopes);
  });

  test('are not asked for where nobody turned them on', async () => {
    const memory = await collected({ activities: [entry('authorize')], grants: false });
    expect(() => memory.of('app-grants')).toThrow();
    expect(memory.everything()).not.toContain('reports');
  });

  test('show who signed in by SAML, and where', async () => {
    const parameters = { application_name: 'CRM', initiated_by: 'sp', orgunit_path: '/' };
    const saml = { application: 'saml', parameters } as const;
    const memory = await collected({
      activities: [
        entry('login_success', saml),
        entry('login_success', { ...saml, at: hoursAgo(30) }),
        entry('login_failure', { ...saml, who: ben }),
      ],
    });
    expect(memory.of('saml-sign-ins').rows).toEqual([
      {
        app: 'CRM',
        email: ana.email,
        firstSeen: new Date(hoursAgo(30)).toISOString(),
        lastSeen: new Date(hoursAgo(5)).toISOString(),
        profileId: ana.id,
      },
    ]);
  });

  test('are asked for what Google would take: nothing is passed over', async () => {
    const memory = await collected({ activities: [entry('authorize')] });
    const asked = grantsOf(memory)
      .exchanges.map(({ url }) => new URL(url))
      .filter(({ pathname }) => pathname !== '/token');
    expect(asked.map(({ pathname, searchParams }) => [pathname, searchParams.get('eventName')])).toEqual([
      ['/admin/reports/v1/activity/users/all/applications/token', 'revoke'],
      ['/admin/reports/v1/activity/users/all/applications/token', 'authorize'],
    ]);
    for (const { searchParams } of asked)
      expect([...searchParams.keys()].sort()).toEqual(['endTime', 'eventName', 'maxResults']);
  });
});

test('doctor asks for them only where they are on, and says which scope is missing', async () => {
  await start({ activities: [], options: { delegated: readOnlyScopes } });
  for (const [grants, count] of [
    [true, 6],
    [false, 4],
  ] as const) {
    const settings = collector.settings().parse({ subject: ana.email, reports: { grants } });
    const memory = memorySession<unknown>(
      { settings, credential: google.serviceAccountKey(), endpoint: google.url },
      { now },
    );
    const results = await collector.probe(memory.session as never);
    expect(results).toHaveLength(count);
    if (grants) expect(results.at(-1)?.message).toContain('admin.reports.audit.readonly');
  }
});
