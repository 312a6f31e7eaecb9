import type { ControlSettings } from '../control.ts';
import { endOfDay } from '../local-date.ts';
import { normalAddress } from './address.ts';
import type { Found, People } from './people.ts';

/**
 * Looks up whose last day is known. A person who stands in the file under two addresses left on the earlier day: of two
 * words on it, the later one would let access stand that should be gone.
 */
export function lastDays(settings: ControlSettings, find: (address: string) => Found): People['lastDay'] {
  const { people, timezone = 'UTC' } = settings;
  const nameOf = (address: string): string => {
    const found = find(address);
    return found.kind === 'person' ? found.person.address : address;
  };
  const days = new Map<string, string>();
  for (const { lastDay, person } of people.leavers ?? []) {
    const name = nameOf(normalAddress(person));
    const before = days.get(name);
    if (before === undefined || lastDay < before) days.set(name, lastDay);
  }
  return (address) => {
    const day = days.get(nameOf(address));
    return day === undefined ? null : { day, end: endOfDay(day, timezone) };
  };
}
