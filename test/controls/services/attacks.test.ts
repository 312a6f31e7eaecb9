import { describe, expect, test } from '@jest/globals';
import { mfaEverywhere } from '../../../lib/controls/services/mfa-everywhere.ts';
import { ownControlsOf } from '../../../lib/controls/services/own-controls.ts';
import { servicesRegistered } from '../../../lib/controls/services/registered.ts';
import { sharedCredentialsInVault } from '../../../lib/controls/services/shared-credentials-in-vault.ts';
import { fail, pass } from '../../../lib/judging/judgement.ts';
import type { RegisteredService } from '../../../lib/judging/services/register.ts';
import { googleUsers, judge, overall, user, type World } from '../people/world.ts';
import {
  concluding,
  grant,
  grants,
  registering,
  revoked,
  samlSignIn,
  samlSignIns,
  service,
} from './world.ts';

const everybody = googleUsers([user('ana'), user('ben')]);
const board = service('Board', { signIn: 'google', clientIds: ['1'] });

describe('A second factor is not believed', () => {
  const own = { ...board, connection: 'op' };
  const world = (besides: Partial<World> = {}): World => ({
    parts: [
      everybody,
      grants([grant('ana', '1')]),
      samlSignIns([]),
      { provider: 'github', connection: 'op', dataset: 'organization', rows: [] },
    ],
    settings: registering(own),
    ...besides,
  });

  test('by Google’s evidence where the service is asked itself and its own controls are off', () => {
    expect(overall(mfaEverywhere, world())).toBe('unknown');
    expect(overall(mfaEverywhere, world({ concluded: concluding({}) }))).toBe('unknown');
    const on = concluding(Object.fromEntries(ownControlsOf('github').map((id) => [`${id} op`, pass])));
    expect(overall(mfaEverywhere, world({ concluded: on }))).toBe('pass');
  });

  test('by one who signs in where another’s account is not told', () => {
    const rows = [grant('ana', '1'), grant('ghost', '1', { email: null, profileId: 'nobody-knows' })];
    expect(
      overall(mfaEverywhere, {
        ...world(),
        parts: [everybody, grants(rows), samlSignIns([])],
        settings: registering(board),
      }),
    ).toBe('unknown');
  });

  test('by the sign-ins of an application that only calls itself so', () => {
    const rows = [grant('ana', '2', { app: 'Board' })];
    expect(
      overall(mfaEverywhere, {
        ...world(),
        parts: [everybody, grants(rows), samlSignIns([])],
        settings: registering(board),
      }),
    ).toBe('unknown');
  });

  test('for a service that offers none by no attestation', () => {
    const none = service('Board', { signIn: 'password', twoFactor: { offered: false, note: null } });
    expect(overall(mfaEverywhere, world({ settings: registering(none) }))).toBe('unknown');
  });
});

describe('A service is not in the register', () => {
  const found = (rows: Parameters<typeof grants>[0], ...register: readonly RegisteredService[]) =>
    Object.values(
      judge(servicesRegistered, {
        parts: [grants(rows), samlSignIns([])],
        settings: registering(...register),
      }),
    ).map(({ verdict }) => verdict);

  test('for a revocation that came before it was let in again', () => {
    expect(found([revoked('ana', '9', 11), grant('ana', '9', {}, 12)], board)).toEqual(['fail']);
  });

  test('for the name of a host that anybody may have a name below', () => {
    const host = service('Host', { domain: 'pages.dev' });
    expect(found([grant('ana', 'evil.pages.dev')], host)).toEqual(['fail']);
    expect(found([grant('ana', 'notboard.example')], board)).toEqual(['fail']);
  });

  test('for one SAML application of a name that begins alike', () => {
    const parts = [grants([]), samlSignIns([samlSignIn('ana', 'Board II')])];
    expect(overall(servicesRegistered, { parts, settings: registering(board) })).toBe('fail');
  });
});

describe('Shared credentials are not well kept', () => {
  const backup = 'onepassword.shared-vaults-have-a-backup Publishing';
  const known = 'onepassword.shared-vaults-need-to-know Publishing';
  const world = (said: Parameters<typeof concluding>[0]): World => ({
    parts: [],
    settings: registering(service('Board', { vault: 'Publishing' })),
    concluded: concluding(said),
  });

  test('where one of the two controls of the vault is off', () => {
    expect(overall(sharedCredentialsInVault, world({ [backup]: pass }))).toBe('unknown');
    expect(overall(sharedCredentialsInVault, world({ [known]: pass }))).toBe('unknown');
  });

  test('where a vault of the same name at another password manager fails', () => {
    const other = 'bitwarden.shared-collections-need-to-know Publishing';
    const said = { [backup]: pass, [known]: pass, [other]: fail('Cas has it.') };
    expect(overall(sharedCredentialsInVault, world(said))).toBe('fail');
  });

  test('without a word on it, where the vault is excused', () => {
    const waived = { verdict: 'pass', reason: 'Open to Cas. Waived.' } as const;
    const judged = judge(sharedCredentialsInVault, world({ [backup]: pass, [known]: waived }));
    expect(judged.Board?.reason).toContain('is excused');
    expect(judged.Board?.reason).not.toContain('passes its own controls');
  });
});
