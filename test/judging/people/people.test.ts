import { describe, expect, test } from '@jest/globals';
import { isSamePerson, primaryOf } from '../../../lib/judging/people/people.ts';
import {
  account,
  cut,
  googleUsers,
  onePassword,
  peopleIn,
  user,
  type World,
} from '../../controls/people/world.ts';

const ana = user('ana', { primaryEmail: 'Ana@Example.com', aliases: ['A.Ruiz@example.org'] });
const atWork = (name: string) => ({ kind: 'person', person: { address: `${name}@example.com` } });

/** With 1Password accounts under these addresses, so that somebody asks about them. */
function know(
  sources: readonly Parameters<typeof googleUsers>[],
  asked: readonly string[],
  people: NonNullable<World['settings']>['people'] = { source: 'google', identities: [] },
  more: World['settings'] = {},
) {
  const accounts = asked.map((email, at) => account(`p${at}`, { email }));
  const parts = [...sources.map((one) => googleUsers(...one)), onePassword('users', accounts)];
  return peopleIn({ parts, settings: { people, ...more } });
}

describe('who is who', () => {
  test('knows a person by any address in any case, and holds nobody else', () => {
    const people = know([[[ana, user('ben')]]], ['a.ruiz@EXAMPLE.org']);
    expect(people.find('ana@example.com')).toMatchObject(atWork('ana'));
    expect(people.find('a.ruiz@example.org')).toMatchObject(atWork('ana'));
    expect(people.find('ben@example.com')).toEqual({ kind: 'nobody', confirmed: true });
    expect([...people.domains]).toEqual(['example.com', 'example.org']);
  });

  test('knows the addresses that a domain alias gives', () => {
    const one = user('ana', { nonEditableAliases: ['ana@Example.net'] });
    expect(know([[[one]]], ['ANA@example.net']).find('ana@example.net')).toMatchObject(atWork('ana'));
  });

  test('reads evidence of before they were asked for', () => {
    const { nonEditableAliases: _, ...old } = user('ana');
    expect(know([[[old]]], ['ana@example.com']).find('ana@example.com')).toMatchObject(atWork('ana'));
  });

  test('does not settle on one of two users who claim the same address, and knows both by their own', () => {
    const eve = user('eve', { aliases: ['ana@example.com'], suspended: true });
    const people = know([[[ana, eve]]], ['ana@example.com', 'eve@example.com']);
    const who = ['ana@example.com', 'eve@example.com'];
    expect(people.find('ana@example.com')).toEqual({ kind: 'several', who });
    expect(people.find('eve@example.com')).toMatchObject(atWork('eve'));
    expect(isSamePerson(people, 'ana@example.com', 'eve@example.com')).toBeNull();
  });

  test('is not whole when it holds nobody, was cut short, or a source gave no list', () => {
    const both = { source: ['google', 'second'], identities: [] };
    expect(know([[[]]], ['x@example.com']).whole).toBe(false);
    expect(know([[[ana], { problem: cut }]], []).whole).toBe(false);
    expect(know([[[ana]]], [], both)).toMatchObject({
      whole: false,
      missing: null,
      name: 'google and second',
    });
    expect(know([], []).missing).toContain('google, named as people.source, gave no list');
  });

  test('tells whether two addresses are one person’s, as far as it was seen', () => {
    const asked = ['ana@example.com', 'a.ruiz@example.org', 'x@example.com', 'y@example.com'] as const;
    const [one, alias, x, y] = asked;
    const whole = know([[[ana]]], asked);
    const partial = know([[[ana], { problem: cut }]], asked);
    expect(primaryOf(whole, alias)).toBe(one);
    expect(isSamePerson(partial, one, alias)).toBe(true);
    expect(isSamePerson(partial, one, x)).toBe(false);
    expect(isSamePerson(whole, x, y)).toBe(false);
    expect(isSamePerson(partial, x, y)).toBeNull();
    expect(isSamePerson(know([], [], { source: null, identities: [] }), x, y)).toBe(false);
  });
});

