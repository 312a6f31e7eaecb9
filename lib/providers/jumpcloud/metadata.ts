import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of JumpCloud. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: null,
    enrolled: 'Ask the person to set up a factor under Security in the User Portal, or suspend the user.',
  },
  untold: [
    'When somebody was last active is in Directory Insights, which is not asked.',
    'Administrators of JumpCloud itself are another list, which is not collected.',
    'Not collected: whom conditional access policies are for.',
    'Not collected: which devices, groups and applications a user has.',
  ],
  setup: {
    scopes: ['Read Only (the role of the administrator)'],
    steps: [
      'In the JumpCloud Admin Console, open Settings › Administrators and add one with the role Read Only and API access.',
      'Signed in as that administrator, open My API Key and generate one. It ends with the administrator: use an account that stays.',
    ],
  },
};
