import { conditionalAccess, type EntraWorld } from '../../../../demo/stand-ins/entra/world.ts';
import { startEntra } from '../../../../demo/stand-ins/entra.ts';
import { entraCollector } from '../../../../lib/providers/entra/collect/index.ts';
import { entra as declared } from '../../../../lib/providers/entra/declaration.ts';
import { anyProvider } from '../../../../lib/providers/provider.ts';
import { cases, faults } from '../cases.ts';
import { answered, type Declaration, noList } from '../declaration.ts';
import { crew, mail, tried } from '../declared.ts';

const world: EntraWorld = {
  tenant: '11111111-2222-3333-4444-555555555555',
  users: crew(125).map((name) => ({
    id: `u${name}`,
    userPrincipalName: mail(name),
    mail: mail(name),
    proxyAddresses: [`SMTP:${mail(name)}`, `smtp:${mail(`${name}.alias`)}`],
    lastSignIn: '2026-11-20T08:00:00Z',
    registration: { isMfaRegistered: true, isMfaCapable: true },
  })),
  policies: crew(55).map((name) => conditionalAccess(`p${name}`)),
};

const hidden = { ends: 'partial not-visible' } as const;
const beforehand =
  'It is read to its end before anybody becomes a record, so that nothing is kept of one that is cut.';
const together =
  'It is read to its end before a policy becomes a record, so that nothing is judged by some of them.';
const enforced = ['entra.mfa-enforced'];

const table = tried({
  connection: 'entra',
  alone: {
    keys: { tenant: world.tenant },
    people: world.users.flatMap(({ id, userPrincipalName }) => [id, userPrincipalName]),
    async start(now) {
      const standIn = await startEntra(() => world, { now });
      return { standIn, credential: standIn.credentials() };
    },
  },
  organization: null,
  members: {
    path: /\/users$/,
    pages: 120,
    field: 'accountEnabled',
    next: 'address',
    instead: {
      'a list with nobody on it': {
        ends: 'failed truncated',
        because: 'Graph counts the users apart from their list.',
      },
    },
  },
  more: {
    'the count of users': {
      feeds: ['member-count', 'members'],
      spoil: answered('entra', { path: /\/users\/\$count$/ }),
      ...noList('A count'),
      field: { because: 'A count is a number and has no fields.' },
      instead: Object.fromEntries(
        faults.map((id) => [
          id,
          {
            ends: { 'member-count': `failed ${cases[id].code}`, members: `partial ${cases[id].code}` },
            because: 'People are listed all the same.',
          },
        ]),
      ),
    },
    'the report on registration': {
      feeds: ['members'],
      spoil: answered('entra', { path: /userRegistrationDetails$/ }),
      pages: {
        because: beforehand,
      },
      nobody: hidden,
      field: { name: 'isMfaRegistered', missing: hidden, null: hidden },
      next: 'address',
      instead: {
        'a next link to another host': { ends: 'failed malformed', because: beforehand },
        'a list without an end': { ends: 'failed truncated', because: beforehand },
      },
    },
    'security defaults': {
      feeds: ['policies'],
      spoil: answered('entra', { path: /identitySecurityDefaultsEnforcementPolicy$/ }),
      ...noList('Security defaults'),
      field: { name: 'isEnabled', missing: hidden, null: hidden },
    },
    'policies of conditional access': {
      feeds: ['policies'],
      spoil: answered('entra', { path: /conditionalAccess\/policies$/ }),
      pages: {
        because: together,
      },
      nobody: { ends: 'complete', bars: enforced },
      field: {
        name: 'state',
        missing: { ends: 'complete', bars: enforced },
        null: { ends: 'complete', bars: enforced },
      },
      next: 'address',
      instead: {
        'a next link to another host': { ends: 'failed malformed', because: together },
        'a list without an end': { ends: 'failed truncated', because: together },
      },
    },
  },
});

/** A list without an end is asked for on and on, beyond what is allowed in a minute. */
export const entra: Declaration = {
  ...table,
  hurried: anyProvider(entraCollector({ ...declared, limits: { ...declared.limits, perMinute: null } })),
};
