import { describe, expect, test } from '@jest/globals';
import type { OnePasswordAccess, OnePasswordEvent } from '../../../../lib/evidence/datasets/onepassword.ts';
import { derive } from '../../../../lib/providers/onepassword/membership/derive.ts';
import type { Baseline, Derived, Since } from '../../../../lib/providers/onepassword/membership/state.ts';

const at = '2026-11-01T10:00:00.000Z';

const holder = (id: string, vaultId: string): OnePasswordAccess => ({
  accessorId: id,
  accessorType: 'user',
  canOpen: true,
  email: `${id}@acme.example`,
  groupType: null,
  kind: 'person',
  members: null,
  name: id,
  permissions: ['view_items', 'view_and_copy_passwords'],
  recoveryOnly: false,
  state: 'ACTIVE',
  vaultId,
});

const member = (id: string) =>
  ({ email: `${id}@acme.example`, id, kind: 'person', state: 'ACTIVE' }) as const;
const group = (id: string, type: string, people: readonly string[]) => {
  return { id, name: id, type, state: 'ACTIVE', members: people.map(member) };
};

const groups = [group('ops', 'USER_DEFINED', ['ben']), group('team', 'TEAM_MEMBERS', ['ana', 'ben', 'eva'])];
const baseline: Baseline = {
  at,
  by: 'ana@acme.example',
  vaults: ['finance', 'deploy'].map((id) => ({ id, items: 1, name: id, type: 'shared' })),
  access: [
    holder('ana', 'finance'),
    holder('eva', 'deploy'),
    {
      ...holder('ops', 'deploy'),
      accessorType: 'group',
      email: null,
      groupType: 'USER_DEFINED',
      kind: null,
      members: [member('ben')],
    },
  ],
  groups,
};

let count = 0;
const event = (words: string, object: string, aux: string | null = null, minute = 60): OnePasswordEvent => {
  const [action = '', objectType = ''] = words.split(' ');
  return {
    action,
    actorEmail: 'admin@acme.example',
    actorId: 'admin',
    auxEmail: aux && `${aux}@acme.example`,
    auxId: aux,
    category: null,
    feed: 'audit',
    objectId: object,
    objectType,
    targetEmail: null,
    targetId: null,
    timestamp: new Date(Date.parse(at) + minute * 60_000).toISOString(),
    type: null,
    uuid: `E${count++}`,
  };
};

const since = (events: readonly OnePasswordEvent[], besides: Partial<Since> = {}): Derived =>
  derive(baseline, { events, losses: [], users: null, ...besides });

/** `finance: ana? ben` where ana may have it and ben does; `others?` where others may as well. */
function told({ access, doubts, vaults }: Derived): readonly string[] {
  if (doubts.length > 0) return ['nothing is certain'];
  return vaults.map(({ id, uncertain }) => {
    const names = access
      .filter(({ vaultId }) => vaultId === id)
      .flatMap((row) => {
        const people = row.accessorType === 'group' ? (row.members ?? []) : [{ ...row, id: row.accessorId }];
        return people.map((one) => `${one.id}${row.uncertain || one.uncertain ? '?' : ''}`);
      });
    return `${id}: ${[...new Set(names)].sort().join(' ')}${uncertain ? ' others?' : ''}`;
  });
}

const nothingNew = ['finance: ana', 'deploy: ben eva'];

