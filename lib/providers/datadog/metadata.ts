import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Datadog. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: null,
    enrolled:
      'Ask the person to set it up under Personal Settings › Password & Authentication, or disable the user.',
  },
  untold: [
    'No API shows whether Datadog requires a second factor of everybody.',
    'Not collected: what roles of the company’s own may do, and API and application keys.',
  ],
  setup: {
    scopes: ['user_access_read'],
    steps: [
      'In Datadog, create a service account with a role that has User Access Read and nothing else (Organization Settings › Service Accounts).',
      'Create an application key of it with the scope user_access_read, and an API key (Organization Settings › API Keys).',
      'Give both as JSON: { "apiKey": "…", "applicationKey": "…" }.',
    ],
  },
};