describe('several people sources', () => {
  const sources = ['google', 'second'];
  const second = { connection: 'second' };
  const [home, away] = ['ana@example.com', 'ana@second.test'];

  test('know one person by an address that both have, also by one that nothing else speaks of', () => {
    const one = user('ana', { aliases: ['a@both.test'], suspended: true });
    const other = user('other', { primaryEmail: away, aliases: ['A@both.test'] });
    const people = know([[[one]], [[other], second]], [home], { source: sources, identities: [] });
    expect(people.find(home)).toMatchObject({
      person: { address: home, status: 'active', source: 'second' },
    });
    expect(people.find(away)).toEqual(people.find(home));
  });

  test('know one person by people.identities, in whichever order they come', () => {
    const identities = [{ person: home, accounts: { second: [away] } }];
    for (const order of [sources, sources.toReversed()]) {
      const lists: Parameters<typeof googleUsers>[] = [
        [[user('ana')]],
        [[user('o', { primaryEmail: away })], second],
      ];
      const people = know(lists, [], { source: order, identities });
      expect(isSamePerson(people, home, away)).toBe(true);
      expect(primaryOf(people, home)).toBe(order === sources ? home : away);
    }
  });

  test('do not make one of two people of the other source', () => {
    const lists: Parameters<typeof googleUsers>[] = [
      [[user('ana'), user('ben')]],
      [[user('o', { primaryEmail: away, aliases: [home, 'ben@example.com'] })], second],
    ];
    const people = know(lists, [home, 'ben@example.com'], { source: sources, identities: [] });
    expect(people.find(home).kind).toBe('several');
    expect(isSamePerson(people, home, 'ben@example.com')).toBeNull();
  });

  test('leave open whether somebody left who may be active in a list that was cut short', () => {
    const left = user('ana', { suspended: true });
    const people = know([[[left]], [[user('zoe')], { ...second, problem: cut }]], [home], {
      source: sources,
      identities: [],
    });
    expect(people.find(home)).toMatchObject({ person: { status: null, source: 'second' } });
  });
});

describe('whose an account is', () => {
  const at = { connection: 'code', provider: 'github', account: 'ana-gh', email: null };
  const identities = [{ person: 'A.Ruiz@example.org', accounts: { github: ['Ana-GH', 'ana-ops'] } }];
  const people = { source: 'google', identities };

  test('is said by people.identities, each name of a list, whichever address it gives', () => {
    const known = know([[[ana]]], [], people);
    for (const account of ['ana-gh', 'ana-ops'])
      expect(known.whose({ ...at, account })).toMatchObject({ ...atWork('ana'), identified: true });
    expect(known.whose({ ...at, account: 'ana' })).toEqual({ kind: 'untold' });
  });

  test('is nobody’s where it is declared as shared on that connection', () => {
    const sharedAccounts = [{ name: 'bot', connection: 'code', account: 'ANA-gh', vault: null }];
    const known = know([[[ana]]], [], people, { sharedAccounts });
    expect(known.whose(at)).toEqual({ kind: 'shared', name: 'bot' });
    expect(known.whose({ ...at, connection: 'other' })).toMatchObject(atWork('ana'));
  });

  test('a person of the source may be declared as shared', () => {
    const sharedAccounts = [
      { name: 'desk', connection: 'google', account: 'a.ruiz@example.org', vault: null },
    ];
    const known = know([[[ana]]], ['ana@example.com'], people, { sharedAccounts });
    expect(known.find('ana@example.com')).toMatchObject({ person: { shared: 'desk' } });
  });

  test('two records of one source are one person where they are declared so', () => {
    const both = [
      { person: 'ana@example.com', accounts: { google: ['ana@example.com', 'ana.admin@example.com'] } },
    ];
    const known = know([[[user('ana'), user('ana.admin')]]], ['ana.admin@example.com'], {
      source: 'google',
      identities: both,
    });
    expect(known.find('ana.admin@example.com')).toMatchObject(atWork('ana'));
  });
});
