import type { AccountStatus } from './account-status.ts';

/** Somebody whom the people source knows, in one or several of its connections. */
export interface Person {
  /** Primary address in the first of them, in comparable form: what the person is called everywhere. */
  readonly address: string;
  /** The connection that this address is from. */
  readonly home: string;
  /** Active where one of them says so; null where one does not tell and none says active. */
  readonly status: AccountStatus;
  /** The connection that says so. */
  readonly source: string;
  /** Not one of the company's own, as the people source says. */
  readonly guest: boolean;
  /** The shared account that it is declared as, if it is nobody's own. */
  readonly shared: string | null;
}

/** Whose an address is, by the people source. */
export type Found =
  | { readonly kind: 'person'; readonly person: Person }
  /** Two people claim it: whose it is cannot be told. `who` are their primary addresses. */
  | { readonly kind: 'several'; readonly who: readonly string[] }
  /** `sure`: every list is whole and holds somebody. Else it may be that of somebody who was not seen. */
  | { readonly kind: 'nobody'; readonly confirmed: boolean };

/** An account as its service lists it. */
export interface AccountName {
  readonly connection: string;
  readonly provider: string;
  /** What the service calls it: an address, a login or an id, in comparable form. */
  readonly account: string;
  /** In comparable form; null where the service knows none. */
  readonly email: string | null;
}

/** Whose an account is. */
export type Whose =
  | { readonly kind: 'shared'; readonly name: string }
  /** Neither the service nor the configuration gives an address. */
  | { readonly kind: 'untold' }
  | (Found & {
      /** The address that was looked up: what the configuration says goes before the service's. */
      readonly address: string;
      /** Whether it comes from `people.identities`. */
      readonly identified: boolean;
    });

/**
 * Who is who on a night: one answer for every control, the access review and the package. It knows the people who answer
 * to an address that stands anywhere in the evidence of services or in the configuration.
 */
export interface People {
  /** Connections that say who the people are. */
  readonly sources: readonly string[];
  /** The same, for a sentence. */
  readonly name: string;
  /** Why there are no people to compare with; null where there are. */
  readonly missing: string | null;
  /** Whether an address of nobody is surely nobody's. */
  readonly whole: boolean;
  /** Domains of all addresses in the sources. */
  readonly domains: ReadonlySet<string>;
  /** @param address in comparable form */
  readonly find: (address: string) => Found;
  readonly whose: (account: AccountName) => Whose;
  /** Whether there is a file of leavers. */
  readonly hasLeavers: boolean;
  /** Of an address, according to the file of leavers; null where it names nobody who answers to it. */
  readonly lastDay: (address: string) => LastDay | null;
}

/** The last day of somebody, according to the file of leavers. */
export interface LastDay {
  /** YYYY-MM-DD, in the company's time zone. */
  readonly day: string;
  /** The moment at which that day is over. */
  readonly end: Date;
}

/** One address for each person: the primary one where the source knows it, else the address itself. */
export function primaryOf(people: People, address: string): string {
  const found = people.find(address);
  return found.kind === 'person' ? found.person.address : address;
}

/** Whether all the addresses of this one's owner are known, or that it has no owner. */
export function isSettled(people: People, address: string): boolean {
  const found = people.find(address);
  return found.kind === 'person' || (found.kind === 'nobody' && found.confirmed);
}

/** Whether several people claim an address. */
export function isDisputed(people: People, address: string): boolean {
  return people.find(address).kind === 'several';
}

/**
 * Whether two addresses belong to one person. Null when that cannot be told: several claim one of them, or neither was
 * found in a list that is not whole, so one may be an alias of the other. Where one was found, all its aliases are known.
 */
export function isSamePerson(people: People, one: string, other: string): boolean | null {
  if (primaryOf(people, one) === primaryOf(people, other)) return true;
  if (isDisputed(people, one) || isDisputed(people, other)) return null;
  return isSettled(people, one) || isSettled(people, other) ? false : null;
}
