import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of HCP Terraform. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: 'As an owner, open Settings › Authentication and turn on Require two-factor.',
    enrolled:
      'Ask the person to set it up under User Settings › Two Factor Authentication and to verify it, or remove them from the organization.',
  },
  untold: [
    'No API shows when somebody was last active.',
    'Not collected: which teams somebody is in, and what these may do, and tokens.',
  ],
  setup: {
    scopes: ['Membership of the owners team'],
    steps: [
      'As an owner, open Settings › Teams › owners › Team API Token and create one with an end. It is the team’s own and stays when a person leaves.',
      'It may do whatever owners may: keep it in a secret store, and change it before it ends.',
      'A token of a user in the team will do as well.',
    ],
  },
};