describe('What an event does to who has which vault', () => {
  test.each([
    [[], nothingNew],
    [[event('grant uva', 'finance', 'eva')], ['finance: ana eva', 'deploy: ben eva']],
    [[event('revoke uva', 'finance', 'ana')], ['finance: ', 'deploy: ben eva']],
    [[event('grant gva', 'finance', 'ops')], ['finance: ana ben', 'deploy: ben eva']],
    [[event('revoke gva', 'deploy', 'ops')], ['finance: ana', 'deploy: eva']],
    [[event('join gm', 'ops', 'ana')], ['finance: ana', 'deploy: ana ben eva']],
    [[event('leave gm', 'ops', 'ben')], ['finance: ana', 'deploy: eva']],
    [[event('delete user', 'eva')], ['finance: ana', 'deploy: ben']],
    [[event('suspend user', 'ben')], ['finance: ana', 'deploy: eva']],
    [[event('delete vault', 'finance')], ['deploy: ben eva']],
    [[event('delete group', 'ops')], ['finance: ana', 'deploy: eva']],
    // Not into a group that nobody gets into by itself.
    [[event('join user', 'new')], nothingNew],
    [[event('update uva', 'finance', 'ana')], nothingNew],
    [[event('role gm', 'ops', 'ben'), event('enblsso sso', 'S'), event('share item', 'I')], nothingNew],
    [[event('create sa', 'robot')], ['finance: ana robot?', 'deploy: ben eva robot?']],
    [[event('reactive user', 'ana')], ['finance: ana?', 'deploy: ana? ben eva']],
    [[event('activate user', 'new')], ['finance: ana new?', 'deploy: ben eva new?']],
    [[event('provsn user', 'new')], ['finance: ana new?', 'deploy: ben eva new?']],
    [[event('upguest user', 'eva')], ['finance: ana eva?', 'deploy: ben eva?']],
    [[event('convert user', 'eva')], ['finance: ana eva?', 'deploy: ben eva?']],
    [[event('completr user', 'eva')], ['finance: ana eva?', 'deploy: ben eva?']],
    [[event('trvlaway user', 'eva')], ['finance: ana', 'deploy: ben eva?']],
    [[event('create vault', 'fresh')], ['finance: ana', 'deploy: ben eva', 'fresh:  others?']],
    [[event('replace vaultkey', 'finance')], ['finance: ana? others?', 'deploy: ben eva']],
    [[event('unknown vaultkey', 'finance')], ['finance: ana? others?', 'deploy: ben eva']],
  ])('%#: by rule', (events, expected) => {
    expect(told(since(events))).toEqual(expected);
  });

  test.each(['vault', 'uva', 'gva', 'gm', 'group', 'user', 'account', 'sputnik'])(
    'an unknown action on %s may be anything',
    (type) => {
      for (const action of ['unknown', 'frobnicate'])
        expect(told(since([event(`${action} ${type}`, 'finance', 'ana')]))).toEqual(['nothing is certain']);
    },
  );

  test('so may what somebody from outside does', () => {
    expect(told(since([event('create mngdacc', 'M')]))).toEqual(['nothing is certain']);
    expect(told(since([event('create dlgsess', 'D')]))).toEqual(['nothing is certain']);
    expect(told(since([{ ...event('grant uva', 'finance', 'eva'), outside: true }]))).toEqual([
      'nothing is certain',
    ]);
  });

  test('what may be lost leaves nothing certain, whatever is told later', () => {
    const later = event('grant uva', 'finance', 'eva');
    expect(told(since([later], { losses: ['the cursor was refused'] }))).toEqual(['nothing is certain']);
  });

  test.each([
    ['grant uva', 'attic', 'ana'],
    ['grant gva', 'finance', 'strangers'],
    ['join gm', 'strangers', 'ana'],
    ['grant uva', 'finance', 'stranger'],
    ['update vault', 'attic', null],
    ['unknown vaultkey', 'attic', null],
  ] as const)('%s of what is not in the baseline proves that it is incomplete', (words, object, aux) => {
    expect(told(since([event(words, object, aux)]))).toEqual(['nothing is certain']);
  });

  test('a vault that somebody gives themselves is a private one', () => {
    expect(told(since([{ ...event('grant uva', 'own', 'ana'), actorId: 'ana' }]))).toEqual(nothingNew);
  });
});

describe('Events', () => {
  const [given, taken] = [
    event('grant uva', 'finance', 'eva', 61),
    event('revoke uva', 'finance', 'eva', 62),
  ];

  test('count in the order in which they happened, once each', () => {
    for (const events of [
      [given, taken],
      [taken, given],
      [taken, given, taken, given],
    ])
      expect(told(since(events))).toEqual(nothingNew);
  });

  test('of one moment that say two things leave it open', () => {
    const same = { ...taken, timestamp: given.timestamp };
    expect(told(since([given, same]))).toEqual(['finance: ana eva?', 'deploy: ben eva']);
  });

  test('settle a doubt that came before them, as far as they reach', () => {
    const doubted = event('reactive user', 'eva', null, 61);
    expect(told(since([doubted, event('revoke uva', 'finance', 'eva', 62)]))).toEqual([
      'finance: ana',
      'deploy: ben eva?',
    ]);
  });

  test('from before the baseline say nothing new, and cast doubt where the two disagree', () => {
    expect(told(since([event('grant uva', 'finance', 'ana', -30)]))).toEqual(nothingNew);
    expect(told(since([event('grant uva', 'finance', 'eva', -30)]))).toEqual([
      'finance: ana eva?',
      'deploy: ben eva',
    ]);
    expect(told(since([event('grant uva', 'finance', 'eva', -90)]))).toEqual(nothingNew);
  });
});

