import { sha256Of } from '../../lib/evidence/sha256.ts';
import type {
  BitwardenAssignment,
  BitwardenHappening,
  BitwardenPerson,
  BitwardenWorld,
} from '../stand-ins/bitwarden/world.ts';
import { before, nightTime, timeText } from './nights.ts';
import { personNamed } from './people.ts';

/** A collection of the ticket kiosks on board, whose crew keeps its passwords at Bitwarden. */
interface Kiosk {
  readonly name: string;
  /** What the company's own list of systems calls it; null where nobody wrote that down. */
  readonly externalId: string | null;
  /** Whom it was assigned to one by one. */
  readonly people: readonly string[];
  /** Whether the crew has it through its group. */
  readonly crew: boolean;
}

const owner = 'Tjeerd Wiersma';
const crew = ['Carys Bevan', 'Ole Mathisen', 'Leila Osman'];

const kiosks: readonly Kiosk[] = [
  { name: 'Kiosks', externalId: 'kiosks', people: [owner], crew: true },
  { name: 'Card terminals', externalId: null, people: [owner, 'Carys Bevan'], crew: false },
];

/** Given the kiosks for a day, without being named for them. */
const visitor = 'Marisol Quint';

/** Nights on which she has them. */
function isVisited(night: number): boolean {
  return night === 15;
}

export const bitwardenOrganization = idOf('organization', 'Fathom kiosks');

/** Who needs which collection, as `vaults:` of the configuration has it: by connection and id, for want of a name. */
export const collectionEntries = kiosks.map(({ crew: all, externalId, name, people }) => ({
  name,
  connection: 'bitwarden',
  id: externalId ?? idOf('collection', name),
  members: [...new Set([...people, ...(all ? crew : [])])].map(addressAt).toSorted(),
}));

/** What Bitwarden knows on a night. */
export function bitwardenAt(night: number): BitwardenWorld {
  return {
    organization: bitwardenOrganization,
    members: [
      member(owner, { type: 0, collections: assigned(owner) }),
      ...crew.map((name) => member(name, { collections: assigned(name) })),
      member(visitor, { collections: isVisited(night) ? [{ id: idOf('collection', 'Kiosks') }] : [] }),
      member('Thijs Molenaar', { status: 0, userId: null, name: null, twoFactorEnabled: false }),
      member('Ruben Castelein', {
        status: -1,
        twoFactorEnabled: false,
        collections: assigned('Carys Bevan'),
      }),
    ],
    groups: [
      {
        id: idOf('group', 'Kiosk crew'),
        name: 'Kiosk crew',
        collections: kiosks.filter((one) => one.crew).map(({ name }) => ({ id: idOf('collection', name) })),
        members: crew.map((name) => idOf('member', name)),
      },
    ],
    collections: kiosks.map(({ externalId, name }) => ({ id: idOf('collection', name), externalId })),
    policies: [
      { id: idOf('policy', 'two-step'), type: 0, enabled: true },
      { id: idOf('policy', 'single sign-on'), type: 4, enabled: false },
    ],
    events: eventsUpTo(night),
  };
}

function member(name: string, traits: Partial<BitwardenPerson>): BitwardenPerson {
  const about = { id: idOf('member', name), userId: idOf('user', name), name, email: addressAt(name) };
  return { ...about, twoFactorEnabled: true, status: 2, type: 2, collections: [], ...traits };
}

function assigned(name: string): readonly BitwardenAssignment[] {
  return kiosks
    .filter(({ people }) => people.includes(name))
    .map((kiosk) => ({ id: idOf('collection', kiosk.name), manage: name === owner }));
}

/** Sign-ins of the owner, and what was changed of the visitor, whom he lets in and out. */
function eventsUpTo(night: number): readonly BitwardenHappening[] {
  const by = { actingUserId: idOf('user', owner) };
  const changes = [15, 16].map((seen) => ({ seen, type: 1502, memberId: idOf('member', visitor) }));
  const signIns = Array.from({ length: 30 }, (_, index) => ({ seen: index + 1, type: 1000 }));
  return [...changes, ...signIns]
    .filter(({ seen }) => seen <= night)
    .map(({ seen, ...event }) => ({
      ...event,
      ...by,
      date: timeText(before(seen, event.type === 1000 ? 11 : 10)),
    }))
    .filter(({ date }) => Date.parse(date) < nightTime(night).getTime());
}

function addressAt(name: string): string {
  return personNamed(name).email.toLowerCase();
}

/** An id of Bitwarden's form that always belongs to the same thing. */
function idOf(kind: string, name: string): string {
  const hex = sha256Of(`bitwarden ${kind} ${name}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
