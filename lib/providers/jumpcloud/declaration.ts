import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { hasTotpAlone } from './totp.ts';

/** JumpCloud: of which users multi-factor authentication is required, and which of them have it. */
export const jumpcloud: ProviderDeclaration = {
  id: 'jumpcloud',
  title: 'JumpCloud',
  settings: {},
  host: 'https://console.jumpcloud.com',
  auth: {
    kind: 'header',
    name: 'x-api-key',
    prefix: '',
    what: 'the API key of an administrator who only reads',
  },
  tokens: [['a JumpCloud API key', '\\bjca_[A-Za-z0-9]{20,}']],
  limits: {
    perMinute: null,
    source: 'JumpCloud publishes no number, and answers 429 when it has had enough.',
  },
  // Whether it is required is a setting of each user.
  organization: null,
  members: {
    lists: [
      {
        path: '/api/systemusers',
        parameters: { sort: '_id' },
        items: 'results',
        paging: { kind: 'offset', parameter: 'skip', size: { parameter: 'limit', is: 100 } },
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
        {
          at: 'mfaEnrollment.overallStatus',
          yes: ['ENROLLED'],
          no: [
            'NOT_ENROLLED',
            'DISABLED',
            'PENDING_ACTIVATION',
            'ENROLLMENT_EXPIRED',
            'IN_ENROLLMENT',
            'PRE_ENROLLMENT',
          ],
          missing: 'hidden',
        },
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
  controls: {
    enforced: {
      version: 1,
      fix: 'Open User Management › Users › the person › User Security Settings and Permissions, turn on Require Multi-factor Authentication for User Portal, and end an exclusion that is no longer needed.',
    },
    enrolled: {
      version: 1,
      fix: 'Ask the person to set up a factor under Security in the User Portal, or suspend the user.',
    },
  },
  untold: [
    'When somebody was last active is in Directory Insights, which is not asked.',
    'Administrators of JumpCloud itself are another list, which is not collected.',
    'Which devices, groups and applications a user has is not collected.',
  ],
  setup: {
    example: [],
    scopes: ['Read Only (the role of the administrator)'],
    steps: [
      'In the JumpCloud Admin Console, open Settings › Administrators and add one with the role Read Only and API access.',
      'Signed in as that administrator, open My API Key and generate one. It ends with the administrator: use an account that stays.',
    ],
  },
};
