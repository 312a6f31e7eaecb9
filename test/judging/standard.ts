import type { Standard } from '../../lib/judging/standard.ts';

/** Of a company that configured nothing but a time zone. */
export const plainStandard: Standard = {
  schema: 'exhibit/standard/v1',
  organization: 'Acme',
  timezone: 'UTC',
  schedule: '02:00',
  connections: [],
  people: { source: null, identities: [] },
  vaults: [],
  sharedAccounts: [],
  vaultGroups: {},
  policies: [],
  controls: [],
  ownControls: [],
  waivers: [],
  attestations: [],
};
