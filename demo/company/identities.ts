import { personNamed } from './people.ts';

/** The names that a person has where no e-mail address is shown. */
export interface Identity {
  readonly name: string;
  readonly github?: string;
  readonly npm?: string;
  /** The name of their IAM user. */
  readonly aws?: string;
}

/** The engineers, and the contractors who work on a repository. */
export const identities: readonly Identity[] = [
  { name: 'Ines Verbeek', github: 'inesverbeek', npm: 'inesv', aws: 'ines.verbeek' },
  { name: 'Jonas Halloran', github: 'jhalloran', npm: 'jhalloran', aws: 'jonas.halloran' },
  { name: 'Wessel Dijkhuis', github: 'wesseld', npm: 'wesseld', aws: 'wessel.dijkhuis' },
  { name: 'Priya Raman', github: 'priya-raman', npm: 'priyaraman', aws: 'priya.raman' },
  { name: 'Tobias Lund', github: 'tobilund', aws: 'tobias.lund' },
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
