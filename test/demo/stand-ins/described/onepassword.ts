/**
 * What 1Password answers. Its OpenAPI of the Events API says so, and these types are written by what it says:
 * https://developer.1password.com/docs/events-api/reference, with the words of
 * https://developer.1password.com/docs/events-api/audit-events; of the Users API,
 * https://developer.1password.com/docs/users-api. It publishes neither in a package. Of what `op` prints it publishes types, which
 * are no dependency of this project.
 */
export interface Answers<Vault, VaultUser, VaultGroup, Group, GroupUser> {
  /** What the export's script puts together of what `op` prints. */
  export: Export<
    Vault & {
      users: VaultUser[];
      groups: (VaultGroup & Pick<Group, 'type' & keyof Group> & { users: GroupUser[] })[];
    },
    Group & { users: GroupUser[] }
  >;
  introspection: { uuid: string; issued_at: string; features: string[]; account_uuid: string };
  'audit events': Feed<AuditEvent>;
  'sign-in attempts': Feed<SignInAttempt>;
  token: { access_token: string; token_type: string; expires_in: number; scope: string };
  users: { results: User[]; next_page_token: string };
  'refused token': { error: string; error_description: string };
  'refused events': { Error: { Message: string } };
  /** The Users API documents no form of its refusals. */
  'refused users': { code: number; message: string };
}

/** Ours: the frame that the script of `exhibit init` puts around what `op` prints. */
interface Export<Vault, Group> {
  startedAt: string;
  permission: string;
  groups: Group[];
  exportedAt: string;
  exportedBy: string;
  vaults: Vault[];
}

interface Feed<Item> {
  cursor: string;
  has_more: boolean;
  items: Item[];
}

interface AuditEvent {
  account_uuid: string;
  action: string;
  actor_account_uuid: string;
  actor_details: Person;
  actor_type: 'external_account' | 'service_account' | 'user';
  actor_uuid: string;
  aux_details: Person;
  aux_id: number;
  aux_info: string;
  aux_uuid: string;
  location: Location;
  object_details: Person;
  object_type: string;
  object_uuid: string;
  session: { uuid: string; login_time: string; device_uuid: string; ip: string };
  timestamp: string;
  uuid: string;
}

interface SignInAttempt {
  account_uuid: string;
  category: Category;
  client: Client;
  country: string;
  details: { value: string };
  location: Location;
  session_uuid: string;
  target_user: Person & { user_account_uuid: string; user_type: string };
  timestamp: string;
  type: string;
  uuid: string;
}

type Category =
  | 'credentials_failed'
  | 'firewall_failed'
  | 'firewall_reported_success'
  | 'mfa_failed'
  | 'modern_version_failed'
  | 'sso_failed'
  | 'success';

interface Client {
  app_name: string;
  app_version: string;
  ip_address: string;
  os_name: string;
  os_version: string;
  platform_name: string;
  platform_version: string;
}

interface Location {
  city: string;
  country: string;
  latitude: number;
  longitude: number;
  region: string;
}

interface Person {
  email: string;
  name: string;
  uuid: string;
}

interface User {
  create_time: string;
  display_name: string;
  email: string;
  id: string;
  path: string;
  state: string;
}
