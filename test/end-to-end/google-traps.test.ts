import { describe, test } from '@jest/globals';
import type { DirectoryUser } from '../../demo/stand-ins/google/world.ts';
import {
  type Company,
  daysBefore,
  group,
  inner,
  type Json,
  larch,
  mail,
  member,
  policy,
  unit,
  user,
  waiver,
} from './company.ts';
import { json, type Meddle } from './go-between.ts';
import { spring, type Trap } from './trap.ts';

const enforced = 'google-workspace.mfa-enforced';
const enrolled = 'google-workspace.mfa-enrolled';
const strong = 'google-workspace.mfa-strong-for-admins';
const superAdmins = 'google-workspace.super-admins-few';
const unused = 'google-workspace.unused-accounts-removed';

/** The company with people changed, by the part of the address before the @. */
function people(changes: Readonly<Record<string, Partial<DirectoryUser>>>): Company {
  const users = larch.google.users.map((one) => ({ ...one, ...changes[one.id.slice(2)] }));
  return { ...larch, google: { ...larch.google, users } };
}

/** The same with another person, who has a 1Password account as well. */
function withPerson(name: string, traits: Partial<DirectoryUser>): Company {
  const account = { ...(larch.onepassword.users[0] as Json), id: `OP${name}`, email: mail(name), name };
  return {
    ...larch,
    google: { ...larch.google, users: [...larch.google.users, user(name, traits)] },
    onepassword: { ...larch.onepassword, users: [...larch.onepassword.users, account] },
  };
}

function google(changes: Partial<Company['google']>, company = larch): Company {
  return { ...company, google: { ...company.google, ...changes } };
}

/** The same with more policies. */
function policies(more: Company['google']['policies'], company = larch): Company {
  return google({ policies: [...company.google.policies, ...more] }, company);
}

/** The top unit's enforcement replaced. */
function enforcedFrom(time: string, company = larch): Company {
  const others = company.google.policies.filter(({ name }) => name !== 'policies/enforcement-root-unit-100');
  return google({ policies: [...others, policy('enforcement', { enforcedFrom: time })] }, company);
}

const never = '1970-01-01T00:00:00Z';
const nextYear = '2027-02-01T00:00:00Z';
const not = { isEnforcedIn2Sv: false };
const everybodyNot = people(Object.fromEntries(larch.google.users.map(({ id }) => [id.slice(2), not])));
const withWaivers = (waivers: readonly Json[], company = larch): Company => ({
  ...company,
  configuration: { ...company.configuration, waivers },
});
const [first, ...otherWaivers] = larch.configuration.waivers;

