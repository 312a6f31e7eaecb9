import { describe, expect, test } from '@jest/globals';
import { servicesRegistered as control } from '../../../lib/controls/services/registered.ts';
import type { ControlSettings } from '../../../lib/judging/control.ts';
import { cut, judge, overall, verdicts } from '../people/world.ts';
import {
  grant,
  grants,
  mail,
  registering,
  revoked,
  samlSignIn,
  samlSignIns,
  service,
  signingIn,
} from './world.ts';

const board = service('Board', { clientIds: ['1.apps.googleusercontent.com'] });
const own = (...rows: Parameters<typeof grants>) => ({ parts: [grants(...rows), samlSignIns([])] });

describe('a service that is in use', () => {
  test('passes by its client id, whatever it calls itself', () => {
    const rows = [grant('ana', '1.apps.googleusercontent.com', { app: 'Renamed Board' })];
    const world = { ...own(rows), settings: registering(board) };
    expect(judge(control, world)).toMatchObject({
      'Renamed Board': { verdict: 'pass', reason: 'In the register as Board.' },
    });
    expect(overall(control, world)).toBe('pass');
  });

  test('keeps its key when its name changes', () => {
    const [before, after] = ['Old', 'New'].map((app) => {
      const world = { ...own([grant('ana', '2', { app })]), settings: registering(board) };
      return Object.values(judge(control, world));
    });
    expect([before?.[0]?.verdict, after?.[0]?.verdict]).toEqual(['fail', 'fail']);
    const both = own([grant('ana', '2', { app: 'New' }, 12)], {
      earlier: [grant('ben', '2', { app: 'Old' }, 11)],
    });
    expect(Object.keys(judge(control, { ...both, settings: registering(board) }))).toEqual(['New']);
  });

  test('is not the registered one for having its name', () => {
    const rows = [
      grant('ana', '1.apps.googleusercontent.com', { app: 'Board' }),
      grant('ben', '2.apps.googleusercontent.com', { app: 'Board', scopes: [mail] }),
    ];
    const world = { ...own(rows), settings: registering(board) };
    expect(verdicts(control, world)).toEqual({
      'google/client/1.apps.googleusercontent.com': 'pass',
      'google/client/2.apps.googleusercontent.com': 'fail',
    });
    const other = judge(control, world)['google/client/2.apps.googleusercontent.com'];
    expect(other?.reason).toContain('Used by ben@example.com since 2026-11-10; may read and change mail.');
    expect(other?.reason).toContain('as any application may');
  });

  test('nor for calling itself by a registered domain', () => {
    const world = { ...own([grant('ana', '9', { app: 'board.example' })]), settings: registering(board) };
    expect(overall(control, world)).toBe('fail');
  });

  test('is no more in use when everybody has ended it, also on a later night', () => {
    const ended = own([revoked('ana', '3', 12)], { earlier: [grant('ana', '3')] });
    const again = own([grant('ana', '3', {}, 13)], { earlier: [grant('ana', '3'), revoked('ana', '3', 12)] });
    expect(verdicts(control, { ...ended, settings: registering(board) })).toEqual({});
    expect(verdicts(control, { ...again, settings: registering(board) })).toEqual({ '3': 'fail' });
  });

  test('by SAML is known by the name or the domain that the company gave it', () => {
    const names = ['board', 'board.example', 'www.hubspot.com', 'Elsewhere'];
    const parts = [grants([]), samlSignIns(names.map((name) => samlSignIn('ana', name)))];
    const world = { parts, settings: registering(board, service('CRM', { domain: 'hubspot.com' })) };
    expect(verdicts(control, world)).toEqual({
      board: 'pass',
      'board.example': 'pass',
      'www.hubspot.com': 'pass',
      Elsewhere: 'fail',
    });
  });

  test('that an OAuth client of old names by its domain, is known by that and by the directory’s other domains', () => {
    const rows = [grant('ana', 'www.1password.ca')];
    const world = { ...own(rows), settings: registering(service('Passwords', { domain: '1password.com' })) };
    expect(overall(control, world)).toBe('pass');
  });

  test('with broad access comes first', () => {
    const rows = [
      grant('ana', 'a', { scopes: signingIn }),
      grant('ana', 'b', { scopes: null }),
      grant('ana', 'c', { scopes: [...signingIn, 'https://www.googleapis.com/auth/drive.readonly'] }),
      grant('ana', 'd', { scopes: ['https://www.googleapis.com/auth/drive.file'] }),
    ];
    expect(Object.keys(judge(control, { ...own(rows), settings: registering(board) }))).toEqual([
      'c',
      'b',
      'd',
      'a',
    ]);
  });
});

