import { describe, expect, test } from '@jest/globals';
import {
  conditionalAccess,
  type EntraUser,
  type EntraWorld,
  type PolicyChanges,
} from '../../../demo/stand-ins/entra/world.ts';
import { type EntraOptions, startEntra } from '../../../demo/stand-ins/entra.ts';
import { nightOf } from '../declared-night.ts';

const enforced = 'entra.mfa-enforced';
const enrolled = 'entra.mfa-enrolled';
const tenant = '11111111-2222-3333-4444-555555555555';
const registered = { isMfaRegistered: true, isMfaCapable: true };
const ana = user('ana', { registration: { ...registered, isAdmin: true } });
const ben = user('ben');

function user(name: string, traits: Partial<EntraUser> = {}): EntraUser {
  return {
    id: `id-${name}`,
    userPrincipalName: `${name}@acme.example`,
    mail: `${name}@acme.example`,
    lastSignIn: '2026-11-20T08:00:00Z',
    registration: registered,
    ...traits,
  };
}

function night(world: Partial<EntraWorld>, options: EntraOptions = {}) {
  const whole = { tenant, users: [ana, ben], policies: [], ...world };
  const start = (now: () => Date) => startEntra(() => whole, { now, ...options });
  return nightOf('entra', { tenant }, start, (standIn) => standIn.credentials(), ['moonPhase']);
}

/** What is said of Ana and Ben where there is one policy, or some. */
async function enforcement(...policies: readonly PolicyChanges[]) {
  const listed = policies.map((changes, index) => conditionalAccess(`policy ${index + 1}`, changes));
  const found = await night({ policies: listed });
  return { ...found.of(enforced), control: found.verdicts[enforced] };
}

const all = (verdict: string) => ({
  'ana@acme.example': verdict,
  'ben@acme.example': verdict,
  control: verdict,
});

