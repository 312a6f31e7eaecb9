import type { SlackMember, SlackWorld } from '../stand-ins/slack/world.ts';
import { domain, userStyleId } from './identifiers.ts';
import { nightTime } from './nights.ts';
import { type Person, people } from './people.ts';

/** Who never came to Slack: the break-glass account, some of the crew, and those who left before there was any. */
const elsewhere: readonly string[] = [
  'Break Glass',
  'Tjeerd Wiersma',
  'Bjarne Holm',
  'Ole Mathisen',
  'Ruben Castelein',
  'Hilde Aasen',
  'Klaas Tuinman',
  'Greet Simons',
];

/** Guests of other companies, who stay. Each is excepted by a waiver. */
export const slackGuests = ['pilot@harbour.example', 'yard@slipway.example'] as const;

/** A photographer whom somebody let in for nights 14 and 15, without asking. */
const passingGuest = { email: 'studio@brightwater.example', nights: [14, 15] } as const;

const bots = ['github', 'booking-alerts'] as const;

/** What Slack knows on a night: people with the deactivated, guests and bots. */
export function slackAt(night: number): SlackWorld {
  const at = nightTime(night).getTime();
  const staff = people.filter(({ name, since }) => since <= at && !elsewhere.includes(name));
  const visitors = (passingGuest.nights as readonly number[]).includes(night) ? [passingGuest.email] : [];
  return {
    team: { id: 'T04FATHOM1', name: 'Fathom Ferries', domain: 'fathom-ferries', email_domain: domain },
    members: [
      {
        id: 'USLACKBOT',
        name: 'slackbot',
        deleted: false,
        is_bot: false,
        profile: { real_name: 'Slackbot' },
      },
      ...bots.map(botMember),
      ...staff.map((person) => staffMember(person, night)),
      ...slackGuests.map((email) => guestMember(email, true)),
      ...visitors.map((email) => guestMember(email, false)),
    ],
  };
}

function staffMember({ email, name, role, suspendedFrom }: Person, night: number): SlackMember {
  return {
    ...memberOf(email.toLowerCase(), name),
    deleted: suspendedFrom !== null && suspendedFrom <= night,
    is_admin: role === 'super-admin',
    is_owner: name === 'Ines Verbeek',
    is_primary_owner: name === 'Ines Verbeek',
    is_restricted: false,
    has_2fa: true,
    two_factor_type: 'app',
  };
}

function guestMember(email: string, has2fa: boolean): SlackMember {
  return {
    ...memberOf(email, email.split('@')[0] ?? email),
    deleted: false,
    is_restricted: true,
    has_2fa: has2fa,
  };
}

function memberOf(email: string, name: string): SlackMember {
  return {
    id: `U${userStyleId('slack', email).slice(0, 10)}`,
    name: email.split('@')[0] ?? email,
    is_bot: false,
    is_app_user: false,
    profile: { real_name: name, email },
  };
}

function botMember(name: string): SlackMember {
  const id = `U${userStyleId('slack bot', name).slice(0, 10)}`;
  return { id, name, deleted: false, is_bot: true, is_app_user: false, profile: { real_name: name } };
}
