import type { Recording } from './recording.ts';

const [ana, ben, carla] = [1, 2, 3].map((at) => `6b2f4a10-0000-4000-8000-00000000000${at}`) as [
  string,
  string,
  string,
];
const collection = 'bfbc8338-e329-4dc0-b0c9-317c2ebf1a09';
const group = '9c000000-0000-4000-8000-000000000001';
const access = { readOnly: false, hidePasswords: false, manage: false };

const list = (data: readonly object[]) => ({ object: 'list', data, continuationToken: null });

const member = (id: string, name: string, traits: object) => ({
  object: 'member',
  id,
  userId: id.replace('6b2f', '7c3a'),
  name,
  email: `${name.toLowerCase()}@acme.example`,
  twoFactorEnabled: true,
  status: 2,
  type: 2,
  permissions: null,
  externalId: null,
  resetPasswordEnrolled: false,
  ssoExternalId: null,
  collections: null,
  ...traits,
});

const event = (type: number, date: string, traits: object) => ({
  object: 'event',
  type,
  itemId: null,
  collectionId: null,
  groupId: null,
  policyId: null,
  memberId: null,
  actingUserId: null,
  installationId: null,
  date,
  device: 9,
  ipAddress: '192.0.2.10',
  ...traits,
});

const members = [
  member(ana, 'Ana', { type: 0 }),
  member(ben, 'Ben', { twoFactorEnabled: false }),
  member(carla, 'Carla', { userId: null, name: null, twoFactorEnabled: false, status: 0 }),
];

/** The answers that Bitwarden’s description of its public API shows: the list of members says of nobody what they have. */
export const bitwarden: Recording = {
  source: 'The description of the Public API, bitwarden.com/help/public-api (facts alone)',
  settings: { region: 'com' },
  now: '2026-11-23T02:00:00Z',
  answers: {
    '/connect/token': {
      access_token: 'recorded',
      expires_in: 3600,
      token_type: 'Bearer',
      scope: 'api.organization',
    },
    '/public/members': list(members),
    [`/public/members/${ana}`]: { ...members[0], collections: [] },
    [`/public/members/${ben}`]: {
      ...members[1],
      collections: [{ id: collection, ...access, readOnly: true }],
    },
    [`/public/members/${carla}`]: { ...members[2], collections: [] },
    '/public/groups': list([
      {
        object: 'group',
        id: group,
        name: 'Marketing',
        externalId: null,
        collections: [{ id: collection, ...access }],
      },
    ]),
    [`/public/groups/${group}/member-ids`]: [ben],
    '/public/collections': list([
      { object: 'collection', id: collection, externalId: 'marketing', groups: [{ id: group, ...access }] },
    ]),
    '/public/policies': list([
      { object: 'policy', id: 'a1000000-0000-4000-8000-000000000001', type: 0, enabled: true, data: null },
      { object: 'policy', id: 'a1000000-0000-4000-8000-000000000002', type: 4, enabled: false, data: null },
    ]),
    '/public/events': list([
      event(1504, '2026-11-22T12:00:00.000Z', { memberId: ben, actingUserId: ana }),
      event(1003, '2026-11-22T11:00:00.000Z', { actingUserId: ben }),
    ]),
  },
  records: { members: 3, groups: 1, collections: 1, 'collection-access': 2, policies: 2, events: 2 },
};
