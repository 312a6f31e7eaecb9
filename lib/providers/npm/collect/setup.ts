import type { ProviderSetup } from '../../provider.ts';

export const setup: ProviderSetup = {
  example: `  - id: npm
    provider: npm
    credentials: env:NPM_TOKEN            # an access token: env:NAME, file:PATH or secret:NAME
    org: YOUR_ORG                         # the organization, without @
`,
  scopes: ['Organizations: read-only, for the organization', 'Packages and scopes: no access'],
  steps: [
    'Sign in to npm with an account that is a member of the organization; one made for this purpose, a developer without further rights, will do.',
    'Under Access Tokens, generate a granular access token: under Organizations choose read-only and the organization, under Packages and scopes no access. Leave “bypass two-factor authentication” off. A token that only reads may live as long as you like.',
    'npm lists an account’s tokens to that account alone, and only to a token that may see them. Without that, a token that bypasses two-factor authentication is not noticed; nothing else depends on it.',
  ],
};
