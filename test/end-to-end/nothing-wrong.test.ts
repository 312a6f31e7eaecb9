import { describe, test } from '@jest/globals';
import {
  accountsChanged,
  configured,
  exported,
  google,
  inAlias,
  people,
  policies,
  withAccount,
  withWaivers,
} from './changes.ts';
import { account, daysBefore, inner, larch, mail, policy, unit } from './company.ts';
import { spring, type Trap } from './trap.ts';
import { ids } from './verdicts.ts';

const { enforced } = ids;
const never = '1970-01-01T00:00:00Z';
const [first, ...otherWaivers] = larch.configuration.waivers;

const atGoogle: readonly Trap[] = [
  {
    name: 'a waiver that ends today, in the time zone of the company',
    company: withWaivers([{ ...first, expires: '2026-11-23' }, ...otherWaivers]),
    changes: {},
  },
  {
    name: 'a waiver in another case of letters',
    company: withWaivers([{ ...first, subject: 'BreakGlass@LARCH.example' }, ...otherWaivers]),
    changes: {},
  },
  {
    name: 'somebody within the grace period for newcomers',
    company: people({ lou: { creationTime: daysBefore(6), isEnforcedIn2Sv: false } }),
    changes: {},
    because: [[enforced, mail('lou'), 'fail', /lasts until 2026-11-24/]],
  },
  {
    name: 'a group that overrides, and a higher one that overrides that',
    company: policies([
      policy('enforcement', { enforcedFrom: never }, { group: 'field', sortOrder: 140 }),
      policy('enforcement', { enforcedFrom: never }, { unit: '/Field', sortOrder: 130 }),
    ]),
    changes: {},
  },
  {
    name: 'an account under an address in a domain alias',
    company: inAlias('dan'),
    changes: {},
  },
  {
    name: 'policies of Google that are for a licence and rank below all others',
    company: policies([
      {
        ...policy('enforcement', { enforcedFrom: never }, { sortOrder: 2 }),
        policyQuery: { query: "entity.licenses.exists(l, l in ['/product/101/sku/1'])", sortOrder: 2 },
        type: 'SYSTEM',
      },
    ]),
    changes: {},
  },
  {
    name: 'a unit and the admins’ group that are strict both, the unit of the greater order',
    company: policies([
      policy(
        'enforcement_factor',
        { allowedSignInFactorSet: 'PASSKEY_ONLY' },
        { unit: '/Office', sortOrder: 202 },
      ),
    ]),
    changes: {},
  },
  {
    name: 'groups in a circle',
    company: google(
      {
        groups: larch.google.groups.map((one) =>
          one.name === 'field' ? { ...one, members: [...one.members, inner('staff')] } : one,
        ),
      },
      policies([
        policy('enforcement', { enforcedFrom: '2025-06-01T00:00:00Z' }, { group: 'staff', sortOrder: 145 }),
      ]),
    ),
    changes: {},
  },
  {
    name: 'unit paths and addresses in mixed case, and units below units',
    company: google(
      { orgUnits: [...larch.google.orgUnits, unit('/Field/North'), unit('/Field/North/Coast')] },
      people({ finn: { orgUnitPath: '/Field/North/Coast', primaryEmail: 'FINN@Larch.Example' } }),
    ),
    changes: {},
  },
  {
    name: 'suspended and archived accounts of which hardly anything is told',
    company: people({
      jon: {
        isEnrolledIn2Sv: null,
        isEnforcedIn2Sv: null,
        lastLoginTime: null,
        orgUnitPath: null,
        isAdmin: null,
      },
      kim: { isEnrolledIn2Sv: null, suspended: null, isDelegatedAdmin: null, creationTime: null },
    }),
    changes: {},
  },
];

const atOnePassword: readonly Trap[] = [
  {
    name: 'somebody named by an alias, and vaults in another case of letters',
    company: configured({
      vaults: [
        { name: 'NPM Publishing', members: [mail('ANA'), mail('ben')] },
        { name: 'ledger', members: [mail('ana'), mail('carla'), mail('eva')] },
        { name: 'Site keys', members: [mail('finn'), mail('gita.rao'), mail('h.olsen')] },
      ],
    }),
    changes: {},
  },
  {
    name: 'a private vault, which is its owner’s alone',
    company: exported((content) => ({
      ...content,
      vaults: [
        ...content.vaults,
        {
          ...content.vaults[0],
          id: 'vault-private',
          name: 'Private',
          type: 'PERSONAL',
          groups: [],
          users: [content.vaults[0].users[0]],
        },
      ],
    })),
    changes: {},
  },
  {
    name: 'a private address that the configuration says whose it is',
    company: configured(
      {
        people: {
          source: 'google',
          identities: [{ person: mail('dan'), onepassword: 'dan@private.example' }],
        },
      },
      accountsChanged({ dan: { email: 'dan@private.example' } }),
    ),
    changes: {},
  },
  {
    name: 'a shared account that is declared',
    company: configured(
      { sharedAccounts: [{ name: 'Front desk', connection: 'onepassword', account: 'Desk@shop.example' }] },
      withAccount(account('desk', 'desk@shop.example')),
    ),
    changes: {},
  },
  {
    name: 'no people source, where one Google Workspace is all there is to choose from',
    company: configured({ people: undefined }),
    changes: {},
  },
  {
    name: 'an export with a byte order mark',
    company: exported((content) => `\uFEFF${JSON.stringify(content)}`),
    changes: {},
  },
];

describe('Nothing is objected to in', () => {
  test.concurrent.each([...atGoogle, ...atOnePassword])('$name', async (trap) => void (await spring(trap)));
});
