import type { Endpoint, ListEndpoint } from '../../../declared/paging.ts';

export const securityDefaults: Endpoint = {
  path: '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
  parameters: {},
};

export const conditionalAccess: ListEndpoint = {
  path: '/v1.0/identity/conditionalAccess/policies',
  parameters: {},
  items: 'value',
  paging: { kind: 'address', at: ['@odata.nextLink'], size: null },
  total: null,
};
