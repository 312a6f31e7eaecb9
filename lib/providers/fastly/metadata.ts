import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Fastly. */
export const metadata: DeclaredWords = {
  controls: {
    enforced:
      'As a superuser, open Account › Company settings and require two-factor authentication of everybody.',
    enrolled:
      'Ask the person to set it up under Account › Personal profile › Two-factor authentication, or delete the user.',
  },
  untold: [
    'Fastly does not say when somebody was last there.',
    'Not collected: which services somebody may change, and API tokens.',
  ],
  setup: {
    scopes: ['global:read'],
    steps: [
      'As a superuser, open Account › API tokens in Fastly and create a personal token.',
      'Choose the scope Read-only access (global:read) alone, access to all services, and an end that somebody will remember.',
      'The token acts as the person who made it: make a new one when that person leaves.',
    ],
  },
};
