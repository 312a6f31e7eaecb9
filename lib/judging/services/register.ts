import { daysBetween, localDate, mostDays, withinExpiry } from '../local-date.ts';

/** How people sign in to a service, by the register. */
export type SignIn = 'google' | 'saml' | 'password' | 'none';

/** One service that the company uses, as it says itself. Addresses and domains are in comparable form. */
export interface RegisteredService {
  readonly name: string;
  /** Null where the register names none: then no directory is asked about it. */
  readonly domain: string | null;
  /** Null where the register does not say. */
  readonly signIn: SignIn | null;
  /** The connection that asks it, if any. */
  readonly connection: string | null;
  /** The vault that its shared credentials lie in. */
  readonly vault: string | null;
  readonly owner: string | null;
  /** Addresses, or `everyone`; null where the register does not say. */
  readonly users: 'everyone' | readonly string[] | null;
  /** Whether it offers a second factor, where the register goes before what others say. */
  readonly twoFactor: { readonly offered: boolean; readonly note: string | null } | null;
  /** Its OAuth clients at Google. */
  readonly clientIds: readonly string[];
  readonly ignore: Ignored | null;
}

/** A service that is known and judged by nothing, for a time. */
export interface Ignored {
  readonly reason: string;
  readonly approvedBy: string;
  /** YYYY-MM-DD; null where no date was recorded. */
  readonly approvedOn: string | null;
  readonly ticket: string | null;
  /** Last day on which it counts, YYYY-MM-DD, in the company's time zone. */
  readonly expires: string;
}

/** The register; empty where there is none. */
export function registerOf({
  services = [],
}: {
  readonly services?: readonly RegisteredService[];
}): readonly RegisteredService[] {
  return services;
}

/** What tells a registered service from every other: its name stays when it moves to another domain. */
export function serviceKey({ name }: Pick<RegisteredService, 'name'>): string {
  return `register/${name.toLowerCase()}`;
}

/** Why an entry's `ignore` excuses nothing now; null where it does. */
export function ignoreEnded({ approvedOn, expires }: Ignored, now: Date, timezone: string): string | null {
  if (!withinExpiry(expires, now, timezone)) return `It was ignored until ${expires}, which has passed.`;
  if (daysBetween(approvedOn ?? localDate(now, timezone), expires) <= mostDays) return null;
  return `It is to be ignored until ${expires}, which is more than ${mostDays} days away: choose an earlier day.`;
}
