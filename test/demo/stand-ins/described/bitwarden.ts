/**
 * What Bitwarden answers, by the description of its Public API (bitwarden.com/help/api, `swagger.json`): `MemberResponseModel`
 * and its like. Bitwarden publishes no library of it. `accessAll`, which older servers have, is left out.
 */
export interface Answers {
  token: { access_token: string; expires_in: number; token_type: string; scope: string };
  'refused token': { error: string };
  members: List<Member>;
  member: Member;
  groups: List<Group>;
  ids: string[];
  collections: List<Collection>;
  policies: List<Policy>;
  events: List<Happening>;
  refusal: { object: 'error'; message: string; errors: Record<string, string[]> | null };
}

interface List<Item> {
  object: 'list';
  data: Item[];
  continuationToken: string | null;
}

interface Association {
  id: string;
  readOnly: boolean;
  hidePasswords: boolean;
  manage: boolean;
}

interface Member {
  object: 'member';
  id: string;
  userId: string | null;
  name: string | null;
  email: string;
  twoFactorEnabled: boolean;
  status: number;
  type: number;
  permissions: Permissions | null;
  externalId: string | null;
  resetPasswordEnrolled: boolean;
  ssoExternalId: string | null;
  collections: Association[] | null;
}

interface Permissions {
  accessEventLogs?: boolean;
  accessImportExport?: boolean;
  accessReports?: boolean;
  createNewCollections?: boolean;
  editAnyCollection?: boolean;
  deleteAnyCollection?: boolean;
  manageGroups?: boolean;
  managePolicies?: boolean;
  manageSso?: boolean;
  manageUsers?: boolean;
  manageResetPassword?: boolean;
  manageScim?: boolean;
}

interface Group {
  object: 'group';
  id: string;
  name: string;
  externalId: string | null;
  collections: Association[] | null;
}

interface Collection {
  object: 'collection';
  id: string;
  externalId: string | null;
  groups: Association[] | null;
}

interface Policy {
  object: 'policy';
  id: string;
  type: number;
  enabled: boolean;
  data: Record<string, unknown> | null;
}

interface Happening {
  object: 'event';
  type: number;
  itemId: string | null;
  collectionId: string | null;
  groupId: string | null;
  policyId: string | null;
  memberId: string | null;
  actingUserId: string | null;
  installationId: string | null;
  date: string;
  device: number | null;
  ipAddress: string | null;
}
