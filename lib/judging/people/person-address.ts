import type { Whose } from './people.ts';

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
