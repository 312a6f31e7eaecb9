import type { Recording } from './recording.ts';

export const npm: Recording = {
  source: 'api-docs.npmjs.com: the answers’ schemas and examples (github.com/npm/api-documentation, MIT)',
  settings: { org: 'acme' },
  answers: {
    '/-/whoami': { username: 'acme-ci' },
    '/-/org/acme/user': { ana: 'owner', 'acme-ci': 'developer', ben: 'admin' },
    '/-/org/acme/package': { '@acme/sdk': 'write', '@acme/internal': 'read' },
    '/-/npm/v1/tokens': {
      objects: [
        {
          name: 'collector',
          description: null,
          expiry: '2027-11-01T00:00:00.000Z',
          key: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
          token: 'npm_aBcD...7890',
          readonly: true,
          bypass_2fa: false,
          cidr: ['203.0.113.0/24'],
          revoked: null,
          created: '2026-11-01T00:00:00.000Z',
          updated: '2026-11-01T00:00:00.000Z',
          accessed: '2026-11-22T02:00:00.000Z',
          permissions: [{ name: 'org', action: 'read' }],
          scopes: [{ type: 'org', name: 'acme' }],
        },
        // Of before there were any names, permissions and ends of tokens.
        {
          key: 'b1b2c3d4',
          token: 'npm_eFgH...1234',
          readonly: false,
          cidr: null,
          created: '2019-11-01T00:00:00.000Z',
          updated: '2019-11-01T00:00:00.000Z',
        },
      ],
      total: 2,
      urls: {},
    },
  },
  records: { members: 3, packages: 2, account: 1 },
};
