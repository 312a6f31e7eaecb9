import type { CloudflarePerson, CloudflareWorld } from '../stand-ins/cloudflare/world.ts';
import { vaultStyleId } from './identifiers.ts';
import { personNamed } from './people.ts';

export const cloudflareAccount = 'f47e0a9c1b5d4e2f8a6c3d7b90e1f254';

interface Row {
  readonly name: string;
  /** Groups of permissions that a policy gives, where access is not given by roles. */
  readonly permissionGroups?: readonly string[];
  readonly roles?: readonly string[];
  /** Invited, and never came. */
  readonly pending?: true;
}

/** Who may change the company's web sites: engineers, two of the office, and one who never took up the invitation. */
const rows: readonly Row[] = [
  { name: 'Ines Verbeek', roles: ['Super Administrator - All Privileges'] },
  { name: 'Jonas Halloran', roles: ['Super Administrator - All Privileges'] },
  { name: 'Wessel Dijkhuis', roles: ['Administrator'] },
  { name: 'Priya Raman', permissionGroups: ['Workers Platform Admin'] },
  { name: 'Maarten de Groot', roles: ['Analytics'] },
  { name: 'Fenna Kuiper', roles: ['Analytics'], pending: true },
];

/** Lets a campaign lead somewhere, on nights 10 and 11; she has no second factor there. */
const campaigner: Row = { name: 'Sofie Ternes', permissionGroups: ['Domain Administrator'] };

/** Nights on which the account's requirement was lifted, so that somebody without a second factor could be let in. */
export function factorsWaived(night: number): boolean {
  return night === 10 || night === 11;
}

/** What Cloudflare knows on a night. */
export function cloudflareAt(night: number): CloudflareWorld {
  const lifted = factorsWaived(night);
  return {
    account: {
      id: cloudflareAccount,
      name: 'Fathom Ferries',
      settings: { enforce_twofactor: !lifted },
    },
    members: [...rows.map((row) => memberOf(row, true)), ...(lifted ? [memberOf(campaigner, false)] : [])],
  };
}

function memberOf({ name, pending, ...access }: Row, twoFactor: boolean): CloudflarePerson {
  const { email } = personNamed(name);
  const user = { id: idOf('user', name), two_factor_authentication_enabled: twoFactor };
  const member = { id: idOf('member', name), email, ...access };
  return pending ? { ...member, status: 'pending' } : { ...member, status: 'accepted', user };
}

function idOf(kind: string, name: string): string {
  return Buffer.from(vaultStyleId(`cloudflare ${kind}`, name))
    .toString('hex')
    .slice(0, 32);
}