const twoStep: readonly Trap[] = [
  {
    name: 'enrolled, but not under enforcement',
    company: people({ dan: not }),
    changes: { [enforced]: 'fail' },
    because: [[enforced, mail('dan'), 'fail', /not under enforcement, although .* enforces it since 2024/i]],
  },
  {
    name: 'under enforcement, but not enrolled',
    company: people({ dan: { isEnrolledIn2Sv: false } }),
    changes: { [enrolled]: 'fail' },
    because: [[enrolled, mail('dan'), 'fail', /not set up/]],
  },
  {
    name: 'enforcement that begins next year, and Google enforces nothing',
    company: enforcedFrom(nextYear, everybodyNot),
    changes: { [enforced]: 'fail' },
    because: [[enforced, mail('dan'), 'fail', /only from 2027-02-01/]],
  },
  {
    name: 'enforcement that begins next year, and Google says it is enforced',
    company: enforcedFrom(nextYear),
    changes: { [enforced]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /only from 2027-02-01.*disagree/]],
  },
  {
    name: 'enforcement that began in 1970, which is never, and Google enforces nothing',
    company: enforcedFrom(never, everybodyNot),
    changes: { [enforced]: 'fail' },
    because: [[enforced, mail('dan'), 'fail', /does not enforce it/]],
  },
  {
    name: 'enforcement that began in 1970, and Google says it is enforced',
    company: enforcedFrom(never),
    changes: { [enforced]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /disagree/]],
  },
  {
    name: 'enforcement at a time that is no time',
    company: enforcedFrom('soon'),
    changes: { [enforced]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /could not be read/]],
  },
  {
    name: 'no policy of enforcement at all',
    company: google(
      { policies: larch.google.policies.filter(({ setting }) => !setting.type.endsWith('enforcement')) },
      everybodyNot,
    ),
    changes: { [enforced]: 'fail' },
  },
  {
    name: 'a child unit that overrides enforcement',
    company: policies(
      [policy('enforcement', { enforcedFrom: never }, { unit: '/Office/Books', sortOrder: 101 })],
      people({ carla: not, eva: not }),
    ),
    changes: { [enforced]: 'fail' },
    because: [
      [enforced, mail('carla'), 'fail', /unit \/Office\/Books/],
      [enforced, mail('eva'), 'fail', /unit \/Office\/Books/],
    ],
  },
  {
    name: 'a child unit that overrides enforcement, and Google does not say so',
    company: policies([policy('enforcement', { enforcedFrom: never }, { unit: '/Office', sortOrder: 101 })]),
    changes: { [enforced]: 'unknown' },
    because: [
      [enforced, mail('dan'), 'unknown', /disagree/],
      [enforced, mail('eva'), 'unknown', /disagree/],
    ],
  },
  {
    name: 'a group that overrides enforcement',
    company: policies(
      [policy('enforcement', { enforcedFrom: never }, { group: 'office', sortOrder: 200 })],
      people({ dan: not }),
    ),
    changes: { [enforced]: 'fail' },
    because: [
      [enforced, mail('dan'), 'fail', /group office@larch.example/],
      [enforced, mail('ben'), 'unknown', /disagree/],
    ],
  },
  {
    name: 'a group inside a group inside a group that overrides enforcement',
    company: policies(
      [policy('enforcement', { enforcedFrom: never }, { group: 'staff', sortOrder: 200 })],
      people({ finn: not, hal: not }),
    ),
    changes: { [enforced]: 'fail' },
    because: [
      [enforced, mail('finn'), 'fail', /group staff@larch.example/],
      [enforced, 'gita.rao@larch.example', 'unknown', /disagree/],
    ],
  },
  {
    name: 'a group that overrides enforcement and has everybody of the customer in it',
    company: policies(
      [policy('enforcement', { enforcedFrom: never }, { group: 'everyone', sortOrder: 200 })],
      google({
        groups: [
          ...larch.google.groups,
          group('everyone', [{ id: 'C0larch', email: '', role: 'MEMBER', type: 'CUSTOMER' }]),
        ],
      }),
    ),
    changes: { [enforced]: 'unknown' },
  },
  {
    name: 'a policy for a group that is not among the groups',
    company: policies([
      policy('enforcement', { enforcedFrom: never }, { group: 'vanished', sortOrder: 200 }),
    ]),
    changes: { [enforced]: 'unknown', [strong]: 'unknown', 'evidence.complete': 'fail' },
    datasets: { 'google/groups': 'not-visible' },
  },
  {
    name: 'nobody said whether 2-step verification is set up',
    company: people({ dan: { isEnrolledIn2Sv: null } }),
    changes: { [enrolled]: 'unknown' },
    because: [[enrolled, mail('dan'), 'unknown', /did not say/]],
  },
  {
    name: 'nobody said whether it is enforced',
    company: people({ dan: { isEnforcedIn2Sv: null } }),
    changes: { [enforced]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /did not say/]],
  },
  {
    name: 'the fields of 2-step verification are missing from every answer',
    misbehave: {
      google: [{ path: '/admin/directory/v1/users', do: 'drop-field', field: 'isEnrolledIn2Sv' }],
    },
    changes: { [enrolled]: 'unknown' },
  },
  {
    name: 'the fields of 2-step verification are null in every answer',
    misbehave: {
      google: [{ path: '/admin/directory/v1/users', do: 'null-field', field: 'isEnforcedIn2Sv' }],
    },
    changes: { [enforced]: 'unknown' },
  },
  {
    name: 'a guest without 2-step verification, who is active like everybody else',
    company: withPerson('guest', { isGuestUser: true, isEnrolledIn2Sv: false, isEnforcedIn2Sv: false }),
    changes: { [enforced]: 'fail', [enrolled]: 'fail' },
    because: [[enrolled, mail('guest'), 'fail', /not set up/]],
  },
  {
    name: 'somebody who never signed in and has no 2-step verification',
    company: people({ lou: { isEnrolledIn2Sv: false, isEnforcedIn2Sv: false } }),
    changes: { [enforced]: 'fail', [enrolled]: 'fail' },
    because: [[enforced, mail('lou'), 'fail', /grace period for newcomers .* ended/]],
  },
  {
    name: 'the break-glass account, whose waiver ended yesterday',
    company: withWaivers([{ ...first, expires: '2026-11-22' }, ...otherWaivers]),
    changes: { [enforced]: 'fail' },
    because: [[enforced, mail('breakglass'), 'fail', /does not enforce it/]],
  },
  {
    name: 'a waiver for another control',
    company: withWaivers([waiver(enrolled, '2027-01-31'), ...otherWaivers]),
    changes: { [enforced]: 'fail' },
  },
  {
    name: 'nobody said who is suspended',
    company: people({ dan: { suspended: null } }),
    changes: {
      [enforced]: 'unknown',
      [enrolled]: 'unknown',
      [unused]: 'unknown',
      'people.leavers-have-no-access': 'unknown',
    },
  },
  {
    name: 'somebody in a unit that is not among the units',
    company: people({ dan: { orgUnitPath: '/Secret' } }),
    changes: { [enforced]: 'unknown' },
  },
];

