import type { Address, ListEndpoint } from '../../../declared/paging.ts';

export const securityDefaults: Address = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';

export const conditionalAccess: ListEndpoint = {
  ask: '/v1.0/identity/conditionalAccess/policies',
  items: 'value',
  paging: { address: ['@odata.nextLink'] },
  total: null,
};
