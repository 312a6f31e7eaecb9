import type { Auth } from './auth.ts';
import type { Flag, Path, Raw, RolesField, TextField, TimeField } from './fields.ts';
import type { Address, ListEndpoint, Template } from './paging.ts';
import type { SettingKeys, SettingValues } from './setting-keys.ts';

/**
 * A provider of the common shape: an organization with a setting, and people with a second factor, a last activity and
 * roles. Data, and here and there a pure function. Whatever it has none of, it says by `null`: what is left out does not
 * compile.
 */
export interface ProviderDeclaration extends DeclaredWords {
  readonly id: string;
  readonly title: string;
  /** Its own keys of a connection in `exhibit.yaml`. */
  readonly settings: SettingKeys;
  /** Why keys that are right each on its own do not go together; null where they do. */
  readonly disagree?: (settings: SettingValues) => string | null;
  /** Where it is asked, `https://api.example` or made of settings: `{server}`. Without a trailing slash. */
  readonly host: Template;
  readonly auth: Auth;
  /** The kind of answer that is asked for, where it has a version in it. Default: `application/json`. */
  readonly accepts?: string;
  /** Headers that every question bears besides. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The forms that its keys and tokens have, so that one in a configuration is noticed: what it is, and a regular expression.
   * Empty where they have none.
   */
  readonly tokens: readonly (readonly [what: string, form: string])[];
  /** Names of fields whose texts are secrets of the organization, as a regular expression: blanked out of what is kept. */
  readonly secretFields?: string;
  /** What the provider allows: requests in a minute, which are kept; null where it publishes no number, so that its 429 alone decides. */
  readonly limits: { readonly perMinute: number | null };
  readonly organization: OrganizationDeclaration | null;
  readonly members: MembersDeclaration;
}

/** What people are told of it. */
export interface DeclaredWords {
  /** Of its two controls. `enforced` rests on the organization or on `members.mfaEnforced`. */
  readonly controls: { readonly enforced: ControlWords | null; readonly enrolled: ControlWords | null };
  /** What the service never tells: whole sentences for the sheets of the access review. */
  readonly untold: readonly string[];
  readonly setup: DeclaredSetup;
}

/** The organization's own setting: one answer, one record. */
export interface OrganizationDeclaration {
  readonly ask: Address | ((settings: SettingValues) => Address);
  /** Where in the answer the organization is. Default: the answer is it. */
  readonly in?: Path | null;
  /**
   * `at`: where its id stands; null where the answer does not say. `is`: what that must be, made of settings, so that no
   * other organization is taken for it; null where the settings do not name it so.
   */
  readonly id: OrganizationId | ((settings: SettingValues) => OrganizationId);
  readonly name: TextField | null;
  /** Whether everybody must have a second factor. */
  readonly mfaEnforced: Flag;
  /** Whether everybody must come in through single sign-on. */
  readonly singleSignOn: Flag | null;
  /** What must be granted for it to be seen, in the imperative. */
  readonly grant: string;
}

export type OrganizationId =
  | { readonly at: Path; readonly is: Template | null }
  | { readonly at: null; readonly is: Template };

/** Everybody who is listed, whatever their state. */
export interface MembersDeclaration {
  /** Lists that hold everybody together. */
  readonly lists: readonly ListEndpoint[] | ((settings: SettingValues) => readonly ListEndpoint[]);
  /** What counts all of them together, and where in its answer; null where the answer is the number. So one who is left out is noticed. */
  readonly count?: { readonly ask: Address; readonly at: Path | null };
  /** What is asked of each person besides, or of those whom `of` names; `ask` is filled from the person too, and the answer lies at `as`. Default: nothing. */
  readonly each?: { readonly ask: Address; readonly as: string; readonly of?: (item: Raw) => boolean };
  /** A list that is read first: whatever on it has a person's id lies beside that person, at `as`. Default: none. */
  readonly beside?: ListEndpoint & { readonly as: string };
  /** Of a directory that may say who the people are: all addresses that somebody answers to, and who is a guest. */
  readonly directory?: { readonly aliases: Path | null; readonly guest: Flag };
  /** By what people are known: each of these fields is pseudonymous where names must be. */
  readonly people: {
    readonly id: Path;
    /** The id of the person's own account, where `id` is that of the membership. */
    readonly account: TextField | null;
    readonly email: TextField | null;
    readonly login: TextField | null;
  };
  /** Invited only: has no access yet. */
  readonly invited: Flag | null;
  /** Has no access any more. */
  readonly disabled: Flag | null;
  /** Nobody signs in with it. */
  readonly service: Flag | null;
  readonly mfaEnrolled: Flag | null;
  /** Whether this person must have a second factor, where that is a setting of each. */
  readonly mfaEnforced: Flag | null;
  /** Whether this person comes in through single sign-on. */
  readonly singleSignOn: Flag | null;
  readonly roles: RolesField | null;
  readonly lastActive: TimeField | null;
  readonly grant: string;
}

/** How to mend a failure, in the imperative; with the control's version where its meaning changed. Default: version 1. */
export type ControlWords = string | { readonly fix: string; readonly version: number };

/** What `exhibit init` prints. */
export interface DeclaredSetup {
  /** Its keys in exhibit.yaml, a line each. Default: one after the other, with what each must be. */
  readonly example?: readonly string[];
  readonly scopes: readonly string[];
  readonly steps: readonly string[];
}
