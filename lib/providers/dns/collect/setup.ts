import type { ProviderSetup } from '../../provider.ts';

export const setup: ProviderSetup = {
  example: `  - id: dns
    provider: dns
    domains: [YOUR_DOMAIN]                # every domain of the company, also those that send no mail
    selectors: [google]                   # DKIM selectors; the DNS has no list of them
    # resolver: 192.0.2.53                # default: this machine's own
`,
  scopes: [],
  steps: [
    'No credential is needed: these records are public.',
    'Find your DKIM selectors in the header DKIM-Signature (s=…) of mail that each of your services sends.',
    'List parked domains as well; they are the easiest to send from. “v=spf1 -all” and “v=DMARC1; p=reject” close them.',
  ],
};
