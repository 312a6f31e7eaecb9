import type { ProviderSetup } from '../../provider.ts';

export const setup: ProviderSetup = {
  example: `  - id: github
    provider: github
    credentials: env:GITHUB_TOKEN         # a token of an owner: env:NAME, file:PATH or secret:NAME
    org: YOUR_ORG                         # the organization, of github.com/acme
    # enterprise: YOUR_ENTERPRISE         # counts its licences as well; wants a token of an owner of the enterprise
`,
  scopes: ['Organization permissions › Members: Read-only'],
  steps: [
    'Sign in to GitHub as an owner of the organization. GitHub tells nobody else who has two-factor authentication, nor whether it is required.',
    'Under Settings › Developer settings › Personal access tokens › Fine-grained tokens, choose Generate new token. As resource owner choose the organization, not yourself.',
    'Grant Organization permissions › Members: Read-only, and nothing else: no repository, no other permission, unless policy documents are kept there.',
    'Choose an end that somebody will remember; exhibit doctor names the day. If the organization approves tokens, have it approved.',
    'If exhibit doctor says that the requirement is not shown, add Organization permissions › Administration: Read-only.',
    'Only where enterprise: is to hold the members against the licences that are taken: use a classic token of an owner of both, with read:enterprise and admin:org, since GitHub gives that count to no fine-grained token.',
    'Where policy documents are listed under policies, choose Only select repositories and those that hold them, and grant Repository permissions › Contents: Read-only.',
  ],
};
