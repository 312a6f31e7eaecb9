import { listNames } from '../people/names.ts';
import type { FoundService } from './found.ts';
import { allowedText } from './scopes.ts';

/** Who uses a service, for a sentence. */
export function usersText({ users }: Pick<FoundService, 'users'>): string {
  return listNames(users.map(({ email, id }) => email ?? id));
}

/** Who uses it, since when, and what it may do. */
export function usedText(found: FoundService): string {
  if (found.kind === 'item')
    return `Items of ${listNames(found.vaults ?? [])} lead there, according to the export of ${found.firstSeen.slice(0, 10)}.`;
  const since = `since ${found.firstSeen.slice(0, 10)}`;
  const allowed = found.kind === 'saml' ? 'signs people in by SAML' : allowedText(found.scopes);
  return `Used by ${usersText(found)} ${since}; ${allowed}.`;
}
