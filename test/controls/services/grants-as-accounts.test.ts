import { describe, expect, test } from '@jest/globals';
import { leaversHaveNoAccess as leavers } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { singleSignOn } from '../../../lib/controls/sign-in/single-sign-on.ts';
import { googleUsers, judge, overall, user, verdicts, type World } from '../people/world.ts';
import {
  grant,
  grants,
  mail,
  registering,
  revoked,
  samlSignIn,
  samlSignIns,
  service,
  wordOnServices,
} from './world.ts';

const people = [user('ana'), user('ben', { suspended: true })];
const board = service('Board', { signIn: 'google', clientIds: ['1'] });

function world(rows: Parameters<typeof grants>[0], more: Partial<World> = {}, of = board): World {
  return { parts: [googleUsers(people), grants(rows), samlSignIns([])], settings: registering(of), ...more };
}

describe('what a leaver let in at Google', () => {
  const rows = [grant('ana', '1'), grant('ben', '1')];

  test('is an account that nobody took away', () => {
    const found = judge(
      leavers,
      world(rows, { since: { 'ben@example.com at Board (google)': '2026-11-10T02:00:00Z' } }),
    );
    expect(found['ben@example.com at Board (google)']).toMatchObject({ verdict: 'fail' });
    expect(found['ben@example.com at Board (google)']?.excusedUntil).toBeUndefined();
    expect(found['applications that people let in (google)']).toMatchObject({ verdict: 'pass' });
  });

  test('says what they gave access to and when, by the name of the register, of the application, or its id', () => {
    const saidOf = (changes: object, of = board) => {
      const found = judge(leavers, world([{ ...grant('ben', '1', { app: 'Minutes' }), ...changes }], {}, of));
      return Object.values(found).flatMap(({ reason, verdict }) => (verdict === 'fail' ? reason : []))[0];
    };
    const other = service('Other', { signIn: 'google', clientIds: ['2'] });
    expect(saidOf({})).toContain('gave Board access on 2026-');
    expect(saidOf({}, other)).toContain('gave Minutes access on 2026-');
    expect(saidOf({ app: null }, other)).toContain('gave 1 access on 2026-');
    expect(saidOf({ authorizedAt: null })).toContain('gave Board access, which nobody revoked.');
  });

  test('has the grace that other accounts have, and is gone once it is ended', () => {
    const fresh = judge(leavers, world(rows))['ben@example.com at Board (google)'];
    expect(fresh?.excusedUntil).toBe('2026-11-24T02:00:00.000Z');
    expect(
      overall(
        leavers,
        world([
          ...rows.slice(0, 1),
          { ...revoked('ben', '1', 12), authorizedAt: '2026-11-10T09:00:00.000Z' },
        ]),
      ),
    ).toBe('pass');
  });

  test('is told by the service itself where that is connected', () => {
    const parts = [
      ...world(rows).parts,
      { provider: 'slack', connection: 'board', dataset: 'users', rows: [] },
    ];
    const settings = registering({ ...board, connection: 'board' });
    expect(Object.keys(judge(leavers, { parts, settings }))).not.toContain(
      'ben@example.com at Board (google)',
    );
  });
});

describe('single sign-on at a service of the register', () => {
  test('is seen where everybody who is listed signed in through Google', () => {
    const listing = { ...board, users: ['ana@example.com'] };
    expect(overall(singleSignOn, world([grant('ana', '1')], {}, listing))).toBe('pass');
    expect(overall(singleSignOn, world([], {}, listing))).toBe('unknown');
    expect(overall(singleSignOn, world([grant('ana', '1', { scopes: [mail] })], {}, listing))).toBe(
      'unknown',
    );
  });

  test('wants a word where nobody is listed, given on this service', () => {
    const given = (name: string) => ({ attestation: wordOnServices(singleSignOn.id, name) });
    expect(overall(singleSignOn, world([grant('ana', '1')]))).toBe('unknown');
    expect(overall(singleSignOn, world([grant('ana', '1')], given('Board')))).toBe('pass');
    expect(overall(singleSignOn, world([grant('ana', '1')], given('Other')))).toBe('unknown');
  });

  test('is no question where the register says that there is none, unless somebody is seen to use it', () => {
    const none = { ...board, signIn: 'password' as const };
    expect(verdicts(singleSignOn, world([], {}, none))).toEqual({});
    expect(verdicts(singleSignOn, world([grant('ana', '1')], {}, none))).toEqual({ Board: 'unknown' });
    const parts = [googleUsers(people), grants([]), samlSignIns([samlSignIn('ana', 'Board')])];
    expect(verdicts(singleSignOn, { parts, settings: registering(none) })).toEqual({ Board: 'fail' });
  });

  test('is unknown where the register does not say how people sign in', () => {
    expect(verdicts(singleSignOn, world([], {}, { ...board, signIn: null }))).toEqual({ Board: 'unknown' });
  });
});
