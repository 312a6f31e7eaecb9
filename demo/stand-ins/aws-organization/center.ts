import { type Asked, partOf, refused, type Told } from './asked.ts';
import type { AwsOrganizationWorld, IdentityCenter } from './world.ts';

const mostAPage = 100;

/** What Identity Center and its store answer; in another region there is no instance. */
export function center({ action, caller, fields }: Asked, world: AwsOrganizationWorld, region: string): Told {
  if (caller !== world.management) return refused('AccessDeniedException');
  const given = world.center?.region === region ? world.center : null;
  if (action === 'ListInstances') return instances(given, world);
  if (!given) return refused('ResourceNotFoundException');
  switch (action) {
    case 'ListUsers':
      return users(given, fields);
    case 'ListGroups': {
      const { next, part } = partOf(given.groups, fields, mostAPage);
      return { Groups: part.map(({ id, name }) => ({ GroupId: id, DisplayName: name })), ...next };
    }
    case 'ListGroupMemberships': {
      const members = given.groups.find(({ id }) => id === fields.GroupId)?.members ?? [];
      const { next, part } = partOf(members, fields, mostAPage);
      return {
        GroupMemberships: part.map((id) => ({ GroupId: fields.GroupId, MemberId: { UserId: id } })),
        ...next,
      };
    }
    case 'ListPermissionSets':
      return { PermissionSets: given.sets.map(({ arn }) => arn) };
    case 'ListAccountsForProvisionedPermissionSet': {
      const all = given.assignments.filter(({ set }) => set === fields.PermissionSetArn);
      const { next, part } = partOf([...new Set(all.map(({ account }) => account))], fields, mostAPage);
      return { AccountIds: part, ...next };
    }
    case 'ListAccountAssignmentsForPrincipal':
      return ofPrincipal(given, fields);
    case 'ListAccountAssignments':
      return assigned(
        given.assignments.filter(
          ({ account, set }) => account === fields.AccountId && set === fields.PermissionSetArn,
        ),
        fields,
      );
    default:
      return permissionSet(action, given, fields);
  }
}

function instances(given: IdentityCenter | null, { management }: AwsOrganizationWorld): Told {
  if (!given) return { Instances: [] };
  const { instance, store } = given;
  return {
    Instances: [
      {
        InstanceArn: instance,
        IdentityStoreId: store,
        OwnerAccountId: management,
        Name: 'main',
        Status: 'ACTIVE',
      },
    ],
  };
}

function users(given: IdentityCenter, fields: Asked['fields']): Told {
  const { next, part } = partOf(given.users, fields, mostAPage);
  const all = part.map(({ id, name, status }) => ({
    IdentityStoreId: given.store,
    UserId: id,
    UserName: name,
    DisplayName: name,
    Emails: [{ Value: name, Type: 'work', Primary: true }],
    ...(status === undefined ? {} : { UserStatus: status }),
  }));
  return { Users: all, ...next };
}

/** A user's own and what its groups bring. */
function ofPrincipal({ assignments, groups }: IdentityCenter, fields: Asked['fields']): Told {
  const id = String(fields.PrincipalId);
  const through = groups.filter(({ members }) => members.includes(id)).map((group) => group.id);
  const all = new Set([id, ...(fields.PrincipalType === 'USER' ? through : [])]);
  return assigned(
    assignments.filter(({ principal }) => all.has(principal)),
    fields,
  );
}

function assigned(all: IdentityCenter['assignments'], fields: Asked['fields']): Told {
  const { next, part } = partOf(all, fields, mostAPage);
  const written = part.map(({ account, principal, set, type }) => ({
    AccountId: account,
    PermissionSetArn: set,
    PrincipalId: principal,
    PrincipalType: type,
  }));
  return { AccountAssignments: written, ...next };
}

function permissionSet(action: string, { sets }: IdentityCenter, fields: Asked['fields']): Told {
  const set = sets.find(({ arn }) => arn === fields.PermissionSetArn);
  if (!set) return refused('ResourceNotFoundException');
  switch (action) {
    case 'DescribePermissionSet':
      return { PermissionSet: { Name: set.name, PermissionSetArn: set.arn, SessionDuration: 'PT1H' } };
    case 'ListManagedPoliciesInPermissionSet':
      return {
        AttachedManagedPolicies: set.managed.map((name) => ({
          Name: name,
          Arn: `arn:aws:iam::aws:policy/${name}`,
        })),
      };
    case 'ListCustomerManagedPolicyReferencesInPermissionSet':
      return { CustomerManagedPolicyReferences: (set.own ?? []).map((name) => ({ Name: name, Path: '/' })) };
    case 'GetInlinePolicyForPermissionSet':
      return { InlinePolicy: set.inline ?? '' };
    default:
      return refused('UnknownOperationException');
  }
}
