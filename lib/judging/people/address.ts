import type { GoogleUser } from '../../evidence/datasets/google-workspace.ts';

/** The form in which addresses and logins are compared: without regard to case or surrounding blanks. */
export function normalAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** The addresses in a text, such as `Ana Ruiz <ana@acme.example>`, in comparable form; none in a role or a team's handle. */
export function addressesWithin(text: string): readonly string[] {
  return [...text.matchAll(/[^\s<>()[\],;:"@]+@[^\s<>()[\],;:"@]+/g)].map(([address]) =>
    normalAddress(address),
  );
}

/**
 * Every address that a Google user answers to, the primary one first, in comparable form, each once. Those in a domain
 * alias are the ones that nobody can edit; evidence of before they were asked for holds none.
 */
export function addressesOf({
  primaryEmail,
  aliases,
  nonEditableAliases,
}: Pick<GoogleUser, 'primaryEmail' | 'aliases' | 'nonEditableAliases'>): readonly string[] {
  return [...new Set([primaryEmail, ...aliases, ...(nonEditableAliases ?? [])].map(normalAddress))];
}

/** What follows the last `@`; empty when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1);
}
