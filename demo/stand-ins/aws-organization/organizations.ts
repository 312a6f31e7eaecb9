import { type Asked, partOf, refused, type Told } from './asked.ts';
import type { AwsOrganizationWorld, MemberAccount } from './world.ts';

const mostAPage = 20;

/** What Organizations answers whoever manages it. */
export function organizations({ action, caller, fields }: Asked, world: AwsOrganizationWorld): Told {
  if (caller !== world.management) return refused('AccessDeniedException');
  switch (action) {
    case 'DescribeOrganization': {
      const { id, management } = world;
      return { Organization: { Id: id, FeatureSet: 'ALL', MasterAccountId: management } };
    }
    case 'ListAccounts':
      return accountsOn(world.accounts, fields, world);
    case 'ListRoots':
      return { Roots: world.units.filter(({ parent }) => parent === null).map(({ id }) => ({ Id: id })) };
    case 'ListOrganizationalUnitsForParent': {
      const units = world.units.filter(({ parent }) => parent === fields.ParentId);
      const { next, part } = partOf(units, fields, mostAPage);
      return { OrganizationalUnits: part.map(({ id }) => ({ Id: id })), ...next };
    }
    case 'ListAccountsForParent':
      return accountsOn(
        world.accounts.filter(({ parent }) => parent === fields.ParentId),
        fields,
        world,
      );
    case 'DescribeAccount': {
      const found = world.accounts.find(({ id }) => id === fields.AccountId);
      return found ? { Account: account(found, world) } : refused('AccountNotFoundException');
    }
    default:
      return refused('UnknownOperationException');
  }
}

function accountsOn(
  accounts: readonly MemberAccount[],
  fields: Asked['fields'],
  world: AwsOrganizationWorld,
): Told {
  const { next, part } = partOf(accounts, fields, mostAPage);
  return { Accounts: part.map((one) => account(one, world)), ...next };
}

function account({ id, name, says = 'State', state }: MemberAccount, world: AwsOrganizationWorld): object {
  return {
    Id: id,
    Arn: `arn:aws:organizations::${world.management}:account/${world.id}/${id}`,
    Email: `${name}@aws.example`,
    Name: name,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: 1_717_200_000,
    [says]: state,
  };
}
