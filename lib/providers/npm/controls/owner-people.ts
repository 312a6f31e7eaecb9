import type { People, Whose } from '../../../judging/people/people.ts';

/** Whether an owner counts as a person; clauses say why not, or why it is not known. */
export type OwnerStatus =
  | { readonly person: string }
  | { readonly out: string }
  | { readonly unclear: string };

/** Without a people source, logins are all there is to tell people by, with what `people.identities` says of them. */
export function ownerStatus(login: string, whose: Whose, { name, sources }: People): OwnerStatus {
  const known = sources.length > 0;
  switch (whose.kind) {
    case 'shared':
      return { out: `the shared account “${whose.name}”` };
    case 'untold':
      return known ? { unclear: 'not named under people.identities' } : { person: `login ${login}` };
    case 'several':
      return { unclear: `${whose.address} is claimed by several people` };
    case 'nobody':
      if (!known) return { person: whose.address };
      if (!whose.confirmed) return { unclear: `${whose.address} was not found in ${name}` };
      return { out: `${whose.address} is not, or no longer, in ${name}` };
    case 'person': {
      const { address, shared, source, status } = whose.person;
      if (shared !== null) return { out: `${address} is the shared account “${shared}”` };
      if (status === 'active') return { person: address };
      if (status === null) return { unclear: `${source} does not say whether ${address} is active` };
      return { out: `${address} is ${status} in ${source}` };
    }
  }
}