const passing: readonly Trap[] = [
  {
    name: 'a waiver that ends today, in the time zone of the company',
    company: withWaivers([{ ...first, expires: '2026-11-23' }, ...otherWaivers]),
    changes: {},
  },
  {
    name: 'a waiver in another case of letters',
    company: withWaivers([{ ...first, subject: 'BreakGlass@LARCH.example' }, ...otherWaivers]),
    changes: {},
  },
  {
    name: 'somebody within the grace period for newcomers',
    company: people({ lou: { creationTime: daysBefore(6), isEnforcedIn2Sv: false } }),
    changes: {},
    because: [[enforced, mail('lou'), 'fail', /lasts until 2026-11-24/]],
  },
  {
    name: 'a group that overrides, and a higher one that overrides that',
    company: policies([
      policy('enforcement', { enforcedFrom: never }, { group: 'field', sortOrder: 140 }),
      policy('enforcement', { enforcedFrom: never }, { unit: '/Field', sortOrder: 900 }),
    ]),
    changes: {},
  },
  {
    name: 'groups in a circle',
    company: google(
      {
        groups: larch.google.groups.map((one) =>
          one.name === 'field' ? { ...one, members: [...one.members, inner('staff')] } : one,
        ),
      },
      policies([
        policy('enforcement', { enforcedFrom: '2025-06-01T00:00:00Z' }, { group: 'staff', sortOrder: 145 }),
      ]),
    ),
    changes: {},
  },
  {
    name: 'unit paths and addresses in mixed case, and units below units',
    company: google(
      { orgUnits: [...larch.google.orgUnits, unit('/Field/North'), unit('/Field/North/Coast')] },
      people({ finn: { orgUnitPath: '/Field/North/Coast', primaryEmail: 'FINN@Larch.Example' } }),
    ),
    changes: {},
  },
  {
    name: 'suspended and archived accounts of which hardly anything is told',
    company: people({
      jon: {
        isEnrolledIn2Sv: null,
        isEnforcedIn2Sv: null,
        lastLoginTime: null,
        orgUnitPath: null,
        isAdmin: null,
      },
      kim: { isEnrolledIn2Sv: null, suspended: null, isDelegatedAdmin: null, creationTime: null },
    }),
    changes: {},
  },
];

const admins: readonly Trap[] = [
  {
    name: 'admins who may use text messages',
    company: google({
      policies: larch.google.policies.map((one) =>
        one.setting.type.endsWith('enforcement_factor')
          ? { ...one, setting: { ...one.setting, value: { allowedSignInFactorSet: 'ALL' } } }
          : one,
      ),
    }),
    changes: { [strong]: 'fail' },
    because: [[strong, mail('carla'), 'fail', /text message/]],
  },
  {
    name: 'factors of a kind that Google does not document',
    company: google({
      policies: larch.google.policies.map((one) =>
        one.setting.type.endsWith('enforcement_factor')
          ? { ...one, setting: { ...one.setting, value: { allowedSignInFactorSet: 'SOME' } } }
          : one,
      ),
    }),
    changes: { [strong]: 'unknown' },
  },
  {
    name: 'no policy of factors, which allows all',
    company: google({
      policies: larch.google.policies.filter(({ setting }) => !setting.type.endsWith('enforcement_factor')),
    }),
    changes: { [strong]: 'fail' },
  },
  {
    name: 'a single super admin',
    company: people({ ben: { isAdmin: false } }),
    changes: { [superAdmins]: 'fail' },
  },
  {
    name: 'a second super admin who is suspended',
    company: people({ ben: { isAdmin: false }, jon: { isAdmin: true } }),
    changes: { [superAdmins]: 'fail' },
  },
  {
    name: 'five super admins',
    company: people({ dan: { isAdmin: true }, eva: { isAdmin: true }, finn: { isAdmin: true } }),
    changes: { [superAdmins]: 'fail' },
  },
  {
    name: 'nobody said who is a super admin',
    misbehave: { google: [{ path: '/admin/directory/v1/users', do: 'drop-field', field: 'isAdmin' }] },
    changes: { [superAdmins]: 'unknown', [strong]: 'unknown' },
  },
];

