import { describe, expect, test } from '@jest/globals';
import { domainMatcher, matcher, serviceDomain } from '../../../lib/judging/services/match.ts';
import type { RegisteredService } from '../../../lib/judging/services/register.ts';

const service = (name: string, domain: string): RegisteredService => ({
  name,
  domain,
  signIn: null,
  connection: null,
  vault: null,
  owner: null,
  users: null,
  twoFactor: null,
  clientIds: [],
  ignore: null,
});
const nameOf = (domain: string, ...register: RegisteredService[]) =>
  domainMatcher(register)(domain)?.name ?? null;

describe('A domain of the register', () => {
  test.each(['planboard.example', 'app.planboard.example', 'EU.app.planboard.example'])(
    'covers %s',
    (domain) => {
      expect(nameOf(domain, service('Planboard', 'planboard.example'))).toBe('Planboard');
    },
  );

  test.each(['notplanboard.example', 'example', 'planboard.example.elsewhere.example'])(
    'is not that of %s',
    (domain) => {
      expect(nameOf(domain, service('Planboard', 'planboard.example'))).toBeNull();
    },
  );
});

describe.each([
  'pages.dev',
  'github.io',
  'herokuapp.com',
  'myshopify.com',
  'zendesk.com',
  's3.amazonaws.com',
  'cloudapp.azure.com',
  'co.uk',
])('Below %s anybody may have a name, so that', (host) => {
  const names = [`stranger.${host}`, `app.stranger.${host}`];

  test('the host in the register covers nobody else', () => {
    for (const name of names) expect(nameOf(name, service('The host', host.replace(/^s3\./, '')))).toBeNull();
  });

  test('a name of one’s own covers what is below that name, and no neighbour', () => {
    const ours = service('Ours', `acme.${host}`);
    expect(nameOf(`acme.${host}`, ours)).toBe('Ours');
    expect(nameOf(`www.acme.${host}`, ours)).toBe('Ours');
    for (const name of names) expect(nameOf(name, ours)).toBeNull();
  });
});

test('The host itself is the one that the register names', () => {
  expect(nameOf('zendesk.com', service('Zendesk', 'zendesk.com'))).toBe('Zendesk');
});

test('An application of a stranger on a shared host is none of the register', () => {
  const match = matcher([service('GitHub', 'github.com'), service('Pages', 'github.io')]);
  for (const kind of ['saml', 'client'] as const)
    expect(match({ kind, name: 'stranger.github.io', clientId: 'stranger.github.io' })).toBeNull();
});

test.each([
  ['app.hubspot.com', 'hubspot.com'],
  ['www.1password.ca', '1password.com'],
  ['wiki.planboard.example', 'wiki.planboard.example'],
  ['one.github.io', 'one.github.io'],
  ['github.com', 'github.com'],
])('The host %s belongs to %s', (host, domain) => {
  expect(serviceDomain(host)).toBe(domain);
});