describe('A record says', () => {
  const rowOf = ({ access }: Derived, vault: string, id: string) =>
    access.find(({ accessorId, vaultId }) => vaultId === vault && accessorId === id);

  test('since when it is known, from what and by whom', () => {
    const given = event('grant uva', 'finance', 'eva');
    const derived = since([given]);
    expect(rowOf(derived, 'finance', 'ana')).toMatchObject({
      knownAt: at,
      knownBy: 'ana@acme.example',
      knownEvent: null,
    });
    expect(rowOf(derived, 'finance', 'eva')).toMatchObject({
      knownAt: given.timestamp,
      knownBy: 'admin@acme.example',
      knownEvent: given.uuid,
      granted: true,
      permissions: [],
    });
  });

  test('that what it lets do is not known any more where an event changed it', () => {
    expect(rowOf(since([event('update uva', 'finance', 'ana')]), 'finance', 'ana')).toMatchObject({
      granted: true,
      permissions: [],
      uncertain: null,
    });
  });
});

describe('The list of users', () => {
  const user = (id: string, state = 'ACTIVE', createTime = '2025-01-01T00:00:00Z') => {
    return { createTime, email: `${id}@acme.example`, id, state };
  };
  const all = ['ana', 'ben', 'eva'];

  test('that says the same leaves everything as it is', () => {
    expect(told(since([], { users: all.map((id) => user(id)) }))).toEqual(nothingNew);
    const gone = all.filter((id) => id !== 'eva').map((id) => user(id));
    expect(told(since([event('delete user', 'eva')], { users: gone }))).toEqual([
      'finance: ana',
      'deploy: ben',
    ]);
  });

  test('casts none on who was suspended before and had nothing, unless something was given since', () => {
    const users = [...all.map((id) => user(id)), user('old', 'SUSPENDED')];
    expect(told(since([], { users }))).toEqual(nothingNew);
    expect(told(since([event('grant uva', 'finance', 'old')], { users }))).toEqual([
      'finance: ana old?',
      'deploy: ben eva old?',
    ]);
  });

  test('of an earlier night keeps its doubts on a night without one, until an event or a baseline of after it', () => {
    const users = [user('ana', 'SUSPENDED'), user('ben'), user('eva')];
    const later = { users, listedAt: '2026-11-02T00:00:00Z' };
    const doubted = ['finance: ana?', 'deploy: ana? ben eva'];
    expect(told(since([], later))).toEqual(doubted);
    const given = event('grant uva', 'finance', 'ana', 40 * 60);
    expect(told(since([given], later))).toEqual(['finance: ana', 'deploy: ana? ben eva']);
    expect(told(since([], { users, listedAt: '2026-10-31T00:00:00Z' }))).toEqual(nothingNew);
    // What happened after it was not to be in it.
    const suspended = event('suspend user', 'ben', null, 40 * 60);
    expect(
      told(since([suspended], { users: [...all.map((id) => user(id))], listedAt: later.listedAt })),
    ).toEqual(['finance: ana', 'deploy: eva']);
  });

  test('casts doubt on whoever it has otherwise', () => {
    const users = [user('ana', 'SUSPENDED'), user('ben'), user('eva')];
    expect(told(since([], { users }))).toEqual(['finance: ana?', 'deploy: ana? ben eva']);
    const back = all.map((id) => user(id));
    expect(told(since([event('suspend user', 'eva')], { users: back }))).toEqual([
      'finance: ana eva?',
      'deploy: ben eva?',
    ]);
    const fresh = [...back, user('new', 'ACTIVE', '2026-11-02T00:00:00Z')];
    expect(told(since([], { users: fresh }))).toEqual(['finance: ana new?', 'deploy: ben eva new?']);
  });
});
