import { isWithin, plainName } from '../../../../evidence/mail/domain-name.ts';
import { type Address, addressOf, dotted } from '../../../../evidence/mail/spf/address.ts';
import type { Zone } from '../../../../evidence/mail/zone.ts';

/** Of how many names of an address it is seen whether they lead back to it (RFC 7208, 4.6.4). */
const mostNames = 10;

interface Place {
  readonly from: Address;
  readonly zone: Zone;
}

/** The names of an address that lead back to it. No answer counts as none (RFC 7208, 5.5). */
export function namesBack(place: Place): readonly string[] | 'not-asked' {
  const names = namesOf(place);
  return names === 'not-asked' ? names : names.filter((name) => leadsBack(place, name));
}

/** The one that `%{p}` stands for: the domain itself, one below it, or any. Null where it was not asked. */
export function validatedName(place: Place, domain: string): string | null {
  const names = namesBack(place);
  if (names === 'not-asked') return null;
  const own = names.find((name) => name === domain) ?? names.find((name) => isWithin(name, domain));
  return own ?? names[0] ?? 'unknown';
}

function namesOf({ from, zone }: Place): readonly string[] | 'not-asked' {
  const reversed = dotted(from).split('.').reverse().join('.');
  const found = zone.find(`${reversed}.${from.family === 4 ? 'in-addr' : 'ip6'}.arpa`, 'PTR');
  if (found === 'not-asked') return found;
  return found === 'failed' ? [] : found.slice(0, mostNames).map(plainName);
}

function leadsBack({ from, zone }: Place, name: string): boolean {
  const found = zone.find(name, from.family === 4 ? 'A' : 'AAAA');
  return typeof found === 'object' && found.some((text) => addressOf(text)?.value === from.value);
}