describe('Entra, where all is well', () => {
  test('a policy for everybody and everything passes everybody', async () => {
    const found = await night({ policies: [conditionalAccess('Everyone')] });
    expect(found.of(enforced)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
    expect([found.verdicts[enforced], found.verdicts[enrolled]]).toEqual(['pass', 'pass']);
    expect(found.records['entra/members']).toMatchObject([
      { privileged: true, roles: ['administrator'], lastActiveAt: '2026-11-20T08:00:00Z' },
      { privileged: false, roles: [] },
    ]);
  });

  test('security defaults pass everybody where no policy is in force', async () => {
    const found = await night({ securityDefaults: true });
    expect(found.verdicts[enforced]).toBe('pass');
  });

  test.each<[string, PolicyChanges]>([
    [
      'all that it demands together',
      { grantControls: { operator: 'AND', builtInControls: ['compliantDevice', 'mfa'] } },
    ],
    [
      'a strength that asks for several factors',
      {
        grantControls: {
          builtInControls: [],
          authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
        },
      },
    ],
    [
      'a strength of its own that does',
      {
        grantControls: {
          builtInControls: [],
          authenticationStrength: { id: 's1', requirementsSatisfied: 'mfa' },
        },
      },
    ],
    ['every user by name', { users: { includeUsers: ['id-ana', 'id-ben'] } }],
    ['any place', { conditions: { locations: { includeLocations: ['All'], excludeLocations: [] } } }],
  ])('%s', async (_, changes) => {
    expect(await enforcement(changes)).toEqual(all('pass'));
  });
});

describe('No policy counts that', () => {
  test.each<[string, PolicyChanges, 'fail' | 'unknown']>([
    ['only reports', { state: 'enabledForReportingButNotEnforced' }, 'fail'],
    ['is off', { state: 'disabled' }, 'fail'],
    ['is in a state that nobody knows', { state: 'enabledForSome' }, 'unknown'],
    ['does not say its state', { state: null }, 'unknown'],
    ['lets people choose', { grantControls: { builtInControls: ['mfa', 'compliantDevice'] } }, 'unknown'],
    ['demands no second factor', { grantControls: { builtInControls: ['compliantDevice'] } }, 'fail'],
    ['blocks', { grantControls: { builtInControls: ['block'] } }, 'fail'],
    ['demands nothing', { grantControls: null }, 'fail'],
    ['does not say what it demands', { grantControls: { builtInControls: null } }, 'unknown'],
    [
      'demands a strength of its own',
      { grantControls: { builtInControls: [], authenticationStrength: { id: 's1' } } },
      'unknown',
    ],
    ['leaves out a group', { users: { excludeGroups: ['g1'] } }, 'unknown'],
    ['leaves out a role', { users: { excludeRoles: ['r1'] } }, 'unknown'],
    ['leaves out guests', { users: { excludeUsers: ['GuestsOrExternalUsers'] } }, 'unknown'],
    [
      'leaves out guests of a kind',
      { users: { excludeGuestsOrExternalUsers: { externalTenants: {} } } },
      'unknown',
    ],
    ['is for a group', { users: { includeUsers: [], includeGroups: ['g1'] } }, 'unknown'],
    ['is for nobody', { users: { includeUsers: ['None'] } }, 'fail'],
    ['does not say whom it leaves out', { users: { excludeGroups: null } }, 'unknown'],
    ['leaves out an application', { applications: { excludeApplications: ['a1'] } }, 'unknown'],
    ['filters applications', { applications: { applicationFilter: { mode: 'exclude' } } }, 'unknown'],
    ['is for one application', { applications: { includeApplications: ['Office365'] } }, 'fail'],
    ['is for what people do', { applications: { includeApplications: [] } }, 'fail'],
    [
      'leaves out a place',
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } },
      'fail',
    ],
    ['is for one platform', { conditions: { platforms: { includePlatforms: ['android'] } } }, 'fail'],
    ['is for a risk', { conditions: { signInRiskLevels: ['high'] } }, 'fail'],
    ['is for a risky user', { conditions: { userRiskLevels: ['high'] } }, 'fail'],
    ['is for browsers', { conditions: { clientAppTypes: ['browser'] } }, 'fail'],
    ['is for some devices', { conditions: { devices: { deviceFilter: { mode: 'exclude' } } } }, 'fail'],
    ['has a condition that nobody knows', { conditions: { moonPhase: 'full' } }, 'fail'],
    ['does not show a condition', { conditions: { clientAppTypes: null } }, 'unknown'],
  ])('%s', async (_, changes, verdict) => {
    expect(await enforcement(changes)).toEqual(all(verdict));
  });

  test('is in force in part, where another is in another part', async () => {
    const part = (includePlatforms: readonly string[]) => ({
      conditions: { platforms: { includePlatforms } },
    });
    expect(await enforcement(part(['android']), part(['windows']))).toEqual(all('unknown'));
  });

  test('leaves out one person by name: that person fails, the others pass', async () => {
    expect(await enforcement({ users: { excludeUsers: ['id-ana'] } })).toEqual({
      'ana@acme.example': 'fail',
      'ben@acme.example': 'pass',
      control: 'fail',
    });
  });

  test('leaves out somebody who is gone: nobody fails', async () => {
    expect(await enforcement({ users: { excludeUsers: ['id-of-nobody'] } })).toEqual(all('pass'));
  });

  test('registration is no enforcement', async () => {
    const found = await night({});
    expect([found.verdicts[enforced], found.verdicts[enrolled]]).toEqual(['fail', 'pass']);
  });

  test('security defaults beside a policy that is in force contradict it', async () => {
    const policies = [conditionalAccess('Admins', { users: { includeUsers: [], includeRoles: ['r1'] } })];
    expect((await night({ securityDefaults: true, policies })).verdicts[enforced]).toBe('unknown');
  });

  test('whether security defaults are on was not told', async () => {
    const found = await night({ securityDefaults: null });
    expect(found.verdicts[enforced]).toBe('unknown');
    expect(found.documents['entra/policies']?.problem?.code).toBe('not-visible');
  });
});

