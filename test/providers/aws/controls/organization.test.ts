import { describe, expect, test } from '@jest/globals';
import type {
  AwsIdentityCenterAssignment,
  AwsOrganizationAccount,
} from '../../../../lib/evidence/datasets/aws-organization.ts';
import type { Member } from '../../../../lib/evidence/datasets/declared.ts';
import type { EvidenceDocument } from '../../../../lib/evidence/document.ts';
import type { Concluded, Control, DatasetView } from '../../../../lib/judging/control.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { centerApplies } from '../../../../lib/providers/aws/controls/center.ts';
import { identityCenterAdminsFew } from '../../../../lib/providers/aws/controls/identity-center-admins-few.ts';
import { identityCenterMfaEnforced } from '../../../../lib/providers/aws/controls/identity-center-mfa-enforced.ts';
import { awsMfaEnrolled } from '../../../../lib/providers/aws/controls/mfa-enrolled.ts';
import { rootProtected } from '../../../../lib/providers/aws/controls/root-protected.ts';
import { assess } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';
import { document } from '../../google-workspace/controls/world.ts';
import { now, root, summary, user } from './world.ts';

const [prod, lost, old, left] = ['111111111111', '222222222222', '333333333333', '444444444444'];

function account(id = '', changes: Partial<AwsOrganizationAccount> = {}): AwsOrganizationAccount {
  const names = { hindrance: null, joinedAt: null, joinedMethod: 'CREATED', name: null, state: 'ACTIVE' };
  return { id, management: false, standing: 'entered', ...names, ...changes };
}

const accounts = [
  account(prod, { name: 'Prod' }),
  account(lost, { standing: 'unreachable', hindrance: 'AWS refused the request.' }),
  account(old, { standing: 'closed' }),
  account(left, { standing: 'excluded' }),
];

const inProd = <Row extends object>(row: Row) => ({ account: prod ?? '', ...row });

type Lists = Readonly<Record<string, readonly object[]>>;

function views(lists: Lists, changes: Partial<EvidenceDocument> = {}): readonly DatasetView[] {
  return Object.entries(lists).map(([name, rows]) =>
    datasetView(document(name, { provider: 'aws', connection: 'aws', ...changes }), () => rows),
  );
}

const said = (
  control: Control,
  lists: Lists,
  changes: Partial<EvidenceDocument> = {},
  parameters: object = {},
) =>
  assess(control, inputOf(control, views(lists, changes), now, parameters))
    .map(({ reason, subject, verdict }) => ({ subject, verdict, ...(verdict === 'pass' ? {} : { reason }) }))
    .toSorted((a, b) => (a.subject < b.subject ? -1 : 1));

const whole: Lists = {
  accounts,
  'account-summary': [summary({ account: prod ?? '', users: 1 })],
  'credential-report': [inProd(root()), inProd(user('ben'))],
};

const unreachable = {
  subject: `account of ${lost}`,
  verdict: 'unknown',
  reason: 'The account could not be entered: AWS refused the request.',
};

