import { dayMs } from '../../lib/evidence/day.ts';
import type { OnePasswordGrant, OnePasswordVault } from '../stand-ins/onepassword/world.ts';
import { vaultStyleId } from './identifiers.ts';
import { before, nightTime, timeText } from './nights.ts';

/** A group of the company at 1Password, by its people's names. */
export interface Circle {
  readonly name: string;
  readonly people: readonly string[];
}

/** A shared vault as the company means it to be: people by name, circles by name. */
export interface SharedVault {
  readonly name: string;
  readonly items: number;
  readonly people: readonly string[];
  readonly circles: readonly string[];
}

/** Someone was given a vault, or lost it. The first night that sees it. */
export interface VaultChange {
  readonly night: number;
  readonly action: 'grant' | 'revoke';
  readonly vault: string;
  readonly person: string;
  readonly by: string;
}

export const circles: readonly Circle[] = [
  { name: 'Owners', people: ['Ines Verbeek', 'Adaeze Nwosu'] },
  { name: 'Administrators', people: ['Ines Verbeek', 'Jonas Halloran', 'Adaeze Nwosu'] },
  {
    name: 'Engineering',
    people: [
      'Wessel Dijkhuis',
      'Priya Raman',
      'Tobias Lund',
      'Hanneke Vos',
      'Kwame Boateng',
      'Marisol Quint',
    ],
  },
  { name: 'Finance', people: ['Dorothea Finch', 'Pim Zandstra', 'Aoife Keane', 'Ravi Menon'] },
  {
    name: 'Bridge',
    people: ['Harald Nygaard', 'Mette Solberg', 'Cornelis Baas', 'Iria Castro', 'Lennart Falk'],
  },
  { name: 'Harbour desk', people: ['Roos Aalders', 'Fenna Kuiper', 'Bram Oosterling', 'Nadia Petrov'] },
  { name: 'Campaigns', people: ['Milan Okonjo', 'Sofie Ternes'] },
  { name: 'Auditors', people: [] },
];

export const sharedVaults: readonly SharedVault[] = [
  {
    name: 'npm publishing',
    items: 4,
    people: ['Ines Verbeek', 'Wessel Dijkhuis', 'Priya Raman'],
    circles: [],
  },
  { name: 'Booking platform', items: 31, people: ['Jonas Halloran'], circles: ['Engineering'] },
  { name: 'Bridge systems', items: 18, people: ['Oona Virtanen'], circles: ['Bridge'] },
  // Roos has it twice, by name and through the group; the auditors' group is empty.
  { name: 'Harbour authorities', items: 22, people: ['Roos Aalders'], circles: ['Harbour desk', 'Auditors'] },
  { name: 'Finance', items: 27, people: ['Adaeze Nwosu'], circles: ['Finance'] },
  { name: 'Payroll', items: 6, people: ['Dorothea Finch', 'Pim Zandstra', 'Elske Hoekstra'], circles: [] },
  { name: 'Social media', items: 9, people: ['Lotte Brandsma'], circles: ['Campaigns'] },
  {
    name: 'Ticket machines',
    items: 12,
    people: ['Tjeerd Wiersma', 'Carys Bevan', 'Tobias Lund'],
    circles: [],
  },
  { name: 'Break-glass', items: 3, people: ['Ines Verbeek', 'Jonas Halloran', 'Adaeze Nwosu'], circles: [] },
];

export const vaultChanges: readonly VaultChange[] = [
  { night: 28, action: 'grant', vault: 'Bridge systems', person: 'Tobias Lund', by: 'Jonas Halloran' },
  { night: 30, action: 'grant', vault: 'Booking platform', person: 'Rafe Lindgren', by: 'Jonas Halloran' },
];

/** Someone was put into a circle, or left it. The first night that sees it. */
export interface CircleChange {
  readonly night: number;
  readonly action: 'join' | 'leave';
  readonly circle: string;
  readonly person: string;
  readonly by: string;
}

export const circleChanges: readonly CircleChange[] = [
  { night: 12, action: 'leave', circle: 'Campaigns', person: 'Milan Okonjo', by: 'Jonas Halloran' },
  { night: 12, action: 'leave', circle: 'Campaigns', person: 'Sofie Ternes', by: 'Jonas Halloran' },
  { night: 16, action: 'join', circle: 'Campaigns', person: 'Milan Okonjo', by: 'Ines Verbeek' },
  { night: 16, action: 'join', circle: 'Campaigns', person: 'Sofie Ternes', by: 'Ines Verbeek' },
];

/** The circles as they are on a night. */
export function circlesAt(night: number): readonly Circle[] {
  return circles.map(({ name, people }) => {
    const changes = circleChanges.filter((change) => change.circle === name && change.night <= night);
    const put = (names: readonly string[], { action, person }: CircleChange): readonly string[] =>
      action === 'join' ? [...names, person] : names.filter((one) => one !== person);
    return { name, people: changes.reduce(put, people) };
  });
}

/** A vault of which an event tells that something was done to its keys, and not what. */
export const riddle = { night: 30, vault: 'Ticket machines', by: 'Jonas Halloran' } as const;

/** Everyone who is meant to have the vault, each once, by name. */
export function intendedPeople(vault: SharedVault): readonly string[] {
  const throughCircles = circles
    .filter(({ name }) => vault.circles.includes(name))
    .flatMap(({ people }) => people);
  return [...new Set([...vault.people, ...throughCircles])];
}

/** The hours before its night at which a change happened: in the afternoon. */
export const changeHours = 10;

/** The vaults as they are on a night. `idOf` gives a person's id at 1Password. */
export function vaultsAt(night: number, idOf: (name: string) => string): readonly OnePasswordVault[] {
  return sharedVaults.map((vault) => {
    const changes = vaultChanges.filter((change) => change.vault === vault.name && change.night <= night);
    const last = changes.at(-1);
    return {
      id: vaultStyleId('vault', vault.name),
      name: vault.name,
      items: vault.items,
      createdAt: '2024-03-01T09:00:00Z',
      updatedAt: last ? timeText(before(last.night, changeHours)) : timeText(nightTime(1).getTime() - dayMs),
      users: changes
        .reduce(change, vault.people)
        .map((name): OnePasswordGrant => ({ id: idOf(name), permissions })),
      groups: vault.circles.map((name) => ({ id: vaultStyleId('group', name), permissions })),
    };
  });
}

const permissions = ['view_items', 'create_items', 'edit_items', 'view_and_copy_passwords'];

function change(names: readonly string[], { action, person }: VaultChange): readonly string[] {
  return action === 'grant' ? [...names, person] : names.filter((name) => name !== person);
}
