import { describe, test } from '@jest/globals';
import { google, people } from './changes.ts';
import { daysBefore, type Json, larch, mail } from './company.ts';
import { json, type Meddle } from './go-between.ts';
import { spring, type Trap } from './trap.ts';
import { ids } from './verdicts.ts';

const { accounts, enforced, enrolled, evidence, leavers, personal, strong, superAdmins, unused } = ids;

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
    [evidence]: 'unknown',
    [accounts]: 'unknown',
    [personal]: 'unknown',
    [leavers]: 'unknown',
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
      [accounts]: 'unknown',
      [leavers]: 'fail',
      // Whoever does not work here is no backup.
      'onepassword.shared-vaults-have-a-backup': 'fail',
    },
  },
];

describe('Google accounts: no pass comes of', () => {
  test.concurrent.each([...admins, ...uses, ...populations, ...clocks])(
    '$name',
    async (trap) => void (await spring(trap)),
  );
});
