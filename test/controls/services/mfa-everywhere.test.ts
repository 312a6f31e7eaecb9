import { describe, expect, test } from '@jest/globals';
import { mfaEverywhere as control } from '../../../lib/controls/services/mfa-everywhere.ts';
import { fail, type Judgement, pass, unknown } from '../../../lib/judging/judgement.ts';
import { cut, googleUsers, judge, overall, user, type World } from '../people/world.ts';
import {
  concluding,
  grant,
  grants,
  mail,
  registering,
  samlSignIn,
  samlSignIns,
  service,
  wordOnServices,
} from './world.ts';

const board = service('Board', { signIn: 'google', clientIds: ['1'] });
const everybody = [user('ana'), user('ben')];

function world(rows: Parameters<typeof grants>[0], users = everybody, of = board): World {
  return { parts: [googleUsers(users), grants(rows), samlSignIns([])], settings: registering(of) };
}

describe('by Google’s evidence', () => {
  test('a service passes where everybody who is seen to sign in has a second factor that is enforced', () => {
    const { Board } = judge(control, world([grant('ana', '1')]));
    expect(Board).toMatchObject({ verdict: 'pass' });
    expect(Board?.reason).toContain('1 person was seen');
  });

  test('it passes by SAML as well', () => {
    const saml = { ...board, signIn: 'saml' as const, clientIds: [] };
    const parts = [googleUsers(everybody), grants([]), samlSignIns([samlSignIn('ana', 'Board')])];
    expect(overall(control, { parts, settings: registering(saml) })).toBe('pass');
  });

  test.each([
    ['is not set up', { isEnrolledIn2Sv: false }, 'fail'],
    ['is not enforced', { isEnforcedIn2Sv: false }, 'fail'],
    ['is not told of', { isEnrolledIn2Sv: null }, 'unknown'],
  ])('it does not pass where one person’s %s', (_, facts, verdict) => {
    const users = [user('ana'), user('ben', facts)];
    expect(overall(control, world([grant('ana', '1'), grant('ben', '1')], users))).toBe(verdict);
  });

  test('whoever has left, and who signs in elsewhere, does not count', () => {
    const users = [
      user('ana'),
      user('ben', { suspended: true, isEnrolledIn2Sv: false }),
      user('cas', { isEnrolledIn2Sv: false }),
    ];
    const rows = [grant('ana', '1'), grant('ben', '1'), grant('cas', 'another')];
    expect(overall(control, world(rows, users))).toBe('pass');
  });

  test('whoever signs in counts, also where the people source has only invited them', () => {
    const invited = { id: 'id-ben', state: 'invited', email: 'ben@example.com', login: null, guest: false };
    const list = { provider: 'okta', connection: 'directory', dataset: 'members', rows: [invited] };
    const { parts, settings } = world([grant('ana', '1'), grant('ben', '1')], [user('ana')]);
    const people = { source: ['google', 'directory'], identities: [] };
    expect(overall(control, { parts: [...parts, list], settings: { ...settings, people } })).toBe('unknown');
  });

  test('whom the register lists counts, seen or not', () => {
    const users = [user('ana'), user('ben', { isEnrolledIn2Sv: false })];
    const listing = { ...board, users: ['ana@example.com', 'ben@example.com'] };
    expect(overall(control, world([grant('ana', '1')], users, listing))).toBe('fail');
  });

  test('whoever only let an application read something was not seen to sign in, and is judged all the same', () => {
    const reading = grant('ana', '1', { scopes: [mail] });
    expect(overall(control, world([reading]))).toBe('unknown');
    expect(overall(control, world([reading, grant('ben', '1')]))).toBe('pass');
    const users = [user('ana', { isEnrolledIn2Sv: false }), user('ben')];
    expect(
      overall(
        control,
        world([grant('ana', '2', { scopes: [mail] }), grant('ben', '1')], users, {
          ...board,
          clientIds: ['1', '2'],
        }),
      ),
    ).toBe('fail');
  });

  test.each([
    ['seen', board, { email: 'eve@elsewhere.example', profileId: 'id-eve' }],
    ['listed', { ...board, users: ['ana@example.com', 'eve@elsewhere.example'] }, {}],
  ])('whoever was never among the people has not left, and is not vouched for: %s', (_, of, eve) => {
    const rows = [grant('ana', '1'), grant('ana', '1', eve)];
    expect(overall(control, world(rows, everybody, of))).toBe('unknown');
  });

  test('nothing passes where nobody was seen, where the log was cut short, or where people have passwords', () => {
    expect(overall(control, world([]))).toBe('unknown');
    const parts = [googleUsers(everybody), grants([grant('ana', '1')], { problem: cut }), samlSignIns([])];
    expect(judge(control, { parts, settings: registering(board) }).Board?.verdict).toBe('unknown');
    expect(overall(control, world([grant('ana', '1')], everybody, { ...board, signIn: 'password' }))).toBe(
      'unknown',
    );
  });
});

