import type { Member, MemberState, Organization } from '../../evidence/datasets/declared.ts';
import { CollectError } from '../../evidence/problem.ts';
import { isObject, type Raw, type Wrong } from '../../providers/read-fields.ts';
import type { MembersDeclaration, OrganizationId, ProviderDeclaration } from '../declaration.ts';
import { fill } from '../fill.ts';
import type { SettingValues } from '../settings.ts';
import { lookUp } from './look.ts';
import { isPrivileged, readFlag, readId, readRoles, readText, readTexts, readTime } from './read-fields.ts';

/** The organization that was asked for, and what it was read from. Throws `malformed` for another one, or for none. */
export function readOrganization(
  body: unknown,
  { organization, title }: Pick<ProviderDeclaration, 'organization' | 'title'>,
  settings: SettingValues,
  wrong: Wrong,
): { readonly one: Organization; readonly raw: Raw } {
  if (!organization) throw new Error(`${title} has no organization.`);
  const { in: within = null, mfaEnforced, name, singleSignOn } = organization;
  const found = within === null ? body : lookUp(body, within);
  const raw = isObject(found) ? found : null;
  const named = typeof organization.id === 'function' ? organization.id(settings) : organization.id;
  const id = raw && idOf(raw, named, settings);
  if (!raw || id === null)
    throw new CollectError(
      'malformed',
      `${title}’s answer on the organization is not of the one that was asked for. Check that the endpoint is the provider’s own.`,
    );
  const one = {
    id,
    mfaEnforced: readFlag(raw, mfaEnforced, wrong),
    name: readText(raw, name, wrong),
    singleSignOn: readFlag(raw, singleSignOn, wrong),
  };
  return { one, raw };
}

function idOf(raw: Raw, { at, is }: OrganizationId, settings: SettingValues): string | null {
  const asked = is === null ? null : fill(is, settings);
  if (at === null) return asked;
  const id = readId(raw, at);
  if (id === undefined || (asked !== null && id.toLowerCase() !== asked.toLowerCase())) return null;
  return id;
}

/** A member, or null without an id. */
export function readMember(item: unknown, members: MembersDeclaration, wrong: Wrong): Member | null {
  const raw = isObject(item) ? item : {};
  const { people, roles: roleField } = members;
  const id = readId(raw, people.id);
  if (id === undefined) return null;
  const roles = readRoles(raw, roleField, wrong);
  return {
    accountId: people.account && (readId(raw, people.account.at) ?? null),
    email: readText(raw, people.email, wrong),
    id,
    lastActiveAt: readTime(raw, members.lastActive, wrong),
    login: readText(raw, people.login, wrong),
    mfaEnforced: readFlag(raw, members.mfaEnforced, wrong),
    mfaEnrolled: readFlag(raw, members.mfaEnrolled, wrong),
    privileged: isPrivileged(roles, roleField),
    roles,
    service: members.service === null ? false : readFlag(raw, members.service, wrong),
    singleSignOn: readFlag(raw, members.singleSignOn, wrong),
    state: stateOf(raw, members, wrong),
    ...(members.directory ? directoryOf(raw, members.directory, wrong) : {}),
  };
}

function directoryOf(
  raw: Raw,
  { aliases, guest }: NonNullable<MembersDeclaration['directory']>,
  wrong: Wrong,
): Pick<Member, 'aliases' | 'guest'> {
  return {
    aliases: aliases === null ? [] : readTexts(raw, aliases, wrong),
    guest: readFlag(raw, guest, wrong),
  };
}

/** Invited goes before disabled: whoever never had access has none to lose. */
function stateOf(raw: Raw, { disabled, invited }: MembersDeclaration, wrong: Wrong): MemberState | null {
  const isInvited = invited === null ? false : readFlag(raw, invited, wrong);
  const isDisabled = disabled === null ? false : readFlag(raw, disabled, wrong);
  if (isInvited === true) return 'invited';
  if (isDisabled === true) return 'disabled';
  return isInvited === false && isDisabled === false ? 'active' : null;
}
