import { domainOf } from '../../judging/people/address.ts';
import type { Directory } from '../../judging/people/directory.ts';
import type { Belonging } from './population.ts';

/** Whose an account is, as the people source has it. */
export type Owner =
  | { readonly kind: 'shared'; readonly name: string }
  /** Somebody who works here. */
  | { readonly kind: 'known'; readonly person: string }
  /** Somebody who left; `how` says what the people source says of them. */
  | { readonly kind: 'left'; readonly person: string; readonly how: string }
  /** Nobody of the source, now or, as far as can be seen, before. */
  | { readonly kind: 'stranger'; readonly person: string }
  | { readonly kind: 'unclear'; readonly person: string | null; readonly reason: string };

/**
 * An address that is in no whole list of the source is taken for a leaver's when it is the company's (its domain is
 * in the source) or is mapped to a person; any other is a stranger's.
 */
export function ownerOf(
  { person, identified, shared }: Belonging,
  connection: string,
  directory: Directory,
): Owner {
  if (shared !== null) return { kind: 'shared', name: shared };
  const unclear = (reason: string): Owner => ({ kind: 'unclear', person, reason });
  if (person === null)
    return unclear(
      `${connection} gives no address for this account: say whose it is under people.identities.`,
    );
  const known = directory.people.get(person);
  if (known?.standing === 'active') return { kind: 'known', person };
  if (known?.standing === null)
    return unclear(`${directory.connection} does not say whether ${person} is suspended or archived.`);
  if (!known && !directory.whole)
    return unclear(`${person} was not found in ${directory.connection}, which did not show everybody.`);
  if (!known && !identified && !directory.domains.has(domainOf(person))) return { kind: 'stranger', person };
  const how = `${known ? `${known.standing} in` : 'not, or no longer, in'} ${directory.connection}`;
  return { kind: 'left', person, how };
}
