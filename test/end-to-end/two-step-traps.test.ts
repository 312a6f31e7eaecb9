import { describe, test } from '@jest/globals';
import { enforcedFrom, google, people, policies, withPerson, withWaivers } from './changes.ts';
import { group, type Json, larch, mail, member, policy, waiver } from './company.ts';
import { json } from './go-between.ts';
import { spring, type Trap } from './trap.ts';
import { ids } from './verdicts.ts';

const { enforced, enrolled, evidence, leavers, strong, unused } = ids;
const never = '1970-01-01T00:00:00Z';
const nextYear = '2027-02-01T00:00:00Z';
const not = { isEnforcedIn2Sv: false };
const everybodyNot = people(Object.fromEntries(larch.google.users.map(({ id }) => [id.slice(2), not])));
const [first, ...otherWaivers] = larch.configuration.waivers;

const traps: readonly Trap[] = [
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
    changes: { [enforced]: 'fail', [strong]: 'fail' },
    because: [[enforced, mail('dan'), 'fail', /only from 2027-02-01/]],
  },
  {
    name: 'enforcement that begins next year, and Google says it is enforced',
    company: enforcedFrom(nextYear),
    changes: { [enforced]: 'unknown', [strong]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /only from 2027-02-01.*disagree/]],
  },
  {
    name: 'enforcement that began in 1970, which is never, and Google enforces nothing',
    company: enforcedFrom(never, everybodyNot),
    changes: { [enforced]: 'fail', [strong]: 'fail' },
    because: [[enforced, mail('dan'), 'fail', /does not enforce it/]],
  },
  {
    name: 'enforcement that began in 1970, and Google says it is enforced',
    company: enforcedFrom(never),
    changes: { [enforced]: 'unknown', [strong]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /disagree/]],
  },
  {
    name: 'enforcement at a time that is no time',
    company: enforcedFrom('soon'),
    changes: { [enforced]: 'unknown', [strong]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /could not be read/]],
  },
  {
    name: 'no policy of enforcement at all',
    company: google(
      { policies: larch.google.policies.filter(({ setting }) => !setting.type.endsWith('enforcement')) },
      everybodyNot,
    ),
    changes: { [enforced]: 'fail', [strong]: 'fail' },
  },
  {
    name: 'a child unit that overrides enforcement',
    company: policies(
      [policy('enforcement', { enforcedFrom: never }, { unit: '/Office/Books', sortOrder: 101 })],
      people({ carla: not, eva: not }),
    ),
    changes: { [enforced]: 'fail', [strong]: 'fail' },
    because: [
      [enforced, mail('carla'), 'fail', /unit \/Office\/Books/],
      [enforced, mail('eva'), 'fail', /unit \/Office\/Books/],
    ],
  },
  {
    name: 'a child unit that overrides enforcement, and Google does not say so',
    company: policies([policy('enforcement', { enforcedFrom: never }, { unit: '/Office', sortOrder: 101 })]),
    changes: { [enforced]: 'unknown', [strong]: 'unknown' },
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
    changes: { [enforced]: 'fail', [strong]: 'unknown' },
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
    changes: { [enforced]: 'fail', [strong]: 'unknown' },
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
    changes: { [enforced]: 'unknown', [strong]: 'unknown' },
  },
  {
    name: 'a policy for a group that is not among the groups',
    company: policies([
      policy('enforcement', { enforcedFrom: never }, { group: 'vanished', sortOrder: 200 }),
    ]),
    changes: { [enforced]: 'unknown', [strong]: 'unknown', [evidence]: 'fail' },
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
    changes: { [enforced]: 'unknown', [strong]: 'unknown' },
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
      [leavers]: 'unknown',
    },
  },
  {
    name: 'somebody in a unit that is not among the units',
    company: people({ dan: { orgUnitPath: '/Secret' } }),
    changes: { [enforced]: 'unknown' },
  },
];

const inOffice = { unit: '/Office', sortOrder: 202 };
const ofAdmins = { group: 'WORKSPACE_ALL_ADMIN_GROUP', sortOrder: 201.00109 };
const setOf = (allowedSignInFactorSet: string) => ({ allowedSignInFactorSet });
const without = (...settings: readonly string[]) =>
  larch.google.policies.filter(({ setting }) => !settings.some((one) => setting.type.endsWith(one)));
const theirs = 'customers/C0other';

/** What the greatest order and "groups before units" say differently, and whose policies they are. */
const twoRules: readonly Trap[] = [
  {
    name: 'a unit that allows all factors, and the admins’ group of a lower order that does not',
    company: google({
      policies: [
        ...without('enforcement_factor'),
        policy('enforcement_factor', setOf('ALL'), inOffice),
        policy('enforcement_factor', setOf('PASSKEY_ONLY'), ofAdmins),
      ],
    }),
    changes: { [strong]: 'unknown' },
    because: [
      [strong, mail('ben'), 'unknown', /says ALL.*says PASSKEY_ONLY/],
      [strong, mail('carla'), 'unknown', /says ALL.*says PASSKEY_ONLY/],
    ],
  },
  {
    name: 'a unit without enforcement, and a group of a lower order with it',
    company: policies([
      policy('enforcement', { enforcedFrom: never }, { unit: '/Field', sortOrder: 202 }),
      policy(
        'enforcement',
        { enforcedFrom: '2025-01-01T00:00:00Z' },
        { group: 'staff', sortOrder: 201.00109 },
      ),
    ]),
    changes: { [enforced]: 'unknown' },
    because: [[enforced, mail('finn'), 'unknown', /no enforcement.*enforcement from 2025/]],
  },
  {
    name: 'a grace period of ten years',
    company: google(
      {
        policies: [
          ...without('grace_period'),
          policy('grace_period', { enrollmentGracePeriod: '315360000s' }),
        ],
      },
      people({ dan: not }),
    ),
    changes: { [enforced]: 'unknown' },
    because: [[enforced, mail('dan'), 'unknown', /six months/]],
  },
  {
    name: 'enrolment that is forbidden, and Google says it is enforced',
    company: policies([policy('enrollment', { allowEnrollment: false }, { unit: '/Field', sortOrder: 202 })]),
    changes: { [enforced]: 'unknown' },
    because: [[enforced, mail('finn'), 'unknown', /forbids to set it up: the two disagree/]],
  },
];

const strangers: readonly Trap[] = [
  {
    name: 'policies of another customer',
    meddle: {
      google: async (question, answer) => {
        const right = await answer();
        if (question.path !== '/v1/policies') return right;
        const content = JSON.parse(right.body);
        return json({
          ...content,
          policies: content.policies.map((one: Json) => ({ ...one, customer: theirs })),
        });
      },
    },
    changes: { [enforced]: 'unknown', [strong]: 'unknown', [evidence]: 'fail' },
    datasets: { 'google/two-step-policies': 'malformed' },
  },
  {
    name: 'no policy at all',
    company: google({ policies: [] }),
    changes: { [enforced]: 'unknown', [strong]: 'unknown', [evidence]: 'fail' },
    datasets: { 'google/two-step-policies': 'not-visible' },
  },
];

describe('2-step verification: no pass comes of', () => {
  test.concurrent.each([...traps, ...twoRules, ...strangers])(
    '$name',
    async (trap) => void (await spring(trap)),
  );
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
