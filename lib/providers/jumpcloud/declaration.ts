import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { metadata } from './metadata.ts';
import { hasTotpAlone } from './totp.ts';

const notEnrolled = [
  'NOT_ENROLLED',
  'DISABLED',
  'PENDING_ACTIVATION',
  'ENROLLMENT_EXPIRED',
  'IN_ENROLLMENT',
  'PRE_ENROLLMENT',
];

/** JumpCloud: of which users multi-factor authentication is required, and which of them have it. Policies are read beside. */
export const jumpcloud: ProviderDeclaration = {
  id: 'jumpcloud',
  title: 'JumpCloud',
  settings: {},
  host: 'https://console.jumpcloud.com',
  auth: { kind: 'header', name: 'x-api-key', what: 'the API key of an administrator who only reads' },
  tokens: [['a JumpCloud API key', '\\bjca_[A-Za-z0-9]{20,}']],
  // JumpCloud publishes no number, and answers 429 when it has had enough.
  limits: { perMinute: null },
  // Whether it is required is a setting of each user.
  organization: null,
  members: {
    lists: [
      {
        ask: '/api/systemusers?sort=_id&limit=100',
        items: 'results',
        paging: { offset: 'skip' },
        total: 'totalCount',
      },
    ],
    people: {
      id: '_id',
      account: null,
      email: { at: 'email', missing: 'hidden' },
      login: { at: 'username', missing: 'unknown' },
    },
    invited: { at: 'activated', yes: [false], no: [true], missing: 'unknown' },
    disabled: {
      any: [
        { at: 'suspended', missing: 'unknown' },
        { at: 'state', yes: ['SUSPENDED'], no: ['STAGED', 'ACTIVATED'], missing: 'unknown' },
      ],
    },
    service: null,
    mfaEnrolled: {
      any: [
        { at: 'mfaEnrollment.overallStatus', yes: ['ENROLLED'], no: notEnrolled, missing: 'hidden' },
        hasTotpAlone,
      ],
    },
    mfaEnforced: {
      all: [
        { at: 'enable_user_portal_multifactor', missing: 'hidden' },
        // Whoever is excluded gets in without, whatever is required of them.
        { at: 'mfa.exclusion', yes: [false], no: [true], missing: 'hidden' },
      ],
    },
    singleSignOn: null,
    roles: null,
    lastActive: null,
    grant: 'Use the key of an administrator who may read all users.',
  },
  ...metadata,
};
