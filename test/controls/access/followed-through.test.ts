import { describe, expect, test } from '@jest/globals';
import { reviewFollowedThrough as control } from '../../../lib/controls/access/followed-through.ts';
import type { ReviewedChange } from '../../../lib/judging/recorded-review.ts';
import {
  access,
  account,
  cut,
  googleUsers,
  judge,
  onePassword,
  overall,
  user,
  vault,
  type World,
} from '../people/world.ts';
import { reviewAttestation, sheet, wanted } from './attestations.ts';

const eva = 'eva@example.com (vaults)';
const later = new Date('2026-12-01T02:00:00Z');

interface Told {
  readonly accounts?: Parameters<typeof account>[];
  readonly vaults?: readonly string[];
  readonly problem?: typeof cut;
  readonly at?: Date;
  readonly parameters?: object;
}

function world(changes: readonly ReviewedChange[], told: Told = {}): World {
  const { accounts = [['eva']], at = later, parameters = {}, problem, vaults = ['npm'] } = told;
  const cutShort = problem ? { problem } : {};
  return {
    parts: [
      googleUsers([user('ana')]),
      onePassword(
        'users',
        accounts.map((each) => account(...each)),
        cutShort,
      ),
      onePassword('vaults', [vault('npm', { name: 'npm' }), vault('ops', { name: 'ops' })]),
      onePassword(
        'vault-access',
        vaults.map((name) => access(name, 'eva')),
      ),
    ],
    words: { 'access.reviewed': reviewAttestation(changes) },
    parameters,
    at,
  };
}
const said = (changes: readonly ReviewedChange[], told: Told = {}) =>
  judge(control, world(changes, told))[eva];

describe('what a review wanted removed', () => {
  test('fails while it is still there, after a week from the recording', () => {
    expect(said([wanted()])).toMatchObject({
      verdict: 'fail',
      reason: 'It was to be removed, by the decision of cto@example.com, and it is still active in vaults.',
      expected: 'gone, or inactive',
      seen: 'active, npm',
    });
    expect(said([wanted()])?.excusedUntil).toBeUndefined();
  });

  test('is excused until then, and for as long as the parameter says', () => {
    const at = new Date('2026-11-23T02:00:00Z');
    expect(said([wanted()], { at })?.excusedUntil).toBe('2026-11-27T12:00:00.000Z');
    expect(said([wanted()], { at, parameters: { days: 2 } })?.excusedUntil).toBeUndefined();
  });

  test.each([
    ['gone', { accounts: [], vaults: [] }],
    ['suspended', { accounts: [['eva', { state: 'SUSPENDED' }]], vaults: [] }],
  ] as [string, Told][])('passes once it is %s', (_, told) => {
    expect(said([wanted()], told)?.verdict).toBe('pass');
  });

  test('has had its time where an earlier review decided it: a newer one does not begin it anew', () => {
    const at = new Date('2026-11-23T02:00:00Z');
    const before = { at: '2026-11-01T12:00:00Z' };
    expect(said([wanted({ before })], { at })).toMatchObject({ verdict: 'fail' });
    expect(said([wanted({ before })], { at })?.excusedUntil).toBeUndefined();
  });

  test('is unknown where an earlier review decided it about another organization', () => {
    const before = { at: '2026-11-01T12:00:00Z', of: [{ dataset: 'users', tenant: 'another' }] };
    expect(said([wanted({ before })], { accounts: [], vaults: [] })?.verdict).toBe('unknown');
  });

  test('fails under another name: it is known by the provider’s id', () => {
    expect(said([wanted()], { accounts: [['eva', { email: 'smith@example.com' }]] })?.verdict).toBe('fail');
  });

  test('passes where another account has its address now', () => {
    expect(said([wanted()], { accounts: [['eva', { id: 'op-new' }]], vaults: [] })?.verdict).toBe('pass');
  });

  test.each([
    ['was not seen in a list cut short', { accounts: [], vaults: [], problem: cut }],
    ['has no state', { accounts: [['eva', { state: null }]] }],
  ] as [string, Told][])('is unknown where it %s', (_, told) => {
    expect(said([wanted()], told)?.verdict).toBe('unknown');
  });

  test('is unknown where its service is no longer connected', () => {
    const old = wanted({ connection: 'old', account: 'eva' });
    expect(judge(control, world([old]))['eva (old)']).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('old is no longer connected'),
    });
  });
});

describe('what a review wanted changed', () => {
  const change = wanted({ decision: 'change', note: 'Without npm' });

  test('fails while it is as it was', () => {
    expect(said([change])).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('to be changed (Without npm)'),
      expected: 'different from: active, npm',
    });
  });

  test.each([
    ['it has other rights', { vaults: ['ops'] }],
    ['it has no rights left', { vaults: [] }],
    ['it is gone', { accounts: [], vaults: [] }],
  ] as [string, Told][])('passes where %s', (_, told) => {
    expect(said([change], told)?.verdict).toBe('pass');
  });

  test('is unknown where less was shown than there is', () => {
    expect(said([change], { vaults: [], problem: cut })?.verdict).toBe('unknown');
  });

  test('is unknown where the service does not say what it may do', () => {
    const silent = { active: true, roles: null, privileged: null, opens: null };
    const own = { ...change, connection: 'google', provider: 'google-workspace', id: 'id-ana', was: silent };
    const found = judge(control, world([own]));
    expect(Object.values(found).find(({ subject }) => subject.endsWith('(google)'))?.verdict).not.toBe(
      'fail',
    );
  });
});

