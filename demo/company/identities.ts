import { personNamed } from './people.ts';

/** The names that a person has where no e-mail address is shown. */
export interface Identity {
  readonly name: string;
  readonly github?: string;
  readonly npm?: string;
}

/** The engineers, and the contractors who work on a repository. */
export const identities: readonly Identity[] = [
  { name: 'Ines Verbeek', github: 'inesverbeek', npm: 'inesv' },
  { name: 'Jonas Halloran', github: 'jhalloran', npm: 'jhalloran' },
  { name: 'Wessel Dijkhuis', github: 'wesseld', npm: 'wesseld' },
  { name: 'Priya Raman', github: 'priya-raman', npm: 'priyaraman' },
  { name: 'Tobias Lund', github: 'tobilund' },
  { name: 'Hanneke Vos', github: 'hvos' },
  { name: 'Kwame Boateng', github: 'kboateng' },
  { name: 'Marisol Quint', github: 'marisolq' },
  { name: 'Soren Bakke', github: 'sorenbakke' },
  { name: 'Noor Haddad', github: 'noorhaddad' },
  { name: 'Rafe Lindgren', github: 'rafelindgren' },
  { name: 'Samir Chaudhry', github: 'samirc' },
];

/** Accounts of no person, whose secrets lie in shared vaults. */
export const machineAccounts = { github: 'fathom-bot', npm: 'fathom-ci' } as const;

/** The same as `people.identities` of the configuration has it. */
export function identityEntries(): readonly Readonly<Record<string, string>>[] {
  return identities.map(({ name, ...accounts }) => ({
    person: personNamed(name).email.toLowerCase(),
    ...accounts,
  }));
}
