import { defineDataset } from '../dataset.ts';

/** Records of npm. `null` means that the answer did not hold the field, or held a word that npm does not document. */
export interface NpmMember {
  /** The user name. npm shows no address and no two-factor authentication of members. */
  readonly name: string;
  readonly role: 'admin' | 'developer' | 'owner' | null;
}

export interface NpmPackage {
  /** What the organization may do with it. */
  readonly access: 'read' | 'write' | null;
  readonly name: string;
}

/** The account whose token asks: npm shows tokens to nobody else. */
export interface NpmAccount {
  /** The user name; null when npm does not say. */
  readonly name: string | null;
  /** Null: this token may not list them. */
  readonly tokens: readonly NpmToken[] | null;
}

/** An access token, without the token. Times are RFC 3339. */
export interface NpmToken {
  /** Last use. */
  readonly accessed: string | null;
  /** Whether it publishes without a second factor. */
  readonly bypass2fa: boolean | null;
  readonly created: string | null;
  readonly expiry: string | null;
  /** Its id, by which `npm token revoke` knows it. */
  readonly key: string;
  readonly name: string | null;
  readonly readonly: boolean | null;
  /** When it was revoked; null for one that is in force. */
  readonly revoked: string | null;
}

/** Everybody in the organization. */
export const members = defineDataset<NpmMember>({
  provider: 'npm',
  name: 'members',
  order: 'name',
  key: (member) => member.name,
  id: null,
  continues: false,
  onlyFor: null,
  strata: (member) => [member.role ?? 'unknown-role'],
  people: ['name'],
  compared: null,
});

/** The organization's packages. */
export const packages = defineDataset<NpmPackage>({
  provider: 'npm',
  name: 'packages',
  order: 'name',
  key: (one) => one.name,
  id: null,
  continues: false,
  onlyFor: null,
  strata: (one) => [one.access ?? 'unknown-access'],
  people: [],
  compared: null,
});

/** The account whose token asks, with its tokens: one record. */
export const account = defineDataset<NpmAccount>({
  provider: 'npm',
  name: 'account',
  order: 'name',
  key: (one) => one.name ?? '',
  id: null,
  continues: false,
  onlyFor: null,
  strata: (one) => [one.tokens === null ? 'tokens-not-visible' : 'tokens-visible'],
  people: ['name'],
  compared: null,
});
