import { describe, expect, test } from '@jest/globals';
import type { BitwardenAccess, BitwardenMember } from '../../../../lib/evidence/datasets/bitwarden.ts';
import { sharedCollectionsHaveABackup as backup } from '../../../../lib/providers/bitwarden/controls/shared-collections-have-a-backup.ts';
import { sharedCollectionsNeedToKnow as needToKnow } from '../../../../lib/providers/bitwarden/controls/shared-collections-need-to-know.ts';
import { sharedVaultsNeedToKnow } from '../../../../lib/providers/onepassword/controls/shared-vaults-need-to-know.ts';
import {
  access,
  cut,
  googleUsers,
  judge,
  onePassword,
  overall,
  type Part,
  user,
  vault,
  verdicts,
  type World,
} from '../../../controls/people/world.ts';
import { given, group, member, part, web } from '../controls.ts';

const everybody = ['ana', 'ben', 'cy', 'dot'];
const google = googleUsers(everybody.map((name) => user(name)));
const members = everybody.map((name) => member(name));
const people = (names: readonly string[]) => names.map((name) => `${name}@example.com`);
const entry = (...names: string[]) => ({
  name: 'Web shop',
  connection: 'bitwarden',
  id: 'web',
  members: people(names),
});

interface Given {
  readonly rows: readonly BitwardenAccess[];
  readonly members?: readonly BitwardenMember[];
  readonly vaults?: readonly ReturnType<typeof entry>[];
  readonly parts?: readonly Part[];
}

function world({ rows, members: who = members, vaults = [entry('ana', 'ben')], parts = [] }: Given): World {
  return {
    parts: [
      google,
      part('collections', [web]),
      part('collection-access', rows),
      part('members', who),
      ...parts,
    ],
    settings: { vaults },
  };
}

const clean = [given('ana'), group(['ben', 'ana'])];

describe('bitwarden.shared-collections-need-to-know', () => {
  const seen = (given: Given) => judge(needToKnow, world(given))['Web shop'];

  test('passes where exactly the people named have it, groups expanded, and says who', () => {
    expect(seen({ rows: clean })).toMatchObject({
      verdict: 'pass',
      expected: 'ana@example.com, ben@example.com',
      seen: 'ana@example.com, ben@example.com',
    });
    expect(overall(needToKnow, world({ rows: clean }))).toBe('pass');
  });

  test('fails for somebody who is not named, and for somebody who does not have it', () => {
    expect(seen({ rows: [...clean, given('cy')] })?.verdict).toBe('fail');
    expect(seen({ rows: [given('ana')] })?.verdict).toBe('fail');
  });

  test('knows a collection by its id, its external id, and nobody’s by neither', () => {
    const named = (changes: object) =>
      verdicts(needToKnow, world({ rows: clean, vaults: [{ ...entry('ana', 'ben'), ...changes }] }));
    for (const id of ['web', 'WEB', 'c-web']) expect(named({ id })).toEqual({ 'Web shop': 'pass' });
    expect(named({ name: 'web', connection: undefined, id: undefined })).toEqual({ web: 'pass' });
    expect(named({ name: 'c-web', connection: undefined, id: undefined })).toEqual({ 'c-web': 'pass' });
    expect(named({ id: 'other' })).toEqual({ web: 'fail', 'Web shop': 'unknown' });
    expect(named({ connection: 'another' })).toEqual({ web: 'fail' });
  });

  test('fails for a collection that nobody names, by its id where it has no other', () => {
    const unnamed = { externalId: null, id: 'c-bare' };
    const parts = [
      google,
      part('collections', [unnamed]),
      part('collection-access', []),
      part('members', members),
    ];
    expect(verdicts(needToKnow, { parts })).toEqual({ 'collection c-bare': 'fail' });
  });

  test.each<[string, Partial<BitwardenMember>]>([
    ['an owner', { type: 'owner' }],
    ['an administrator', { type: 'admin' }],
    [
      'of a custom role that may edit every collection',
      { type: 'custom', permissions: ['editAnyCollection'] },
    ],
    ['of a custom role that may export', { type: 'custom', permissions: ['accessImportExport'] }],
    ['of a custom role of which nothing is told', { type: 'custom', permissions: null }],
    ['of a role that is not known', { type: 'type 7' }],
    ['of a role that is not told', { type: null }],
  ])('does not pass where somebody is %s and not named', (_, role) => {
    const who = [...members.slice(0, 2), member('cy', role)];
    const found = seen({ rows: clean, members: who });
    expect(found?.verdict).toBe('unknown');
    expect(found?.reason).toContain('cy@example.com');
    expect(found?.seen).toContain('perhaps cy@example.com');
    // Named, but not seen to have it.
    expect(seen({ rows: clean, members: who, vaults: [entry('ana', 'ben', 'cy')] })?.verdict).toBe('unknown');
    const has = [...clean, given('cy')];
    expect(seen({ rows: has, members: who, vaults: [entry('ana', 'ben', 'cy')] })?.verdict).toBe('pass');
    expect(
      seen({ rows: clean, members: [...members.slice(0, 2), member('cy', { ...role, status: 'revoked' })] })
        ?.verdict,
    ).toBe('pass');
  });

  test('passes beside a custom role that opens no collection', () => {
    const who = [...members.slice(0, 2), member('cy', { type: 'custom', permissions: ['manageUsers'] })];
    expect(seen({ rows: clean, members: who })?.verdict).toBe('pass');
  });

  test.each<[string, Given]>([
    ['people of a group are not told', { rows: [given('ana'), given('ben'), group(null)] }],
    ['somebody who has it is in no list', { rows: [...clean, given('zoe')] }],
    [
      'somebody may be confirmed',
      { rows: [...clean, given('cy')], members: [...members.slice(0, 2), member('cy', { status: null })] },
    ],
    [
      'somebody has a status that is not known',
      {
        rows: [...clean, given('cy')],
        members: [...members.slice(0, 2), member('cy', { status: 'status 9' })],
      },
    ],
  ])('does not know where %s', (_, it) => {
    expect(seen(it)?.verdict).toBe('unknown');
  });

  test.each(['invited', 'accepted', 'revoked'])('counts nobody who is %s as having it', (status) => {
    const who = members.map((one) => (one.id === 'm-cy' ? { ...one, status } : one));
    expect(seen({ rows: [...clean, given('cy')], members: who })?.verdict).toBe('pass');
    expect(
      seen({ rows: [...clean, given('cy')], members: who, vaults: [entry('ana', 'ben', 'cy')] })?.verdict,
    ).toBe('fail');
  });

  test.each(['collections', 'collection-access', 'members'])(
    'does not pass where %s were cut short',
    (dataset) => {
      const parts = world({ rows: clean }).parts.map((one) =>
        one.dataset === dataset ? { ...one, problem: cut } : one,
      );
      expect(overall(needToKnow, { parts, settings: { vaults: [entry('ana', 'ben')] } })).not.toBe('pass');
    },
  );

  test('does not pass for a collection that two people or a group have and that is in no list', () => {
    const gone = { collectionId: 'c-gone' };
    for (const rows of [[given('ana', gone), given('ben', gone)], [group(['ana'], gone)]])
      expect(verdicts(needToKnow, world({ rows: [...clean, ...rows] }))).toEqual({
        'Web shop': 'pass',
        'collection c-gone': 'unknown',
      });
    expect(verdicts(needToKnow, world({ rows: [...clean, given('ana', gone)] }))).toEqual({
      'Web shop': 'pass',
    });
  });
});

