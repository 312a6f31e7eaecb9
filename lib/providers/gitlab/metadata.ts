import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of GitLab. */
export const metadata: DeclaredWords = {
  controls: {
    enforced:
      'As an owner, open the group’s Settings › General › Permissions and group features and turn on All users in this group must set up two-factor authentication; of an instance, Admin › Settings › General › Sign-in restrictions.',
    enrolled:
      'Ask the person to set it up under Edit profile › Account, or remove them; block an account of an instance that is deactivated: signing in makes it active again.',
  },
  untold: [
    'Members of subgroups and projects who are not in the group itself are not collected.',
    'Not collected: which role somebody has in a group or project, and tokens and keys.',
  ],
  setup: {
    example: [
      'group: YOUR_GROUP                     # or, of a whole instance of your own:',
      '# instance: true',
      '# server: https://gitlab.acme.example',
    ],
    scopes: ['read_api'],
    steps: [
      'As an owner of the top-level group, open Settings › Access tokens and create a group access token with the role Owner and the scope read_api alone.',
      'For a whole instance, create a personal access token with read_api of an administrator, best of an account made for it.',
      'A token ends after a year at most: renew it before.',
    ],
  },
};
