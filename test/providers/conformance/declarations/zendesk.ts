import type { ZendeskUser, ZendeskWorld } from '../../../../demo/stand-ins/zendesk/world.ts';
import { startZendesk } from '../../../../demo/stand-ins/zendesk.ts';
import type { Question } from '../declaration.ts';
import { counted, crew, mail, tried } from '../declared.ts';

const agents: readonly ZendeskUser[] = crew(105).map((name, index) => ({
  id: 3_600_000 + index,
  email: mail(name),
  two_factor_auth_enabled: true,
}));
const owner: ZendeskUser = {
  id: 3_500_000,
  email: mail('owner'),
  role: 'admin',
  two_factor_auth_enabled: true,
};

const world: ZendeskWorld = {
  subdomain: 'acme',
  agent: { two_factor_enforce: true },
  users: [owner, ...agents],
};

const instead: NonNullable<Question['instead']> = {
  'an empty page before the last': {
    ends: 'partial truncated',
    because: 'Pages are numbered, so that whoever was on it is lost; the count says that there are more.',
  },
  'a list without an end': {
    ends: 'partial rejected',
    says: /400/,
    because: 'Zendesk refuses the hundred and first page.',
  },
  'a list with nobody on it': counted['a list with nobody on it'],
};

export const zendesk = tried({
  connection: 'zendesk',
  alone: {
    keys: { subdomain: world.subdomain },
    people: world.users.flatMap(({ id, email }) => [String(id), email]),
    async start(now) {
      const standIn = await startZendesk(() => world, { now });
      return { standIn, credential: standIn.credentials() };
    },
  },
  organization: { path: /\/security_settings$/, field: 'two_factor_enforce' },
  members: {
    path: /\/users\.json$/,
    pages: 100,
    field: 'two_factor_auth_enabled',
    next: 'address',
    instead,
  },
});