describe('Of an organization', () => {
  test('root of every account is judged, one that could not be entered is unknown, one that is out is not judged', () => {
    expect(said(rootProtected, whole)).toEqual([
      unreachable,
      { subject: `root user of prod (${prod})`, verdict: 'pass' },
    ]);
  });

  test('root without credentials is protected', () => {
    const none = { accountMFAEnabled: 0, accountPasswordPresent: 0 };
    const lists = {
      ...whole,
      'account-summary': [summary({ account: prod ?? '', ...none })],
      'credential-report': [inProd(root({ mfaActive: false, passwordEnabled: false }))],
    };
    expect(said(rootProtected, lists).at(-1)).toEqual({
      subject: `root user of prod (${prod})`,
      verdict: 'pass',
    });
  });

  test.each<[string, object, string]>([
    ['that is protected passes', {}, 'pass'],
    ['with a key fails', { accountAccessKeysPresent: 1 }, 'fail'],
    ['without MFA fails', { accountMFAEnabled: 0 }, 'fail'],
    ['without credentials passes', { accountMFAEnabled: 0, accountPasswordPresent: 0 }, 'pass'],
    [
      'of whose password it is not told is unknown',
      { accountMFAEnabled: 0, accountPasswordPresent: null },
      'unknown',
    ],
    ['of whose keys it is not told is unknown', { accountAccessKeysPresent: null }, 'unknown'],
  ])('root that was audited where the account could not be entered, %s', (_, changes, verdict) => {
    const told = summary({ account: lost ?? '', accountPasswordPresent: 1, ...changes });
    const lists = {
      ...whole,
      'account-summary': [summary({ account: prod ?? '' }), { ...told, rootAudit: true }],
    };
    expect(said(rootProtected, lists)[0]).toMatchObject({ subject: `root user of ${lost}`, verdict });
    // Of its users it tells nothing.
    expect(said(awsMfaEnrolled, lists)[0]).toEqual(unreachable);
  });

  test('an account that was entered and of which nothing came is unknown', () => {
    const lists = { ...whole, 'account-summary': [], 'credential-report': [] };
    for (const control of [rootProtected, awsMfaEnrolled])
      expect(said(control, lists).map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
  });

  test('users of the same name are told apart by their account, and each account’s list is held against its own count', () => {
    const lists = {
      ...whole,
      accounts: [account(prod, { name: 'Prod' }), account(old)],
      'account-summary': [
        summary({ account: prod ?? '', users: 2 }),
        summary({ account: old ?? '', users: 0 }),
      ],
      'credential-report': [
        inProd(root()),
        inProd(user('ben')),
        { account: old, ...root() },
        { account: old, ...user('ben', { arn: `arn:aws:iam::${old}:user/ben`, mfaActive: false }) },
      ],
    };
    expect(said(awsMfaEnrolled, lists).map(({ subject, verdict }) => [subject, verdict])).toEqual([
      [`ben of ${old}`, 'fail'],
      [`ben of prod (${prod})`, 'pass'],
      [`users of prod (${prod})`, 'unknown'],
    ]);
  });
});

const people = ['ana', 'ben', 'cor'].map((name) => ({
  displayName: name,
  email: `${name}@acme.example`,
  enabled: true as boolean | null,
  id: `u-${name}`,
  userName: `${name}@acme.example`,
}));

function assignment(principalId: string, changes: Partial<AwsIdentityCenterAssignment> = {}) {
  const [set, name] = ['arn:aws:sso:::permissionSet/ssoins-1/ps-1', 'Administrator'];
  const given = { permissionSet: set, permissionSetName: name, administrator: true, principalType: 'USER' };
  return { account: prod, principalId, ...given, ...changes };
}

const center = (assignments: readonly object[], users: readonly object[] = people): Lists => ({
  'identity-center-users': users,
  'identity-center-groups': [{ displayName: 'Admins', id: 'g-admins', members: ['u-ana', 'u-ben'] }],
  'identity-center-assignments': assignments,
});

describe('Administrators of Identity Center', () => {
  const verdict = (lists: Lists, changes: Partial<EvidenceDocument> = {}, parameters: object = {}) =>
    said(identityCenterAdminsFew, lists, changes, parameters)[0]?.verdict;

  test('are counted through groups, each once', () => {
    const group = assignment('g-admins', { principalType: 'GROUP' });
    const lists = center([group, { ...group, account: old }, assignment('u-ana')]);
    expect(verdict(lists)).toBe('pass');
    expect(verdict(lists, {}, { min: 3 })).toBe('fail');
    expect(verdict(lists, {}, { min: 1, max: 1 })).toBe('fail');
  });

  test('who are disabled do not count, and who may be are unknown', () => {
    const lists = (enabled: boolean | null) =>
      center(
        ['u-ana', 'u-ben', 'u-cor'].map((id) => assignment(id)),
        people.map((one) => (one.id === 'u-cor' ? { ...one, enabled } : one)),
      );
    expect(verdict(lists(false), {}, { max: 2 })).toBe('pass');
    expect(verdict(lists(true), {}, { max: 2 })).toBe('fail');
    expect(verdict(lists(null), {}, { max: 2 })).toBe('unknown');
  });

  test('by a policy that is not seen are unknown', () => {
    const lists = center([
      assignment('u-ana'),
      assignment('u-ben'),
      assignment('u-cor', { administrator: null }),
    ]);
    expect(verdict(lists)).toBe('unknown');
  });

  test.each([
    ['a user', assignment('u-new')],
    ['a group', assignment('g-new', { principalType: 'GROUP' })],
    [
      'a group of which it is not known',
      assignment('g-new', { principalType: 'GROUP', administrator: null }),
    ],
  ])('are not few where %s that is in no list has the right', (_, stranger) => {
    const two = [assignment('u-ana'), assignment('u-ben')];
    expect(verdict(center([...two, stranger]))).toBe('unknown');
    expect(verdict(center([...two, { ...stranger, administrator: false }]))).toBe('pass');
    expect(verdict(center([...two, stranger]), {}, { min: 1, max: 1 })).toBe('fail');
  });

  test('of whom not all were seen are unknown, and too many are too many', () => {
    const part = { completeness: 'partial' as const };
    const lists = center([assignment('u-ana'), assignment('u-ben')]);
    expect(verdict(lists, part)).toBe('unknown');
    expect(verdict(lists, part, { min: 1, max: 1 })).toBe('fail');
  });
});

describe('The second factor of Identity Center', () => {
  test('is not known without a word or an identity provider', () => {
    expect(said(identityCenterMfaEnforced, center([]))).toEqual([
      { subject: 'aws', verdict: 'unknown', reason: expect.stringContaining('exhibit attest') },
    ]);
  });

  describe('by the evidence of the identity provider that the configuration names', () => {
    const member = (name: string, changes: Partial<Member> = {}) => ({
      accountId: null,
      aliases: [`${name}.alias@acme.example`],
      email: `${name}@acme.example`,
      id: `e-${name}`,
      login: `${name}@login.example`,
      state: 'active',
      ...changes,
    });
    type Came = Readonly<Record<string, 'pass' | 'fail' | 'unknown'>>;
    const concluded = (of: Came, whole: 'pass' | 'fail' | 'unknown' | null): Concluded => ({
      onConnection: () => whole && { verdict: whole, reason: `It is ${whole}.` },
      onSubject: (_, subject) => {
        const verdict = of[subject];
        return verdict ? [{ verdict, reason: `It is ${verdict}.` }] : [];
      },
    });
    const night = (
      provider: string,
      members: readonly object[],
      came: Concluded,
      users: readonly object[] = people,
    ) => {
      const list = document('members', { provider, connection: 'directory' });
      const all = [...views(center([], users)), datasetView(list, () => members)];
      const input = inputOf(identityCenterMfaEnforced, all, now);
      const organization = { role: 'r', identityProvider: 'directory' };
      const connections = [{ id: 'aws', provider: 'aws', settings: { organization } }];
      const given = { ...input, settings: { ...input.settings, connections }, concluded: came };
      return assess(identityCenterMfaEnforced, given).map(({ reason, verdict }) => [verdict, reason]);
    };
    const all = ['ana', 'ben', 'cor'].map((name) => member(name));
    const each = { 'ana@acme.example': 'pass', 'ben@acme.example': 'fail' } as const;

    test('Entra’s speaks of each person; whom it says nothing of is unknown', () => {
      expect(night('entra', all, concluded(each, 'fail'))).toEqual([
        [
          'pass',
          expect.stringContaining('Microsoft Entra ID (directory), where a second factor is enforced.'),
        ],
        ['fail', expect.stringContaining('not enforced: It is fail.')],
        ['unknown', expect.stringContaining('entra.mfa-enforced does not judge that')],
      ]);
    });

    test.each(['pass', 'fail', 'unknown'] as const)('Okta’s speaks of all whom it knows: %s', (verdict) => {
      const found = night('okta', all.slice(0, 2), concluded({}, verdict));
      expect(found.map(([one]) => one)).toEqual([verdict, verdict, 'unknown']);
      expect(found[2]?.[1]).toContain('knows nobody with this name');
    });

    test.each(['entra', 'okta'])('a waiver in the controls of %s excuses nobody here', (provider) => {
      const excused = { verdict: 'pass', reason: 'It has none. Waived.', waived: true } as const;
      const came: Concluded = { onConnection: () => excused, onSubject: () => [excused] };
      const found = night(provider, all, came, people.slice(0, 1));
      expect(found).toEqual([['unknown', expect.stringContaining('mfa-enforced is waived: It has none.')]]);
    });

    test.each<[string, Partial<Member>]>([
      ['who is disabled there', { state: 'disabled' }],
      ['of whom it is not told whether they are active', { state: null }],
      ['who is known by another name alone', { email: 'x@acme.example', login: 'x', aliases: [] }],
    ])('somebody %s does not pass', (_, changes) => {
      const found = night('okta', [member('ana', changes)], concluded({}, 'pass'), people.slice(0, 1));
      expect(found.map(([verdict]) => verdict)).toEqual(['unknown']);
    });

    test('a name that two of its accounts have is nobody’s', () => {
      const two = [member('ana'), member('ana', { id: 'e-2' })];
      expect(night('okta', two, concluded({}, 'pass'), people.slice(0, 1))).toEqual([
        ['unknown', expect.stringContaining('Several accounts')],
      ]);
    });

    test.each(['gitlab', 'google-workspace'])(
      'a connection of %s that shows no people says nothing',
      (provider) => {
        const found = night(provider, all, concluded(each, 'pass'));
        expect(found.map(([verdict]) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
      },
    );

    test('a control that is turned off says nothing', () => {
      const off = { onConnection: () => null, onSubject: () => null };
      for (const provider of ['entra', 'okta'])
        expect(new Set(night(provider, all, off).map(([verdict]) => verdict))).toEqual(new Set(['unknown']));
    });

    test('somebody of whom AWS does not say whether they are enabled does not pass', () => {
      const users = people.map((user) => ({ ...user, enabled: null }));
      expect(night('okta', all, concluded({}, 'pass'), users).map(([verdict]) => verdict)).toEqual(
        people.map(() => 'unknown'),
      );
    });
  });

  test('is asked of no connection that is one account, or does not use it', () => {
    const settings = (given: object) =>
      ({ connections: [{ id: 'aws', provider: 'aws', settings: given }] }) as never;
    expect(centerApplies(['aws'], settings({ region: 'us-east-1' }))).toContain('No aws connection');
    expect(centerApplies(['aws'], settings({ organization: { identityCenter: 'none' } }))).toContain(
      'No aws',
    );
    expect(centerApplies(['aws'], settings({ organization: { role: 'r' } }))).toBeNull();
    expect(centerApplies(['google-workspace'])).toContain('No aws');
  });
});
