import { describe, expect, test } from '@jest/globals';
import { companyAt, type World } from '../../../demo/company/company.ts';
import { nights, nightTime } from '../../../demo/company/nights.ts';

const worlds = Array.from({ length: nights }, (_, index) => companyAt(index + 1));
const everyNight = worlds.map((world) => [world.night, world] as const);
const on = (night: number) => worlds[night - 1] as World;
const nightsWith = (seen: (world: World) => boolean) => worlds.filter(seen).map(({ night }) => night);

const googleUser = (world: World, name: string) => {
  return world.google.users.find((user) => user.name?.fullName === name);
};
const vault = (world: World, name: string) =>
  world.onepassword.vaults.find((candidate) => candidate.name === name);

describe.each(everyNight)('On night %i', (night, { google, onepassword }) => {
  test('the company has about sixty people, each address and id once', () => {
    expect(google.users.length).toBeGreaterThan(55);
    expect(new Set(google.users.map(({ primaryEmail }) => primaryEmail.toLowerCase())).size).toBe(
      google.users.length,
    );
    expect(new Set(google.users.map(({ id }) => id)).size).toBe(google.users.length);
  });

  test('everyone is in a unit that is there, below units that are there', () => {
    const paths = google.orgUnits.map(({ orgUnitPath }) => orgUnitPath);
    const ids = google.orgUnits.map(({ orgUnitId }) => orgUnitId);
    const parents = google.orgUnits.flatMap(({ parentOrgUnitId }) => parentOrgUnitId ?? []);
    expect(
      strangers(
        google.users.map(({ orgUnitPath }) => String(orgUnitPath)),
        paths,
      ),
    ).toEqual([]);
    expect(strangers(parents, ids)).toEqual([]);
    expect(new Set(ids).size).toBe(google.orgUnits.length);
  });

  test('members of groups are people, groups that are there, or outsiders', () => {
    const known = [...google.users, ...google.groups].map(({ id }) => id);
    const members = google.groups.flatMap((group) => group.members);
    const inside = members.filter(({ email }) => email.endsWith('@fathom.example'));
    expect(
      strangers(
        inside.map(({ id }) => id),
        known,
      ),
    ).toEqual([]);
    expect(members.length).toBe(inside.length + 1);
  });

  test('policies name units and groups that are there, each policy once', () => {
    const units = google.orgUnits.map(({ orgUnitId }) => orgUnitId.replace('id:', 'orgUnits/'));
    const groups = [...google.groups.map(({ id }) => `groups/${id}`), 'WORKSPACE_ALL_ADMIN_GROUP'];
    const queries = google.policies.map(({ policyQuery }) => policyQuery);
    expect(
      strangers(
        queries.map(({ orgUnit }) => String(orgUnit)),
        units,
      ),
    ).toEqual([]);
    expect(
      strangers(
        queries.flatMap(({ group }) => group ?? []),
        groups,
      ),
    ).toEqual([]);
    expect(new Set(google.policies.map(({ name }) => name)).size).toBe(google.policies.length);
  });

  test('whoever has a vault, or is in a group that has one, has an account', () => {
    const { users, groups, vaults } = onepassword;
    const people = [
      ...vaults.flatMap((vault) => vault.users.map(({ id }) => id)),
      ...groups.flatMap((group) => group.members),
    ];
    const circles = vaults.flatMap((vault) => vault.groups.map(({ id }) => id));
    expect(vaults).toHaveLength(9);
    expect(
      strangers(
        people,
        users.map(({ id }) => id),
      ),
    ).toEqual([]);
    expect(
      strangers(
        circles,
        groups.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  test('nothing has happened that is still to come, and nobody signed in before they came', () => {
    const moments = [
      ...google.users.flatMap(({ creationTime, lastLoginTime }) => [creationTime, lastLoginTime]),
      ...[...onepassword.auditEvents, ...onepassword.signInAttempts].map(({ timestamp }) => timestamp),
      ...onepassword.users.map(({ createdAt }) => createdAt),
    ].map(String);
    expect(moments.filter((moment) => !(Date.parse(moment) < nightTime(night).getTime()))).toEqual([]);
    expect(google.users.filter((user) => String(user.lastLoginTime) < String(user.creationTime))).toEqual([]);
  });

  test('events come once, in order, and only earlier nights’ and new ones', () => {
    for (const feed of ['auditEvents', 'signInAttempts'] as const) {
      const events = onepassword[feed];
      const times = events.map(({ timestamp }) => timestamp);
      expect(times).toEqual(times.toSorted());
      expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(events.length);
      const texts = new Set(events.map((event) => JSON.stringify(event)));
      const earlier = night > 1 ? on(night - 1).onepassword[feed] : [];
      expect(earlier.filter((event) => !texts.has(JSON.stringify(event)))).toEqual([]);
    }
  });
});

describe('The history', () => {
  test('is the same at every telling, and has thirty nights', () => {
    expect(companyAt(17)).toEqual(on(17));
    for (const night of [0, 31, 1.5]) expect(() => companyAt(night)).toThrow(RangeError);
  });

  test('has three super admins and the break-glass account', () => {
    const admins = on(1).google.users.filter(({ isAdmin }) => isAdmin);
    expect(admins.map(({ primaryEmail }) => primaryEmail)).toEqual([
      'ines.verbeek@fathom.example',
      'jonas.halloran@fathom.example',
      'adaeze.nwosu@fathom.example',
      'breakglass@fathom.example',
    ]);
  });

  test('contractors are not under enforcement on nights 6 to 9, and Google says so of each', () => {
    const contractors = (world: World) =>
      world.google.users.filter(({ orgUnitPath }) => orgUnitPath === '/Contractors');
    const lapsed = (world: World) =>
      contractors(world).every(({ isEnforcedIn2Sv }) => isEnforcedIn2Sv === false);
    const override = ({ google: { policies } }: World) =>
      policies.some(
        ({ policyQuery, setting }) =>
          !policyQuery.group && setting.value.enforcedFrom === '1970-01-01T00:00:00Z',
      );
    expect(contractors(on(1))).toHaveLength(6);
    expect(nightsWith(lapsed)).toEqual([6, 7, 8, 9]);
    expect(nightsWith(override)).toEqual([6, 7, 8, 9]);
  });

  test('newcomers, the contractors and the break-glass account are all who are not under enforcement', () => {
    const unenforced = (night: number) =>
      on(night).google.users.flatMap((user) => (user.isEnforcedIn2Sv ? [] : [user.name?.fullName]));
    expect(unenforced(5)).toEqual(['Break Glass']);
    expect(unenforced(11)).toEqual(['Break Glass', 'Noor Haddad']);
    expect(unenforced(17)).toEqual(['Break Glass', 'Noor Haddad']);
    expect(unenforced(18)).toEqual(['Break Glass']);
    expect(unenforced(30)).toEqual(['Break Glass', 'Emil Strand']);
  });

  test('one person alone has a vault on nights 12 to 15', () => {
    const campaigns = ({ onepassword }: World) =>
      onepassword.groups.find(({ name }) => name === 'Campaigns')?.members;
    expect(nightsWith((world) => campaigns(world)?.length === 0)).toEqual([12, 13, 14, 15]);
    expect(campaigns(on(16))).toEqual(campaigns(on(11)));
    expect(vault(on(16), 'Social media')?.users).toHaveLength(1);
  });

  test('a leaver is suspended from night 17 and loses 1Password on night 20', () => {
    const account = ({ onepassword }: World) => onepassword.users.some(({ name }) => name === 'Tamsin Rook');
    expect(nightsWith((world) => googleUser(world, 'Tamsin Rook')?.suspended === true)[0]).toBe(17);
    expect(nightsWith(account).at(-1)).toBe(19);
  });

  test('1Password’s list of users is down on night 22 and no other', () => {
    expect(nightsWith(({ trouble }) => trouble.onepassword !== null)).toEqual([22]);
  });

  test('Slack does not take the token on night 13 and no other', () => {
    expect(nightsWith(({ trouble }) => trouble.slack !== null)).toEqual([13]);
  });

  test('someone is away for more than thirty days on nights 27 and 28', () => {
    const away = (world: World) => {
      const last = String(googleUser(world, 'Caspar Lindqvist')?.lastLoginTime);
      return nightTime(world.night).getTime() - Date.parse(last) > 30 * 86_400_000;
    };
    expect(nightsWith(away)).toEqual([27, 28]);
  });

  test('nobody else who is active stays away for long', () => {
    const idle = worlds.flatMap(({ night, google }) =>
      google.users.filter(({ suspended, lastLoginTime }) => {
        return !suspended && nightTime(night).getTime() - Date.parse(String(lastLoginTime)) > 10 * 86_400_000;
      }),
    );
    expect(new Set(idle.map(({ name }) => name?.fullName))).toEqual(
      new Set(['Break Glass', 'Caspar Lindqvist']),
    );
  });

  test('a contractor is given a vault beyond need on the last night', () => {
    const sizes = [29, 30].map((night) => vault(on(night), 'Booking platform')?.users.length);
    expect(sizes).toEqual([1, 2]);
  });

  test('every change of a vault or an account has its audit event', () => {
    for (const world of worlds.slice(1)) {
      const before = on(world.night - 1);
      // What an event does not tell, nothing shows.
      const told = ({ onepassword }: World) =>
        onepassword.auditEvents.filter(({ action }) => action !== 'unknown').length;
      const fresh = told(world) - told(before);
      expect([world.night, fresh]).toEqual([world.night, changesBetween(before, world)]);
    }
  });
});

/** How many people gained or lost a vault, a place in a group or an account. */
function changesBetween(before: World, after: World): number {
  const facts = ({ onepassword }: World) => [
    ...onepassword.users.map(({ id }) => id),
    ...onepassword.vaults.flatMap((each) => each.users.map(({ id }) => `${each.id} ${id}`)),
    ...onepassword.groups.flatMap((each) => each.members.map((id) => `${each.id} ${id}`)),
  ];
  const [old, now] = [facts(before), facts(after)];
  return strangers(now, old).length + strangers(old, now).length;
}

/** Those that are not among the known. */
function strangers(these: readonly string[], known: readonly string[]): readonly string[] {
  const set = new Set(known);
  return these.filter((one) => !set.has(one));
}
