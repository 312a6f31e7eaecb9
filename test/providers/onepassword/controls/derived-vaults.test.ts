import { describe, expect, test } from '@jest/globals';
import { derivedMembershipAgrees } from '../../../../lib/providers/onepassword/controls/derived-membership-agrees.ts';
import { sharedVaultsHaveABackup } from '../../../../lib/providers/onepassword/controls/shared-vaults-have-a-backup.ts';
import { sharedVaultsNeedToKnow } from '../../../../lib/providers/onepassword/controls/shared-vaults-need-to-know.ts';
import {
  access,
  account,
  cut,
  groupAccess,
  groupMember,
  judge,
  onePassword,
  vault,
} from '../../../controls/people/world.ts';

const document = { origin: 'derived', exportedAt: '2026-11-01T10:00:00Z' } as const;
const named = (...members: string[]) => ({
  people: { source: null, identities: [] },
  vaults: [{ name: 'Ops', members: members.map((name) => `${name}@example.com`) }],
});

function ops(
  control: Parameters<typeof judge>[0],
  rows: readonly object[],
  { uncertain = null, settings = named('ana', 'ben') }: { uncertain?: string | null; settings?: object } = {},
) {
  const parts = [
    onePassword('vaults', [{ ...vault('Ops'), uncertain }], { document }),
    onePassword('vault-access', rows, { document }),
  ];
  return judge(control, { parts, settings } as Parameters<typeof judge>[1]).Ops;
}

const [ana, ben, eva] = [access('Ops', 'ana'), access('Ops', 'ben'), access('Ops', 'eva')];
const perhaps = <Row extends object>(row: Row): Row => ({ ...row, uncertain: 'an event says so' });

describe('A membership that is not certain', () => {
  test('is nothing that a pass rests on', () => {
    expect(ops(sharedVaultsHaveABackup, [ana, ben])).toMatchObject({ verdict: 'pass' });
    expect(ops(sharedVaultsHaveABackup, [ana, perhaps(ben)])).toMatchObject({ verdict: 'unknown' });
    expect(ops(sharedVaultsNeedToKnow, [ana, ben])).toMatchObject({ verdict: 'pass' });
    expect(ops(sharedVaultsNeedToKnow, [ana, perhaps(ben)])).toMatchObject({ verdict: 'unknown' });
    expect(ops(sharedVaultsNeedToKnow, [ana, ben, perhaps(eva)])).toMatchObject({ verdict: 'unknown' });
  });

  test('of a group, or of somebody in one, neither', () => {
    const team = groupAccess('Ops', 'team', [groupMember('ben')]);
    expect(ops(sharedVaultsHaveABackup, [ana, team])).toMatchObject({ verdict: 'pass' });
    expect(ops(sharedVaultsHaveABackup, [ana, perhaps(team)])).toMatchObject({ verdict: 'unknown' });
    const unsure = groupAccess('Ops', 'team', [perhaps(groupMember('ben'))]);
    expect(ops(sharedVaultsHaveABackup, [ana, unsure])).toMatchObject({ verdict: 'unknown' });
    expect(ops(sharedVaultsNeedToKnow, [ana, unsure])).toMatchObject({ verdict: 'unknown' });
  });

  test('bars no pass that it cannot break', () => {
    expect(ops(sharedVaultsHaveABackup, [ana, ben, perhaps(eva)])).toMatchObject({ verdict: 'pass' });
    expect(ops(sharedVaultsHaveABackup, [ana, ben], { uncertain: 'it is new' })).toMatchObject({
      verdict: 'pass',
    });
    expect(ops(sharedVaultsNeedToKnow, [ana, ben], { uncertain: 'it is new' })).toMatchObject({
      verdict: 'unknown',
    });
  });

  test('hides no failure', () => {
    const settings = named('ana');
    expect(ops(sharedVaultsNeedToKnow, [ana, ben, perhaps(eva)], { settings })).toMatchObject({
      verdict: 'fail',
    });
  });
});

test('What an event granted is having the vault, and being no backup for it', () => {
  const granted = { ...ben, permissions: [], canOpen: null, granted: true };
  expect(ops(sharedVaultsNeedToKnow, [ana, granted])).toMatchObject({ verdict: 'pass' });
  expect(ops(sharedVaultsNeedToKnow, [ana, granted], { settings: named('ana') })).toMatchObject({
    verdict: 'fail',
  });
  expect(ops(sharedVaultsHaveABackup, [ana, granted])).toMatchObject({ verdict: 'unknown' });
});

