import type { AwsIdentityCenterAssignment } from '../../../../evidence/datasets/aws-organization.ts';
import { isObject } from '../../../read-fields.ts';
import type { Reading } from '../../../reader.ts';
import { centerOf, malformed, paging, textIn } from './center.ts';
import type { Requests } from './json-response.ts';
import { type Learned, notAll } from './learned.ts';
import { requestWho } from './list.ts';
import { listedSideBySide } from './pages-side-by-side.ts';
import { type PermissionSet, requestPermissionSets } from './permission-sets.ts';
import { inJson, type OrganizationPlace, type SignedRequest } from './requests.ts';

type Assignment = AwsIdentityCenterAssignment;

interface Found {
  readonly instance: string;
  readonly sets: ReadonlyMap<string, PermissionSet>;
  readonly rows: Map<string, Assignment>;
  readonly faults: Set<string>;
}

/**
 * Who may do what in which account: asked of every user and every group, which takes a question for each of them and not
 * one for each pair of account and permission set. Held against the accounts in which each set is provisioned: where one of
 * them is in nobody's list, that pair is asked itself.
 */
export function* readAssignments(
  place: OrganizationPlace,
  learned: Learned,
): Reading<Assignment, SignedRequest> {
  yield { source: { ...learned.source, principal: yield* requestWho(place) } };
  const { instance } = centerOf(learned);
  const faults = new Set<string>();
  const sets = yield* requestPermissionSets(place, instance, faults);
  const found: Found = {
    instance,
    sets: new Map(sets.map((set) => [set.arn, set])),
    rows: new Map(),
    faults,
  };
  yield* ofPrincipals(place, learned, found);
  yield* ofUnseen(place, yield* provisioned(place, found), found);
  yield { records: [...found.rows.values()] };
  const { groups, users } = learned;
  for (const [list, { problem }] of [['users', users] as const, ['groups', groups] as const])
    if (problem) yield { problem: notAll(list, problem) };
  if (found.faults.size > 0) yield { problem: malformed(found.faults) };
}

function ofPrincipals(place: OrganizationPlace, { groups, users }: Learned, found: Found): Requests<void> {
  const action = 'ListAccountAssignmentsForPrincipal';
  return listedSideBySide({
    keys: [
      ...groups.rows.map(({ id }) => ({ id, type: 'GROUP' })),
      ...users.rows.map(({ id }) => ({ id, type: 'USER' })),
    ],
    action,
    list: 'AccountAssignments',
    request: ({ id, type }, token) =>
      inJson(place, 'sso', action, {
        about: id,
        fields: { InstanceArn: found.instance, PrincipalId: id, PrincipalType: type, ...paging(token) },
      }),
    take: (_, items) => add(found, items),
  });
}

/** A user's list has what its groups bring as well: each assignment counts once. */
function add({ faults, rows, sets }: Found, items: readonly unknown[]): void {
  for (const item of items) {
    const row = isObject(item) ? item : {};
    const [account, arn, id, type] = ['AccountId', 'PermissionSetArn', 'PrincipalId', 'PrincipalType'].map(
      (name) => textIn(row, name),
    );
    if (!account || !arn || !id || !type) {
      faults.add('an assignment without an account, a permission set or a principal, which was left out');
      continue;
    }
    const set = sets.get(arn);
    rows.set([account, arn, type, id].join(' '), {
      account,
      administrator: set?.administrator ?? null,
      permissionSet: arn,
      permissionSetName: set?.name ?? null,
      principalId: id,
      principalType: type,
    });
  }
}

interface Pair {
  readonly account: string;
  readonly set: string;
}

/** The pairs of account and permission set that no assignment speaks of, although the set is there. */
function* provisioned(
  place: OrganizationPlace,
  { faults, instance, rows, sets }: Found,
): Requests<readonly Pair[]> {
  const spokenOf = new Set(
    [...rows.values()].map(({ account, permissionSet }) => `${account} ${permissionSet}`),
  );
  const unseen: Pair[] = [];
  const action = 'ListAccountsForProvisionedPermissionSet';
  yield* listedSideBySide({
    keys: [...sets.keys()],
    action,
    list: 'AccountIds',
    request: (set, token) =>
      inJson(place, 'sso', action, {
        about: set,
        fields: { InstanceArn: instance, PermissionSetArn: set, ...paging(token) },
      }),
    take: (set, items) => {
      for (const account of items)
        if (typeof account !== 'string') faults.add('an account without a number, which was left out');
        else if (!spokenOf.has(`${account} ${set}`)) unseen.push({ account, set });
    },
  });
  return unseen;
}

function ofUnseen(place: OrganizationPlace, pairs: readonly Pair[], found: Found): Requests<void> {
  const action = 'ListAccountAssignments';
  return listedSideBySide({
    keys: pairs,
    action,
    list: 'AccountAssignments',
    request: ({ account, set }, token) =>
      inJson(place, 'sso', action, {
        about: `${account}/${set}`,
        fields: { InstanceArn: found.instance, AccountId: account, PermissionSetArn: set, ...paging(token) },
      }),
    take: (_, items) => add(found, items),
  });
}