describe('bitwarden.shared-collections-have-a-backup', () => {
  const verdict = (it: Given) => judge(backup, world(it))['Web shop']?.verdict;

  test('passes with two people, one of them by a group', () => {
    expect(verdict({ rows: clean })).toBe('pass');
  });

  test.each<[string, Given, string]>([
    ['one person twice', { rows: [given('ana'), group(['ana'])] }, 'fail'],
    ['nobody', { rows: [] }, 'fail'],
    ['one who sees no password', { rows: [given('ana'), given('ben', { hidePasswords: true })] }, 'fail'],
    [
      'one who may lift what hides them',
      { rows: [given('ana'), given('ben', { hidePasswords: true, manage: true })] },
      'unknown',
    ],
    [
      'one of whom it is not told',
      { rows: [given('ana'), given('ben', { hidePasswords: null })] },
      'unknown',
    ],
    ['one who only reads', { rows: [given('ana'), given('ben', { readOnly: true })] }, 'pass'],
    [
      'one who was revoked',
      { rows: [given('ana'), given('ben')], members: [member('ana'), member('ben', { status: 'revoked' })] },
      'fail',
    ],
    [
      'one who was invited',
      { rows: [given('ana'), given('ben')], members: [member('ana'), member('ben', { status: 'invited' })] },
      'fail',
    ],
    [
      'an owner to whom it was not assigned',
      { rows: [given('ana')], members: [member('ana'), member('ben', { type: 'owner' })] },
      'unknown',
    ],
    ['a stranger', { rows: [given('ana'), given('zed')], members: [member('ana'), member('zed')] }, 'fail'],
  ])('does not take it that %s will do', (_, it, expected) => {
    expect(verdict(it)).toBe(expected);
  });
});

describe('beside 1Password', () => {
  const both = (vaults: World['settings']): World => ({
    parts: [
      ...world({ rows: clean }).parts,
      onePassword('vaults', [vault('Ops')]),
      onePassword('vault-access', [access('Ops', 'ana')]),
    ],
    settings: { ...vaults },
  });
  const ops = { name: 'Ops', members: people(['ana']) };

  test('each is asked for its own vaults alone', () => {
    const vaults = { vaults: [ops, entry('ana', 'ben')] };
    expect(verdicts(sharedVaultsNeedToKnow, both(vaults))).toEqual({ Ops: 'pass' });
    expect(verdicts(needToKnow, both(vaults))).toEqual({ 'Web shop': 'pass' });
  });

  test('an entry without a connection that nothing answers to is missed once', () => {
    const vaults = { vaults: [ops, entry('ana', 'ben'), { name: 'Gone', members: people(['ana']) }] };
    expect(verdicts(sharedVaultsNeedToKnow, both(vaults))).toEqual({ Ops: 'pass', Gone: 'unknown' });
    expect(verdicts(needToKnow, both(vaults))).toEqual({ 'Web shop': 'pass' });
    const alone = { ...world({ rows: clean }), settings: vaults };
    expect(verdicts(needToKnow, alone)).toEqual({ 'Web shop': 'pass', Ops: 'unknown', Gone: 'unknown' });
  });

  test('an entry of a connection is missed in that one', () => {
    const vaults = {
      vaults: [ops, { name: 'Cellar', connection: 'vaults', members: people(['ana']) }, entry('ana', 'ben')],
    };
    expect(verdicts(sharedVaultsNeedToKnow, both(vaults))).toEqual({ Ops: 'pass', Cellar: 'unknown' });
    expect(verdicts(needToKnow, both(vaults))).toEqual({ 'Web shop': 'pass' });
  });
});