describe('by its own control', () => {
  const code = service('Code', { connection: 'github', domain: 'github.com' });
  const said = (mfa: Judgement, enrolled: Judgement): World => ({
    parts: [
      { provider: 'github', connection: 'github', dataset: 'members', rows: [] },
      googleUsers(everybody),
    ],
    settings: registering(code),
    concluded: concluding({ 'github.mfa-required github': mfa, 'github.mfa-enrolled github': enrolled }),
    attestation: wordOnServices(control.id, 'Code'),
  });

  test('a service is as its worst one, whatever somebody attested', () => {
    expect(overall(control, said(pass, pass))).toBe('pass');
    expect(overall(control, said(pass, fail('One has none.')))).toBe('fail');
    expect(overall(control, said(unknown('Not seen.'), pass))).toBe('unknown');
  });
});

describe('where one of its own controls is turned off', () => {
  const told = (provider: string, said: Readonly<Record<string, Judgement>>) => {
    const organization = { role: 'r' };
    const settings = {
      ...registering(service('It', { connection: 'it' })),
      connections: [{ id: 'it', provider, settings: { organization } }],
    };
    const dataset = provider === 'aws' ? 'account-summary' : 'members';
    const parts = [{ provider, connection: 'it', dataset, rows: [] }, googleUsers(everybody)];
    const by = Object.fromEntries(Object.entries(said).map(([id, one]) => [`${provider}.${id} it`, one]));
    return overall(control, { parts, settings, concluded: concluding(by) });
  };

  test.each<[string, string, Readonly<Record<string, Judgement>>, string]>([
    ['what is left speaks of root alone', 'aws', { 'root-protected': pass }, 'unknown'],
    [
      'nothing speaks of root',
      'aws',
      { 'mfa-enrolled': pass, 'identity-center-mfa-enforced': pass },
      'unknown',
    ],
    ['nothing speaks of Identity Center', 'aws', { 'mfa-enrolled': pass, 'root-protected': pass }, 'unknown'],
    ['administrators alone are spoken of', 'google-workspace', { 'mfa-strong-for-admins': pass }, 'unknown'],
    ['what is left fails', 'aws', { 'root-protected': fail('It has none.') }, 'fail'],
    ['another speaks of everybody', 'github', { 'mfa-enrolled': pass }, 'pass'],
  ])('%s: %s', (_, provider, said, verdict) => {
    expect(told(provider, said)).toBe(verdict);
  });
});

describe('without better evidence', () => {
  const wiki = service('Wiki', { signIn: 'password' });
  const of = (changes: Partial<typeof wiki>, more: Partial<World> = {}) =>
    judge(control, {
      parts: [googleUsers(everybody)],
      settings: registering({ ...wiki, ...changes }),
      ...more,
    }).Wiki;

  test('a word counts for what it was given on, and nothing passes without one', () => {
    expect(of({})?.verdict).toBe('unknown');
    expect(of({}, { attestation: wordOnServices(control.id, 'Wiki') })?.verdict).toBe('pass');
    expect(of({}, { attestation: wordOnServices(control.id, 'Another') })?.verdict).toBe('unknown');
  });

  test('what offers none needs a note', () => {
    expect(of({ twoFactor: { offered: false, note: null } })?.verdict).toBe('unknown');
    expect(of({ twoFactor: { offered: false, note: 'Their word of 2026-10-01' } })?.verdict).toBe('pass');
  });

  test('the directory says what is offered, is never evidence of it, and the register goes before it', () => {
    expect(of({ domain: '1password.com' })).toMatchObject({
      verdict: 'unknown',
      seen: 'offered: totp, u2f, custom-hardware, custom-software according to the 2FA Directory',
    });
    expect(of({ domain: 'grafana.com' })).toMatchObject({
      verdict: 'unknown',
      seen: 'offered: none according to the 2FA Directory, which may be wrong',
    });
    expect(of({ domain: 'grafana.com', twoFactor: { offered: true, note: null } })?.seen).toContain(
      'yes according to the register',
    );
    expect(of({})?.seen).toBe('offered: not in the 2FA Directory');
  });

  test('what nobody signs in to is not judged', () => {
    expect(of({ signIn: 'none' })).toBeUndefined();
  });
});
