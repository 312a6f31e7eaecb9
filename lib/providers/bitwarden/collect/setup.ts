import type { ProviderSetup } from '../../provider.ts';
import { scope } from './scope.ts';

export const setup: ProviderSetup = {
  example: `  - id: bitwarden
    provider: bitwarden
    credentials: env:BITWARDEN_CREDENTIALS   # JSON: clientId, clientSecret of the organization
    region: com                              # com or eu
    # server: https://vault.acme.example     # instead of region: your own server
`,
  scopes: [`${scope} (Bitwarden has no narrower one)`],
  steps: [
    'As an owner of a Teams or Enterprise organization, open the Admin Console, Settings › Organization info, and choose View API key. Put client_id (organization.…) and client_secret into clientId and clientSecret.',
    'The key may also change members, groups, collections and policies, and opens no vault: Bitwarden has no key that only reads. Keep it where nobody else reads it; Rotate API key makes the old one worthless.',
    'Bitwarden does not tell the names of collections. Give each an external id (Admin Console, the collection’s Edit › External id), or name it under vaults by connection and id: the id is in the address of the collection in the web vault.',
    'Name the owners and administrators for every collection that they may open, and assign it to them: no API tells whether they may open others.',
  ],
};