describe('Derivation', () => {
  const settings = {
    connections: [{ id: 'onepassword', provider: 'onepassword', settings: { source: 'events' } }],
  };
  const tested = {
    testedAt: '2026-11-20T10:00:00Z',
    testedFrom: '2026-11-01T10:00:00Z',
    testedMemberships: 3,
  };
  const agrees = (changes: object) =>
    judge(derivedMembershipAgrees, {
      parts: [onePassword('vaults', [{ ...vault('Ops'), ...changes }], { document })],
      settings,
    } as Parameters<typeof judge>[1]);

  test('that no export tested is unknown', () => {
    expect(Object.values(agrees({ testedAt: null }))).toEqual([
      expect.objectContaining({ verdict: 'unknown' }),
    ]);
  });

  const team = groupAccess('Ops', 'team', [groupMember('ben')]);
  const tonight = (parts: Parameters<typeof judge>[1]['parts'], changes: object = {}) =>
    Object.values(
      judge(derivedMembershipAgrees, {
        parts: [onePassword('vaults', [{ ...vault('Ops'), ...changes }], { document }), ...parts],
        settings,
      } as Parameters<typeof judge>[1]),
    );
  const rows = (...given: readonly object[]) => onePassword('vault-access', given, { document });
  const listed = onePassword('users', [account('ana'), account('ben')]);

  test('that no export tested passes by the list of users, and by nothing less', () => {
    expect(tonight([rows(ana, team), listed])).toEqual([
      expect.objectContaining({
        verdict: 'pass',
        seen: expect.stringMatching(/^2 people .*no later export/),
      }),
    ]);
    // Whoever was seen as suspended, and what is no person, stands in no list.
    const aside = [access('Ops', 'old', { state: 'SUSPENDED' }), access('Ops', 'bot', { kind: 'service' })];
    expect(tonight([rows(ana, team, ...aside), listed])).toMatchObject([{ verdict: 'pass' }]);
  });

  test.each([
    ['a membership in doubt', [rows(ana, perhaps(ben)), listed], /an event says so/],
    [
      'a place in a group in doubt',
      [rows(groupAccess('Ops', 'team', [perhaps(groupMember('ben'))])), listed],
      /an event says so/,
    ],
    ['a group that is not told', [rows(ana, groupAccess('Ops', 'team', null)), listed], /group team/],
    ['somebody without an account', [rows(ana, eva), listed], /eva@example.com has a vault/],
    [
      'somebody whose account is suspended',
      [rows(ana), onePassword('users', [account('ana', { state: 'SUSPENDED' })])],
      /ana@example.com has a vault/,
    ],
    [
      'an account in a state that is not known',
      [rows(ana), onePassword('users', [account('ana', { state: 'FROZEN' })])],
      /ana@example.com has a vault/,
    ],
    [
      'a list of users that is cut',
      [rows(ana), onePassword('users', [account('ana')], { problem: cut })],
      /list of users/,
    ],
    [
      'access lists that are cut',
      [onePassword('vault-access', [ana], { document, problem: cut }), listed],
      /access lists/,
    ],
    ['nobody', [rows(), listed], /nobody who has a vault/],
  ] as const)('that no export tested is unknown with %s', (_, parts, why) => {
    expect(tonight(parts)).toEqual([
      expect.objectContaining({ verdict: 'unknown', reason: expect.stringMatching(why) }),
    ]);
  });

  test('that no export tested is unknown with a vault in doubt', () => {
    expect(tonight([rows(ana), listed], { uncertain: 'it is new' })).toMatchObject([{ verdict: 'unknown' }]);
  });

  test('of which nothing could be compared is unknown, whatever the list of users says', () => {
    const nothing = { ...tested, testedMemberships: 0 };
    expect(Object.values(agrees(nothing))).toEqual([expect.objectContaining({ verdict: 'unknown' })]);
  });

  test('passes where the next export says the same', () => {
    expect(agrees({ ...tested, differences: [] }).Ops).toMatchObject({ verdict: 'pass' });
  });

  test('fails with each difference', () => {
    const difference = {
      accessorId: 'op-ben',
      accessorType: 'user',
      derived: true,
      email: 'ben@acme.example',
      groupId: null,
    };
    const found = agrees({
      ...tested,
      differences: [difference, { ...difference, accessorId: 'op-eva', email: null, derived: false }],
    });
    expect(Object.entries(found).map(([name, { verdict }]) => [name, verdict])).toEqual([
      ['Ops: ben@acme.example', 'fail'],
      ['Ops: op-eva', 'fail'],
    ]);
  });

  test('is not judged where nothing is derived', () => {
    const others = { connections: [{ id: 'o', provider: 'onepassword', settings: { source: 'export' } }] };
    expect(
      derivedMembershipAgrees.applies?.(
        ['onepassword'],
        others as unknown as Parameters<NonNullable<typeof derivedMembershipAgrees.applies>>[1],
      ),
    ).toMatch(/source: events/);
  });
});
