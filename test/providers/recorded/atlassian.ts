import type { Recording } from './recording.ts';

const account = (accountId: string, name: string, traits: object) => ({
  accountId,
  accountType: 'atlassian',
  name,
  nickname: name,
  email: `${name}@acme.example`,
  emailVerified: true,
  accountStatus: 'active',
  status: 'active',
  membershipStatus: 'active',
  addedToOrg: '2024-01-15T10:30:00Z',
  claimStatus: 'managed',
  mfaEnabled: true,
  platformRoles: [],
  ...traits,
});

const links = { self: null, prev: null, next: null };
const ana = account('5b10a2844c20165700ede21a', 'ana', { platformRoles: ['atlassian/org-admin'] });
const { mfaEnabled: _, ...ben } = account('5b10a2844c20165700ede22b', 'ben', { claimStatus: 'unmanaged' });

/** The answers that a client generated from Atlassian’s reference describes. */
export const atlassian: Recording = {
  source: 'github.com/MrRefactoring/jira.js, src/admin: MultiDirectoryUserPage (MIT)',
  settings: { org: 'org-1' },
  answers: {
    '/admin/v2/orgs/org-1/directories/-/users?claimStatus=managed': { data: [ana], links },
    '/admin/v2/orgs/org-1/directories/-/users': { data: [ana, ben], links },
    '/admin/v2/orgs/org-1/directories/-/users/count': { count: 2 },
  },
  records: { 'member-count': 1, members: 2 },
};
