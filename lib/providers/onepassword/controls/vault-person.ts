import type { Whose } from '../../../judging/people/people.ts';

/** A person who has a vault for certain. */
export interface VaultPerson {
  /** One for each person: their primary address, or their id where no address is known. */
  readonly key: string;
  /** Primary address; null when unknown. */
  readonly address: string | null;
  readonly whose: Whose;
  /** Whether they may see and copy passwords; null when the permissions do not tell. */
  readonly reveals: boolean | null;
  /** Whether 1Password says so, and not only a Google group in its place: what is to pass rests on no stand-in. */
  readonly vouched: boolean;
}

/** One address for whoever an account belongs to; null where there is none, and for what is nobody's own. */
export function personAddress(whose: Whose): string | null {
  switch (whose.kind) {
    case 'person':
      return whose.person.address;
    case 'nobody':
    case 'several':
      return whose.address;
    case 'shared':
    case 'untold':
      return null;
  }
}