const uses: readonly Trap[] = [
  {
    name: 'an account that nobody signed in to for a month',
    company: people({ dan: { lastLoginTime: daysBefore(31) } }),
    changes: { [unused]: 'fail' },
    because: [[unused, mail('dan'), 'fail', /2026-10-23/]],
  },
  {
    name: 'an account that nobody ever signed in to, made two months ago',
    company: people({ lou: { creationTime: daysBefore(60) } }),
    changes: { [unused]: 'fail' },
    because: [[unused, mail('lou'), 'fail', /ever signed in/]],
  },
  {
    name: 'no time of the last sign-in',
    company: people({ dan: { lastLoginTime: null } }),
    changes: { [unused]: 'unknown' },
  },
  {
    name: 'a last sign-in in the future',
    company: people({ dan: { lastLoginTime: daysBefore(-3) } }),
    changes: { [unused]: 'unknown' },
  },
];

const hour = 3_600_000;
const clocks: readonly Trap[] = [-hour, hour].map((milliseconds) => ({
  name: `a clock of Google's that is an hour ${milliseconds > 0 ? 'ahead' : 'behind'}`,
  misbehave: { google: [{ path: /^\/(admin|v1)\//, do: 'clock-offset', milliseconds }] },
  changes: {
    ...Object.fromEntries([enforced, enrolled, strong, superAdmins, unused].map((id) => [id, 'unknown'])),
    'evidence.complete': 'unknown',
    'onepassword.account-for-every-employee': 'unknown',
    'people.accounts-are-personal': 'unknown',
    'people.leavers-have-no-access': 'unknown',
  },
}));

/** Nobody is active, whatever Google is asked: the stand-in would not sign such an admin in. */
const nobodyActive: Meddle = async (question, answer) => {
  const right = await answer();
  if (question.path !== '/admin/directory/v1/users') return right;
  const content = JSON.parse(right.body);
  return json({ ...content, users: content.users.map((one: Json) => ({ ...one, suspended: true })) });
};

const populations: readonly Trap[] = [
  {
    name: 'a population in which nobody is active',
    meddle: { google: nobodyActive },
    changes: {
      [enforced]: 'unknown',
      [enrolled]: 'unknown',
      [strong]: 'unknown',
      [superAdmins]: 'fail',
      [unused]: 'unknown',
      'onepassword.account-for-every-employee': 'unknown',
      'people.leavers-have-no-access': 'fail',
    },
  },
];

describe('Google Workspace: no pass comes of', () => {
  test.concurrent.each([...twoStep, ...admins, ...uses, ...populations])(
    '$name',
    async (trap) => void (await spring(trap)),
  );
});

describe('Google Workspace: every control is in doubt under', () => {
  test.concurrent.each(clocks)('$name', async (trap) => void (await spring(trap)));
});

describe('Google Workspace: nothing is objected to in', () => {
  test.concurrent.each(passing)('$name', async (trap) => void (await spring(trap)));
});

test.concurrent('A member known by address alone, in another case of letters, is a member', async () => {
  const byAddress = { ...member('nobody', 'DAN@larch.example'), id: '' };
  const groups = [...larch.google.groups, group('odd', [byAddress])];
  const company = policies(
    [policy('enforcement', { enforcedFrom: never }, { group: 'odd', sortOrder: 300 })],
    google({ groups }, people({ dan: not })),
  );
  await spring({ name: 'odd', company, changes: { [enforced]: 'fail' } });
});
