import type { NpmTokenItem, NpmWorld } from '../stand-ins/npm/world.ts';
import { identities, machineAccounts } from './identities.ts';
import { before, storyTime, timeText } from './nights.ts';

export const npmOrganization = 'fathom-ferries';

const owners: readonly string[] = ['Ines Verbeek', 'Jonas Halloran'];

/** What npm knows on a night. The token that asks belongs to the account that publishes from CI. */
export function npmAt(night: number): NpmWorld {
  const people = identities.flatMap(({ name, npm }) =>
    npm ? [[npm, owners.includes(name) ? 'owner' : 'developer'] as const] : [],
  );
  return {
    org: npmOrganization,
    members: { ...Object.fromEntries(people), [machineAccounts.npm]: 'developer' },
    packages: {
      '@fathom-ferries/timetable': 'write',
      '@fathom-ferries/tides': 'write',
      '@fathom-ferries/booking-widget': 'write',
    },
    account: { name: machineAccounts.npm, tokens: tokensAt(night) },
  };
}

const created = storyTime('2026-02-03T10:12:00Z');

function tokensAt(night: number): readonly NpmTokenItem[] {
  return [
    token('exhibit-read', 'exhibit', { readonly: true, expiry: null, accessed: timeText(before(night, 24)) }),
    token('ci-publish', 'publish from CI', {
      expiry: storyTime('2027-01-30T00:00:00Z'),
      accessed: timeText(before(night, 13)),
    }),
    ...handMadeToken(night),
  ];
}

/** Made to publish around a broken pipeline, and revoked two days later; npm goes on listing it. */
function handMadeToken(night: number): readonly NpmTokenItem[] {
  if (night < 19) return [];
  const made = timeText(before(19, 10));
  const revoked = night < 21 ? null : timeText(before(21, 9));
  const more = {
    bypass_2fa: true,
    created: made,
    expiry: storyTime('2027-02-08T00:00:00Z'),
    accessed: made,
    revoked,
  };
  return [token('by-hand', 'timetable hotfix', more)];
}

function token(
  key: string,
  name: string,
  more: Partial<NpmTokenItem> & Pick<NpmTokenItem, 'expiry'>,
): NpmTokenItem {
  return { key, name, readonly: false, bypass_2fa: false, created, ...more };
}
