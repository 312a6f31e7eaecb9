import { afterEach, describe, expect, test } from '@jest/globals';
import { type GoogleStandIn, startGoogleWorkspace } from '../../../../demo/stand-ins/google-workspace.ts';
import type { EvidenceDocument } from '../../../../lib/evidence/document.ts';
import { collector } from '../../../../lib/providers/google-workspace/collect/index.ts';
import { usageNames } from '../../../../lib/providers/google-workspace/collect/usage-report.ts';
import { memorySession } from '../../session.ts';
import { document } from '../controls/world.ts';

const now = new Date('2026-11-23T02:00:00Z');
/** The newest day of UTC-8 whose report may be ready. */
const day = '2026-11-20';
const users = [
  { id: '1', primaryEmail: 'ana@acme.example', isAdmin: true, suspended: false, archived: false },
  { id: '2', primaryEmail: 'ben@acme.example', suspended: true, archived: false },
];
const counts = {
  'accounts:num_users': 2,
  'accounts:num_suspended_users': 1,
  'accounts:num_archived_users': 0,
};

/** What a night left of its users: it ended in the small hours, by UTC. */
function listing(finishedAt: string, changes: Partial<EvidenceDocument> = {}): EvidenceDocument {
  return {
    ...document('users'),
    run: finishedAt,
    finishedAt,
    tenant: { id: 'C1', name: null },
    population: { records: 2, strata: { active: 1, suspended: 1 } },
    ...changes,
  };
}
const thatDay = listing('2026-11-21T02:00:30Z');

interface Case {
  readonly usage?: (date: string) => Readonly<Record<string, number>> | null;
  readonly documents?: readonly EvidenceDocument[];
  readonly delegated?: readonly string[];
  readonly on?: boolean;
}

let google: GoogleStandIn;
afterEach(() => google.close());

async function night({ delegated, documents = [thatDay], on = true, usage }: Case = {}) {
  const world = {
    customerId: 'C1',
    users,
    orgUnits: [],
    groups: [],
    policies: [],
  };
  google = await startGoogleWorkspace(() => world, {
    now: () => now,
    ...(delegated ? { delegated } : {}),
    ...(usage ? { usage } : {}),
  });
  const settings = collector
    .settings()
    .parse({ subject: 'ana@acme.example', ...(on ? { reports: { usage: true } } : {}) });
  const memory = memorySession<unknown>(
    { settings, credential: google.serviceAccountKey(), endpoint: google.url },
    { now, clock: () => now, recalled: { going: [], state: null, last: null, documents } },
  );
  await collector.collect(memory.session as never);
  return memory.of('usage');
}

describe("Google's own count of a day", () => {
  test('is the newest that is ready, beside our own list of that day', async () => {
    const { problems, rows } = await night();
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        archived: 0,
        date: day,
        listing: { archived: 0, run: thatDay.run, suspended: 1, users: 2 },
        listingsAround: [],
        suspended: 1,
        users: 2,
      },
    ]);
  });

  test('is of an earlier day where the newest is late', async () => {
    const { rows } = await night({ usage: (date) => (date > '2026-11-17' ? null : counts) });
    expect(rows).toMatchObject([{ date: '2026-11-17', listing: null }]);
  });

  test('is unavailable where every report is late', async () => {
    expect((await night({ usage: () => null })).problems).toMatchObject([{ code: 'unavailable' }]);
  });

  test.each(usageNames.slice(0, 2))('does not say what is passed over: %s is not zero', async (name) => {
    const { [name]: _, ...rest } = counts as Record<string, number>;
    expect((await night({ usage: () => rest })).problems).toMatchObject([
      { code: 'not-visible', message: expect.stringContaining(name) },
    ]);
  });

  test('is denied alone where its scope is not delegated', async () => {
    const delegated = collector.setup.scopes;
    expect((await night({ delegated })).problems).toMatchObject([{ code: 'unauthenticated' }]);
  });

  test('is not asked for unless the configuration turns it on', async () => {
    await expect(night({ on: false })).rejects.toThrow('usage was not collected');
    expect(google.requests.filter(({ path }) => path.includes('/usage/'))).toEqual([]);
  });

  test.each([
    ['cut short', { completeness: 'partial' }],
    ['another customer’s', { tenant: { id: 'C2', name: null } }],
    ['of another day', { finishedAt: '2026-11-20T02:00:30Z' }],
  ] as [string, Partial<EvidenceDocument>][])('is held against no list that is %s', async (_, changes) => {
    const { rows } = await night({ documents: [listing(thatDay.finishedAt, changes)] });
    expect(rows).toMatchObject([{ listing: null }]);
  });
});