describe('a service that is ignored', () => {
  const ignore = {
    reason: 'Read-only archive',
    approvedBy: 'cto@example.com',
    approvedOn: null,
    ticket: null,
    expires: '2027-03-31',
  };
  const ignored = (changes: Partial<typeof ignore>) => ({
    ...own([grant('ana', '1.apps.googleusercontent.com')]),
    settings: registering({ ...board, ignore: { ...ignore, ...changes } }),
  });

  test.each([
    ['passes until its end', '2027-03-31', 'pass'],
    ['passes on its last day', '2026-11-23', 'pass'],
    ['fails on the day after', '2026-11-22', 'fail'],
    ['fails where the end is further away than a year', '2028-03-31', 'fail'],
  ])('%s', (_, expires, verdict) => {
    expect(overall(control, ignored({ expires }))).toBe(verdict);
  });
});

describe('A domain that items of a shared vault lead to', () => {
  const vault = (
    id: string,
    itemHosts: readonly string[] | undefined,
    type: 'shared' | 'private' = 'shared',
  ) => {
    return { id, items: 1, name: `Vault ${id}`, type, ...(itemHosts ? { itemHosts } : {}) };
  };
  const world = (...rows: readonly ReturnType<typeof vault>[]) => ({
    parts: [
      grants([grant('ana', '1.apps.googleusercontent.com')]),
      samlSignIns([]),
      { provider: 'onepassword', connection: 'op', dataset: 'vaults', rows },
    ],
    settings: registering(board, service('CRM', { domain: 'hubspot.com' })),
  });
  const own = '1.apps.googleusercontent.com';

  test('is in the register, or fails, with the vaults that it lies in', () => {
    const hosts = ['app.hubspot.com', 'board.example', 'wiki.elsewhere.example'];
    const judged = judge(control, world(vault('a', hosts), vault('b', ['wiki.elsewhere.example'])));
    expect(judged).toMatchObject({
      [own]: { verdict: 'pass' },
      'hubspot.com': { verdict: 'pass', reason: 'In the register as CRM.' },
      'board.example': { verdict: 'pass' },
      'wiki.elsewhere.example': { verdict: 'fail' },
    });
    expect(judged['wiki.elsewhere.example']?.reason).toContain('Items of Vault a and Vault b lead there');
  });

  test('of another that lies below the same shared host is a stranger', () => {
    const hosts = ['one.pages.dev', 'two.trycloudflare.com', 'hubspot.com.attacker.example'];
    expect(verdicts(control, world(vault('a', hosts)))).toEqual({
      [own]: 'pass',
      'one.pages.dev': 'fail',
      'two.trycloudflare.com': 'fail',
      'hubspot.com.attacker.example': 'fail',
    });
  });

  test('is nobody’s business in a vault of one’s own, and untold without titles', () => {
    expect(
      verdicts(control, world(vault('a', ['secret.example'], 'private'), vault('b', undefined))),
    ).toEqual({
      [own]: 'pass',
    });
  });

  test('makes up for nothing that Google does not tell', () => {
    const silent = world(vault('a', ['app.hubspot.com']));
    const parts = silent.parts.map((part, at) => (at === 0 ? grants([]) : part));
    expect(overall(control, { ...silent, parts })).toBe('unknown');
  });
});

describe('discovery', () => {
  test('that was cut short passes nothing', () => {
    const rows = [grant('ana', '1.apps.googleusercontent.com')];
    const world = { ...own(rows, { problem: cut }), settings: registering(board) };
    expect(overall(control, world)).toBe('unknown');
  });

  test('that found nothing at all proves nothing', () => {
    expect(overall(control, { ...own([]), settings: registering(board) })).toBe('unknown');
  });

  test('that is off leaves nothing to judge', () => {
    expect(
      control.applies?.(['google-workspace'], { ...registering(board), connections: [] } as ControlSettings),
    ).toContain('reports');
    expect(control.applies?.(['google-workspace'], registering(board) as ControlSettings)).toBeNull();
  });
});
