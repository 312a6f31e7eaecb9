import type { GoogleUser } from '../../evidence/datasets/google-workspace.ts';

/** The form in which addresses and logins are compared: without regard to case or surrounding blanks. */
export function normalAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** Every address that a Google user answers to, the primary one first, in comparable form. */
export function addressesOf(user: GoogleUser): readonly string[] {
  return [user.primaryEmail, ...user.aliases].map(normalAddress);
}

/** What follows the last `@`; empty when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1);
}
