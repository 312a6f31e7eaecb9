import { addressOf } from './identifiers.ts';
import { before } from './nights.ts';

/** An account of the company at Google, and what happens to it in thirty nights. */
export interface Person {
  readonly name: string;
  /** As Google spells it. */
  readonly email: string;
  readonly unit: string;
  /** When the account was made, in milliseconds. */
  readonly since: number;
  readonly role: 'super-admin' | 'delegated-admin' | null;
  readonly alias: string | null;
  /** The address that 1Password knows; null without an account there. */
  readonly vaultAddress: string | null;
  /** The first night that sees the account suspended; 0: always was. */
  readonly suspendedFrom: number | null;
  /** The first night that sees no account at 1Password any more; null: it stays. */
  readonly vaultGoneFrom: number | null;
  readonly archived: boolean;
  /** Days between sign-ins; 0: hardly ever. */
  readonly pace: number;
}

type Row = readonly [name: string, unit: string, year: number, traits?: Partial<Person>];

const rows: readonly Row[] = [
  ['Ines Verbeek', '/Office/Engineering', 2019, { role: 'super-admin' }],
  ['Jonas Halloran', '/Office/Engineering', 2020, { role: 'super-admin' }],
  ['Adaeze Nwosu', '/Office', 2018, { role: 'super-admin' }],
  [
    'Break Glass',
    '/',
    2021,
    { email: addressOf('breakglass'), role: 'super-admin', vaultAddress: null, pace: 0 },
  ],
  ['Wessel Dijkhuis', '/Office/Engineering', 2021],
  ['Priya Raman', '/Office/Engineering', 2022],
  ['Tobias Lund', '/Office/Engineering', 2022],
  ['Hanneke Vos', '/Office/Engineering', 2023],
  ['Kwame Boateng', '/Office/Engineering', 2023],
  ['Marisol Quint', '/Office/Engineering', 2024],
  ['Soren Bakke', '/Office/Engineering', 2025],
  ['Noor Haddad', '/Office/Engineering', 0, { since: before(11, 10) }],
  ['Roos Aalders', '/Office', 2017],
  ['Milan Okonjo', '/Office', 2021],
  ['Lotte Brandsma', '/Office', 2020],
  ['Sofie Ternes', '/Office', 2022],
  ['Gijs Poortman', '/Office', 2018, { role: 'delegated-admin' }],
  ['Fenna Kuiper', '/Office', 2023],
  ['Maarten de Groot', '/Office', 2019, { email: 'Maarten.deGroot@fathom.example' }],
  ['Yara Sleiman', '/Office', 2024],
  ['Bram Oosterling', '/Office', 2020],
  ['Dorothea Finch', '/Office/Finance', 2016],
  ['Pim Zandstra', '/Office/Finance', 2021],
  [
    'Aoife Keane',
    '/Office/Finance',
    2020,
    { alias: addressOf('Aoife Brennan'), vaultAddress: addressOf('Aoife Brennan') },
  ],
  ['Ravi Menon', '/Office/Finance', 2022],
  ['Elske Hoekstra', '/Office/Finance', 2024],
  ['Harald Nygaard', '/Crew/Bridge', 2015],
  ['Mette Solberg', '/Crew/Bridge', 2017],
  ['Cornelis Baas', '/Crew/Bridge', 2014],
  ['Iria Castro', '/Crew/Bridge', 2019],
  ['Lennart Falk', '/Crew/Bridge', 2021],
  ['Oona Virtanen', '/Crew/Bridge', 2022],
  ['Caspar Lindqvist', '/Crew/Bridge', 2018],
  ['Tjeerd Wiersma', '/Crew/Deck', 2016],
  ['Anouk Terpstra', '/Crew/Deck', 2020],
  ['Mateo Arrieta', '/Crew/Deck', 2021],
  ['Bjarne Holm', '/Crew/Deck', 2021],
  ['Silke Rademaker', '/Crew/Deck', 2022],
  ['Dawit Tesfaye', '/Crew/Deck', 2023],
  ['Femke Schut', '/Crew/Deck', 2023],
  ['Tamsin Rook', '/Crew/Deck', 2022, { suspendedFrom: 17, vaultGoneFrom: 20 }],
  ['Jorrit Palma', '/Crew/Deck', 2024],
  ['Emil Strand', '/Crew/Deck', 0, { since: before(28, 10) }],
  ['Nadia Petrov', '/Crew/Service', 2019],
  ['Ole Mathisen', '/Crew/Service', 2020],
  ['Carys Bevan', '/Crew/Service', 2021],
  ['Thijs Molenaar', '/Crew/Service', 2022],
  ['Leila Osman', '/Crew/Service', 2023],
  ['Ruben Castelein', '/Crew/Service', 2024],
  ['Vera Antonsen', '/Crew/Service', 2025],
  ['Rafe Lindgren', '/Contractors', 2025],
  ['Bettina Kraus', '/Contractors', 2025],
  ['Samir Chaudhry', '/Contractors', 2026, { suspendedFrom: 24, vaultGoneFrom: 24 }],
  ['Joke Hemstra', '/Contractors', 2026],
  ['Piet Vandaele', '/Contractors', 2026],
  ['Olga Marchenko', '/Contractors', 2026],
  ['Freek Donker', '/Office', 2015, { suspendedFrom: 0 }],
  ['Hilde Aasen', '/Crew/Service', 2016, { suspendedFrom: 0, vaultAddress: null }],
  ['Klaas Tuinman', '/Office/Finance', 2012, { suspendedFrom: 0, archived: true, vaultAddress: null }],
  ['Greet Simons', '/Office', 2011, { suspendedFrom: 0, archived: true, vaultAddress: null }],
];

/** Everybody who has an account at any time in the thirty nights, the break-glass account among them. */
export const people: readonly Person[] = rows.map(([name, unit, year, traits = {}], index) => {
  const email = traits.email ?? addressOf(name);
  return {
    name,
    email,
    unit,
    since: Date.UTC(year, index % 6, 1 + (index % 27), 9, index % 60),
    role: null,
    alias: null,
    vaultAddress: email.toLowerCase(),
    suspendedFrom: null,
    vaultGoneFrom: null,
    archived: false,
    pace: 1 + (index % 6),
    ...traits,
  };
});

/** The account that nobody uses and that must work when nothing else does. */
export const breakGlass = addressOf('breakglass');

/** The administrator whom the collector acts as. */
export const subject = addressOf('Ines Verbeek');

/** The person of that name; a mistyped name is an error of this folder. */
export function personNamed(name: string): Person {
  const found = people.find((person) => person.name === name);
  if (!found) throw new Error(`Nobody at the company is called ${name}.`);
  return found;
}
