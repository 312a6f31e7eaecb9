import type {
  AwsIdentityCenterGroup,
  AwsIdentityCenterUser,
} from '../../../../evidence/datasets/aws-organization.ts';
import { CollectError, type Problem } from '../../../../evidence/problem.ts';
import { isObject, type Raw } from '../../../read-fields.ts';
import type { Reading } from '../../../reader.ts';
import { listed, type Requests } from './json-response.ts';
import type { Learned } from './learned.ts';
import { requestWho } from './list.ts';
import { listedSideBySide } from './pages-side-by-side.ts';
import { inJson, type OrganizationPlace, type SignedRequest } from './requests.ts';

const pageSize = 100;

/** Everybody who may sign in through IAM Identity Center. */
export function* readUsers(
  place: OrganizationPlace,
  learned: Learned,
): Reading<AwsIdentityCenterUser, SignedRequest> {
  yield { source: { ...learned.source, principal: yield* requestWho(place) } };
  learned.center = yield* requestInstance(place, learned);
  const faults = new Set<string>();
  yield* inStore(place, learned.center.store, 'ListUsers', 'Users', (items) => {
    learned.users.rows.push(...items.flatMap((item) => userIn(item, faults)));
  });
  learned.users.problem = faults.size > 0 ? malformed(faults) : null;
  yield { records: [...learned.users.rows] };
  if (learned.users.problem) yield { problem: learned.users.problem };
}

/** The groups and who is in them. Identity Center has no groups in groups. */
export function* readGroups(
  place: OrganizationPlace,
  learned: Learned,
): Reading<AwsIdentityCenterGroup, SignedRequest> {
  yield { source: { ...learned.source, principal: yield* requestWho(place) } };
  const { store } = centerOf(learned);
  const faults = new Set<string>();
  const names = new Map<string, string | null>();
  yield* inStore(place, store, 'ListGroups', 'Groups', (items) => {
    for (const item of items) {
      const id = isObject(item) ? textIn(item, 'GroupId') : null;
      if (id === null) faults.add('a group without an id, which was left out');
      else names.set(id, textIn(item as Raw, 'DisplayName'));
    }
  });
  const members = new Map<string, Set<string>>([...names.keys()].map((id) => [id, new Set()]));
  yield* listedSideBySide({
    keys: [...names.keys()],
    action: 'ListGroupMemberships',
    list: 'GroupMemberships',
    request: (id, token) =>
      inJson(place, 'identitystore', 'ListGroupMemberships', {
        about: id,
        fields: { IdentityStoreId: store, GroupId: id, ...paging(token) },
      }),
    take: (id, items) => {
      for (const item of items) {
        const member = isObject(item) && isObject(item.MemberId) ? textIn(item.MemberId, 'UserId') : null;
        if (member === null) faults.add('a member of a group that is no user');
        else members.get(id)?.add(member);
      }
    },
  });
  learned.groups.rows.push(
    ...[...names].map(([id, displayName]) => ({
      displayName,
      id,
      members: [...(members.get(id) ?? [])].toSorted(),
    })),
  );
  learned.groups.problem = faults.size > 0 ? malformed(faults) : null;
  yield { records: [...learned.groups.rows] };
  if (learned.groups.problem) yield { problem: learned.groups.problem };
}

/** The instance that the dataset of users found. Throws where it found none. */
export function centerOf({ center }: Learned): NonNullable<Learned['center']> {
  if (center) return center;
  throw new CollectError(
    'not-visible',
    'Which instance of IAM Identity Center the organization has is not known. See the dataset identity-center-users.',
  );
}

/** The instance of the organization. One belongs to the organization; accounts may have others of their own, which are not it. */
export function* requestInstance(
  place: OrganizationPlace,
  { management }: Learned,
): Requests<NonNullable<Learned['center']>> {
  const found: Raw[] = [];
  yield* listed(
    (token) => inJson(place, 'sso', 'ListInstances', { fields: paging(token) }),
    'Instances',
    'ListInstances',
    (items) => found.push(...items.filter(isObject)),
  );
  const own = found.length > 1 ? found.filter(({ OwnerAccountId }) => OwnerAccountId === management) : found;
  const [instance, ...others] = own;
  if (!instance || others.length > 0) throw noInstance(found.length);
  const [arn, store] = [textIn(instance, 'InstanceArn'), textIn(instance, 'IdentityStoreId')];
  if (arn !== null && store !== null) return { instance: arn, store };
  throw new CollectError(
    'malformed',
    'AWS ListInstances gave an instance without its ARN or its identity store.',
  );
}

function noInstance(found: number): CollectError {
  if (found > 0)
    return new CollectError(
      'rejected',
      `AWS ListInstances gave ${found} instances, and does not say which is the organization’s.`,
    );
  return new CollectError(
    'not-visible',
    'IAM Identity Center has no instance in this region, and each is seen in its home region alone. Name that under organization: identityCenter, or write identityCenter: none where it is not used.',
  );
}

function inStore(
  place: OrganizationPlace,
  store: string,
  action: string,
  list: string,
  take: (items: readonly unknown[]) => void,
): Requests<void> {
  return listed(
    (token) =>
      inJson(place, 'identitystore', action, { fields: { IdentityStoreId: store, ...paging(token) } }),
    list,
    action,
    take,
  );
}

export function paging(token: string | undefined): Readonly<Record<string, unknown>> {
  return { MaxResults: pageSize, ...(token === undefined ? {} : { NextToken: token }) };
}

function userIn(item: unknown, faults: Set<string>): readonly AwsIdentityCenterUser[] {
  const id = isObject(item) ? textIn(item, 'UserId') : null;
  const userName = isObject(item) ? textIn(item, 'UserName') : null;
  if (!isObject(item) || id === null || userName === null) {
    faults.add('a user without an id or a name, who was left out');
    return [];
  }
  const { UserStatus: status } = item;
  const displayName = textIn(item, 'DisplayName');
  return [{ displayName, email: emailIn(item), enabled: enabledBy(status), id, userName }];
}

/** Any other word, and none, is unknown. */
function enabledBy(status: unknown): boolean | null {
  if (status === 'ENABLED') return true;
  return status === 'DISABLED' ? false : null;
}

function emailIn({ Emails }: Raw): string | null {
  const emails = Array.isArray(Emails) ? Emails.filter(isObject) : [];
  const primary =
    emails.find((email) => email.Primary === true) ?? (emails.length === 1 ? emails[0] : undefined);
  return primary ? textIn(primary, 'Value') : null;
}

export function textIn(raw: Raw, name: string): string | null {
  const value = raw[name];
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : null;
}

export function malformed(faults: ReadonlySet<string>): Problem {
  return {
    code: 'malformed',
    message: `AWS IAM Identity Center: ${[...faults].join('; ')}. The raw answers show what came.`,
  };
}