test('what was ended by a decision, at a service that is no longer connected, passes and says whose decision it is', () => {
  const ended = {
    account: 'eva',
    connection: 'old',
    decidedBy: ['cto@example.com'],
    decision: 'remove',
    id: 'o-1',
    note: 'The contract ended in May.',
    since: '2026-08-01T00:00:00Z',
  } as const;
  const words = { 'access.reviewed': reviewAttestation([], { ended: [ended] }) };
  expect(judge(control, { ...world([]), words })['eva (old)']).toMatchObject({
    verdict: 'pass',
    reason:
      'It was to be removed by the review of 2026-08-01. old is no longer connected, and cto@example.com decided that no action is needed: The contract ended in May.',
  });
});

describe('what was ended by a decision, and whose service is there again', () => {
  const ended = {
    account: 'eva@example.com',
    connection: 'vaults',
    provider: 'onepassword',
    decidedBy: ['cto@example.com'],
    decision: 'remove',
    id: 'op-eva',
    note: 'The contract ended in May.',
    since: '2026-08-01T00:00:00Z',
  } as const;
  const seen = (told: Told, more: object = {}, changes: readonly ReviewedChange[] = []) => {
    const review = reviewAttestation(changes, { ended: [{ ...ended, ...more }], sheets: [sheet('google')] });
    const found = judge(control, { ...world([], told), words: { 'access.reviewed': review } });
    return Object.entries(found).find(([subject]) => subject.startsWith('eva@'))?.[1];
  };

  test.each<[string, Told, object, string]>([
    ['fails while it is active there', {}, {}, 'fail'],
    ['fails also where the review did not keep whose it was', {}, { provider: undefined }, 'fail'],
    ['is not known where it was to be changed', {}, { decision: 'change' }, 'unknown'],
    ['is not known where not everybody is seen', { accounts: [], vaults: [], problem: cut }, {}, 'unknown'],
    [
      'is not known where less is asked than was reviewed',
      { accounts: [], vaults: [] },
      { of: [{ dataset: 'devices', tenant: null }] },
      'unknown',
    ],
    ['passes where it is gone', { accounts: [], vaults: [] }, {}, 'pass'],
    ['passes where it is inactive', { accounts: [['eva', { state: 'SUSPENDED' }]] }, {}, 'pass'],
    ['stays ended where the connection is of another provider now', {}, { provider: 'bitwarden' }, 'pass'],
  ])('%s', (_, told, more, verdict) => {
    expect(seen(told, more)?.verdict).toBe(verdict);
  });

  test('is judged once, by what the same review decided anew', () => {
    expect(seen({}, {}, [wanted()])?.verdict).toBe('fail');
    expect(seen({}, {}, [wanted()])?.reason).toContain('still active in vaults');
  });
});

test('a review that wanted nothing changed passes', () => {
  expect(overall(control, world([]))).toBe('pass');
});

test('without a recorded review nothing is known', () => {
  expect(overall(control, { ...world([]), words: {} })).toBe('unknown');
});

describe('what is gone is no pass where it may only be out of sight', () => {
  const ben = 'arn:aws:iam::111122223333:user/ben';
  const change = wanted({ connection: 'cloud', provider: 'aws', id: ben, account: 'ben' });
  const of = [
    { dataset: 'accounts', tenant: 'o-acme' },
    { dataset: 'credential-report', tenant: 'o-acme' },
  ];
  const reviewed = reviewAttestation([change], { sheets: [{ ...sheet('cloud'), provider: 'aws', of }] });
  const aws = (dataset: string, rows: readonly object[], tenant = 'o-acme') => ({
    provider: 'aws',
    connection: 'cloud',
    dataset,
    rows,
    document: { tenant: { id: tenant, name: null } },
  });
  const accounts = (standing: string, tenant?: string) =>
    aws('accounts', [{ id: '111122223333', name: 'Main', standing, hindrance: null }], tenant);
  const report = aws('credential-report', []);
  const others = ['users', 'groups', 'assignments'].map((name) => aws(`identity-center-${name}`, []));
  const seen = (...parts: World['parts']) =>
    judge(control, { parts, words: { 'access.reviewed': reviewed }, at: later })['ben (cloud)'];

  test('the account that it was in was entered, and it is gone', () => {
    expect(seen(accounts('entered'), report, ...others)?.verdict).toBe('pass');
  });

  test.each([
    ['the account that it was in is left out', [accounts('excluded'), report, ...others]],
    ['another organization answers under the name', [accounts('entered', 'o-other'), report, ...others]],
    ['the connection is asked for less than was reviewed', [report]],
    [
      'its list is short of some by the provider’s count',
      [
        accounts('entered'),
        report,
        ...others,
        aws('account-summary', [{ account: '111122223333', users: 1 }]),
      ],
    ],
  ])('%s', (_, parts) => {
    expect(seen(...parts)?.verdict).toBe('unknown');
  });
});