describe('Entra’s users', () => {
  const policies = [conditionalAccess('Everyone')];

  test('who is not registered, or cannot use what is registered, fails; who is not in the report is unknown', async () => {
    const found = await night({
      policies,
      users: [
        ana,
        user('none', { registration: { isMfaRegistered: false, isMfaCapable: false } }),
        user('barred', { registration: { isMfaRegistered: true, isMfaCapable: false } }),
        user('unlisted', { registration: null }),
        user('untold', { registration: { isMfaRegistered: null, isMfaCapable: null } }),
      ],
    });
    expect(found.of(enrolled)).toEqual({
      'ana@acme.example': 'pass',
      'none@acme.example': 'fail',
      'barred@acme.example': 'fail',
      'unlisted@acme.example': 'unknown',
      'untold@acme.example': 'unknown',
    });
  });

  test('blocked users and pending invitations are in the strata, and no verdict is about them', async () => {
    const found = await night({
      policies,
      users: [
        ana,
        user('blocked', { accountEnabled: false, registration: null }),
        user('asked', { userType: 'Guest', externalUserState: 'PendingAcceptance', registration: null }),
      ],
    });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
    expect(found.of(enforced)).toEqual({ 'ana@acme.example': 'pass' });
    expect(found.documents['entra/members']?.population?.strata).toMatchObject({
      active: 1,
      disabled: 1,
      invited: 1,
    });
  });

  test('a guest may have the second factor at home', async () => {
    const guest = user('eve', {
      userPrincipalName: 'eve_home.example#EXT#@acme.onmicrosoft.com',
      mail: 'eve@home.example',
      userType: 'Guest',
      externalUserState: 'Accepted',
      registration: { isMfaRegistered: false, isMfaCapable: false },
    });
    const found = await night({ policies, users: [ana, guest] });
    expect(found.of(enrolled)['eve@home.example']).toBe('unknown');
    expect(found.records['entra/members']).toContainEqual(
      expect.objectContaining({ email: 'eve@home.example', guest: true, aliases: [] }),
    );
  });

  test('who tried to sign in, and may not have been let in, has not used the account', async () => {
    const guessed = user('ben', { lastSignIn: null, lastAttempt: '2026-11-22T03:00:00Z' });
    const found = await night({ users: [ana, guessed] });
    expect(found.records['entra/members']).toMatchObject([
      { lastActiveAt: '2026-11-20T08:00:00Z' },
      { lastActiveAt: null },
    ]);
  });

  test('one of whom it is not told whether sign-in is blocked passes nobody', async () => {
    const found = await night({ policies, users: [ana, user('ben', { accountEnabled: null })] });
    expect(found.of(enrolled)['ben@acme.example']).toBe('unknown');
    expect(found.of(enforced)['ben@acme.example']).toBe('unknown');
  });

  test('the directory counts more than it lists', async () => {
    const found = await night({ policies, passedOver: 1 });
    expect(found.documents['entra/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts[enrolled]).toBe('unknown');
    expect(found.verdicts[enforced]).toBe('unknown');
  });

  test.each<[string, EntraOptions, string]>([
    ['a tenant without a licence for reports', { licensed: false }, 'members'],
    ['no consent to the report', { granted: ['User.Read.All', 'Policy.Read.All'] }, 'members'],
    ['no consent to policies', { granted: ['User.Read.All', 'AuditLog.Read.All'] }, 'policies'],
  ])('%s is denied', async (_, options, dataset) => {
    const found = await night({ policies }, options);
    expect(found.documents[`entra/${dataset}`]?.problem?.code).toBe('denied');
    expect(found.verdicts[enforced]).toBe('unknown');
  });
});

describe('Of a policy that names groups', () => {
  const crowd = Array.from({ length: 999 }, (_, index) => `id-${index}`);
  const groups = {
    breakglass: ['id-ben', 'id-elsewhere'],
    staff: ['id-ana', 'id-ben'],
    many: [...crowd, 'id-ben'],
    crowd: [...crowd, 'id-ana', 'id-ben'],
    nobody: [],
    nested: ['id-ben', 'nobody'],
  };
  const withUsers = async (users: object, options: EntraOptions = {}) =>
    (await night({ groups, policies: [conditionalAccess('Policy', { users })] }, options)).of(enforced);
  const said = (ana: string, ben: string) => ({ 'ana@acme.example': ana, 'ben@acme.example': ben });
  const only = (...includeGroups: readonly string[]) => ({ includeUsers: [], includeGroups });
  const out = (...excludeGroups: readonly string[]) => ({ excludeGroups });

  test.each([
    [
      'whoever is in one that is left out is not asked, and everybody else is',
      out('breakglass'),
      'pass',
      'fail',
    ],
    ['one is read to its last page', out('many'), 'pass', 'fail'],
    ['everybody in it is asked, and nobody else', only('breakglass'), 'fail', 'pass'],
    ['everybody in it may be everybody', only('staff'), 'pass', 'pass'],
    ['what is left out goes before', { ...only('staff'), ...out('breakglass') }, 'pass', 'fail'],
    ['one that shows nobody may hide them', out('nobody'), 'unknown', 'unknown'],
    ['one with another in it may hide who is in that', out('nested'), 'unknown', 'unknown'],
    ['one that is gone is not known', out('gone'), 'unknown', 'unknown'],
    ['one that is too large is not known', out('crowd'), 'unknown', 'unknown'],
    ['one that is known says enough of whom it holds', out('gone', 'breakglass'), 'unknown', 'fail'],
    ['one that is not known may hold the others', only('gone', 'breakglass'), 'unknown', 'pass'],
  ])('%s', async (_, users, ana, ben) => {
    expect(await withUsers(users)).toEqual(said(ana, ben));
  });

  test('nothing is known where they may not be seen, and all else is', async () => {
    const granted = ['User.Read.All', 'AuditLog.Read.All', 'Policy.Read.All'];
    expect(await withUsers(out('breakglass'), { granted })).toEqual(said('unknown', 'unknown'));
    expect(await withUsers({}, { granted })).toEqual(said('pass', 'pass'));
  });

  test('they are asked for once, and only where it is in force', async () => {
    const policies = [
      conditionalAccess('One', { users: out('staff') }),
      conditionalAccess('Two', { users: out('staff') }),
      conditionalAccess('Off', { state: 'disabled', users: out('breakglass') }),
    ];
    const asked: string[] = [];
    const listed = new Proxy(groups, {
      get: (all, name) => {
        asked.push(String(name));
        return Reflect.get(all, name);
      },
    });
    await night({ policies, groups: listed });
    expect(asked).toEqual(['staff']);
  });
});
