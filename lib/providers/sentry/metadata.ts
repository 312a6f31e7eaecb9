import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Sentry. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: 'Open Settings › Security & Privacy and turn on Require Two-Factor Authentication.',
    enrolled:
      'Ask the person to set it up under User Settings › Security, or remove them from the organization.',
  },
  untold: [
    'Not collected: which projects and teams somebody is in.',
    'Auth tokens and integrations are not collected.',
  ],
  setup: {
    scopes: ['org:read', 'member:read'],
    steps: [
      'As an owner or manager, open Settings › Custom Integrations in Sentry and create an internal integration: its token is the organization’s, and stays when a person leaves.',
      'Grant it Organization: Read and Member: Read, and nothing else.',
      'Copy its token. A personal token with org:read and member:read of an owner will do as well.',
    ],
  },
};
