import type { SentryMember, SentryWorld } from '../stand-ins/sentry/world.ts';
import { numberFor } from './identifiers.ts';
import { before, timeText } from './nights.ts';
import { personNamed } from './people.ts';

export const sentryOrganization = 'fathom-ferries';

/** Who is told of errors, and what they may do there. */
const rows = [
  ['Ines Verbeek', 'owner'],
  ['Jonas Halloran', 'owner'],
  ['Wessel Dijkhuis', 'manager'],
  ['Priya Raman', 'member'],
  ['Tobias Lund', 'member'],
  ['Hanneke Vos', 'member'],
  ['Kwame Boateng', 'member'],
] as const;

/** A contractor who was invited, and never came. */
const invited = 'Rafe Lindgren';

/** What Sentry knows on a night. */
export function sentryAt(night: number): SentryWorld {
  return {
    organization: { slug: sentryOrganization, name: 'Fathom Ferries', require2FA: true },
    members: [
      ...rows.map(([name, orgRole]) => ({ ...membership(name), orgRole, user: userAt(name, night) })),
      { ...membership(invited), orgRole: 'member', user: null },
    ],
  };
}

function membership(name: string): Pick<SentryMember, 'email' | 'id'> {
  return { id: idOf('member', name), email: personNamed(name).email.toLowerCase() };
}

function userAt(name: string, night: number): SentryMember['user'] {
  const lastActive = timeText(before(night, 8 + numberFor(`sentry ${name}`, 60)));
  return { id: idOf('user', name), has2fa: true, lastActive };
}

function idOf(kind: string, name: string): string {
  return String(1_000_000 + numberFor(`sentry ${kind} ${name}`, 9_000_000));
}
