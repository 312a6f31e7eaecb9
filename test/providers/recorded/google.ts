import type { Recording } from './recording.ts';

const directory = '/admin/directory/v1';

const user = (id: number, name: string, traits: object) => ({
  kind: 'admin#directory#user',
  id: `10000000000000000000${id}`,
  etag: `"1jGAF1FWZlpfhWcmHrlfmqb5ce_W0dm0/${id}"`,
  primaryEmail: `${name}@acme.example`,
  name: { givenName: name, familyName: 'Acme', fullName: `${name} Acme` },
  isAdmin: false,
  isDelegatedAdmin: false,
  lastLoginTime: '2026-03-01T21:05:54.000Z',
  creationTime: '2025-08-12T14:19:33.000Z',
  agreedToTerms: true,
  suspended: false,
  archived: false,
  changePasswordAtNextLogin: false,
  ipWhitelisted: false,
  emails: [{ address: `${name}@acme.example`, primary: true }],
  languages: [{ languageCode: 'fr', preference: 'preferred' }],
  customerId: 'C00000000',
  orgUnitPath: '/',
  isMailboxSetup: true,
  isEnrolledIn2Sv: false,
  isEnforcedIn2Sv: false,
  includeInGlobalAddressList: true,
  ...traits,
});

const unit = (name: string, id: string, traits: object = {}) => ({
  kind: 'admin#directory#orgUnit',
  name,
  description: '',
  etag: `"1jGAF1FWZlpfhWcmHrlfmqb5ce_W0dm0/${id}"`,
  blockInheritance: false,
  orgUnitId: `id:${id}`,
  orgUnitPath: `/${name}`,
  parentOrgUnitId: 'id:03ph8a2z1root00',
  parentOrgUnitPath: '/',
  ...traits,
});

const group = (id: string, name: string, traits: object) => ({
  kind: 'admin#directory#group',
  id,
  etag: `"TN30oD80QTVK45AAxvl_wbzs4vs/${id}"`,
  email: `${name}@acme.example`,
  name,
  directMembersCount: '4',
  description: '',
  adminCreated: true,
  ...traits,
});

const member = (id: string, traits: object) => ({
  kind: 'admin#directory#member',
  etag: `"TN30oD80QTVK45AAxvl_wbzs4vs/${id}"`,
  id,
  ...traits,
});

const policy = (name: string, setting: string, value: object, traits: object = {}) => ({
  name: `policies/${name}`,
  customer: 'customers/C00000000',
  policyQuery: {
    query: "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('03ph8a2z1root00'))",
    orgUnit: 'orgUnits/03ph8a2z1root00',
    sortOrder: 1,
  },
  setting: { type: `settings/security.two_step_verification_${setting}`, value },
  type: 'SYSTEM',
  ...traits,
});

export const google: Recording = {
  source:
    'Users: github.com/getprobo/probo, pkg/accessreview/drivers/testdata/google_workspace.yaml (MIT). Units: Google’s guide and ' +
    'recorded answers in public fixtures. Policies: cloud.google.com/identity/docs/concepts/supported-policy-api-settings. ' +
    'Members: developers.google.com/admin-sdk/directory/v1/guides/manage-group-members.',
  settings: { customer: 'my_customer', subject: 'admin@acme.example' },
  groups: ['all@acme.example'],
  answers: {
    '/token': { access_token: 'ya29.recorded', expires_in: 3599, token_type: 'Bearer' },
    [`${directory}/users`]: {
      kind: 'admin#directory#users',
      etag: '"1jGAF1FWZlpfhWcmHrlfmqb5ce_W0dm0/users"',
      users: [
        user(1, 'admin', { isAdmin: true, isGuestUser: false }),
        user(2, 'jane', {
          aliases: ['jane@alias.example'],
          nonEditableAliases: ['jane@alias.example.test-google-a.com'],
          emails: [
            { address: 'jane.doe@mail.example', type: 'work' },
            { address: 'jane@acme.example', primary: true },
            { address: 'jane@alias.example' },
          ],
        }),
        user(3, 'bob', { archived: true, lastLoginTime: '1970-01-01T00:00:00.000Z', agreedToTerms: false }),
        user(4, 'carol', { recoveryEmail: 'carol@mail.example', recoveryPhone: '+10000000000' }),
        user(5, 'dave', { suspended: true, suspensionReason: 'WEB_LOGIN_REQUIRED', isMailboxSetup: false }),
      ],
    },
    [`${directory}/customer/my_customer/orgunits`]: {
      kind: 'admin#directory#orgUnits',
      etag: '"1jGAF1FWZlpfhWcmHrlfmqb5ce_W0dm0/units"',
      organizationUnits: [
        {
          kind: 'admin#directory#orgUnit',
          name: 'acme.example',
          orgUnitPath: '/',
          orgUnitId: 'id:03ph8a2z1root00',
        },
        unit('Shared Mailboxes', '02ffsnfu3h13gkr'),
        unit('Chromebook', '03ph8a2z1fju3b2', { orgUnitPath: '/User/Office 365/Chromebook' }),
      ],
    },
    '/v1/policies': {
      policies: [
        policy('aaa1', 'enrollment', { allowEnrollment: true }),
        policy('aaa2', 'enforcement', { enforcedFrom: '2024-02-16T23:22:21.732Z' }, { type: 'ADMIN' }),
        policy('aaa3', 'grace_period', { enrollmentGracePeriod: '604800s' }, { type: 'ADMIN' }),
        policy('aaa4', 'enforcement_factor', { allowedSignInFactorSet: 'NO_TELEPHONY' }),
        policy('aaa5', 'device_trust', { allowTrustingDevice: false }),
        policy('aaa6', 'sign_in_code', { backupCodeExceptionPeriod: '0s' }),
      ],
    },
    [`${directory}/groups`]: {
      kind: 'admin#directory#groups',
      etag: '"TN30oD80QTVK45AAxvl_wbzs4vs/groups"',
      groups: [
        group('01ksv4uv0abcdef', 'all', {
          aliases: ['everyone@acme.example'],
          nonEditableAliases: ['all@acme.example.test-google-a.com'],
        }),
        group('01ksv4uv0000002', 'some', { directMembersCount: '0', adminCreated: false }),
      ],
    },
    [`${directory}/groups/01ksv4uv0000002/members`]: {
      kind: 'admin#directory#members',
      etag: '"TN30oD80QTVK45AAxvl_wbzs4vs/nobody"',
    },
    [`${directory}/groups/01ksv4uv0abcdef/members`]: {
      kind: 'admin#directory#members',
      etag: '"TN30oD80QTVK45AAxvl_wbzs4vs/members"',
      members: [
        member('100000000000000000001', {
          email: 'admin@acme.example',
          role: 'OWNER',
          type: 'USER',
          status: 'ACTIVE',
          delivery_settings: 'ALL_MAIL',
        }),
        // Somebody of elsewhere has no status, a nested group neither, and everybody of the customer no address.
        member('100000000000000000009', { email: 'guest@elsewhere.example', role: 'MEMBER', type: 'USER' }),
        member('01ksv4uv0000002', {
          email: 'some@acme.example',
          role: 'MEMBER',
          type: 'GROUP',
          status: 'ACTIVE',
        }),
        member('C00000000', { role: 'MEMBER', type: 'CUSTOMER', status: 'ACTIVE' }),
      ],
    },
  },
  records: { users: 5, 'org-units': 3, 'two-step-policies': 6, groups: 2 },
};
