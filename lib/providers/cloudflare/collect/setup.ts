import type { ProviderSetup } from '../../provider.ts';

export const setup: ProviderSetup = {
  example: `  - id: cloudflare
    provider: cloudflare
    credentials: env:CLOUDFLARE_TOKEN     # an API token: env:NAME, file:PATH or secret:NAME
    account: YOUR_ACCOUNT_TAG             # the account's id, of dash.cloudflare.com/<id>
`,
  scopes: ['Account › Account Settings: Read'],
  steps: [
    'Sign in to Cloudflare as a super administrator, open the account, and under Manage Account › Account API Tokens choose Create Token, then Create Custom Token. A token of the account stays when a person leaves; one of your own (My Profile › API Tokens) will do as well.',
    'Grant Account › Account Settings: Read, for this account only, and nothing else.',
    'Choose an end that somebody will remember; exhibit doctor names the day.',
    'Do not use the Global API Key: it may do everything that you may.',
  ],
};
