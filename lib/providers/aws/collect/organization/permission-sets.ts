import { parseJson } from '../../../../http/json.ts';
import { isObject } from '../../../read-fields.ts';
import { send } from '../../../reader.ts';
import { paging, textIn } from './center.ts';
import { givesAll } from './gives-all.ts';
import { listed, objectIn, type Requests } from './json-response.ts';
import { inJson, type OrganizationPlace, type SignedRequest } from './requests.ts';

/** A permission set: what somebody may do in the accounts where it is theirs. */
export interface PermissionSet {
  readonly arn: string;
  readonly name: string | null;
  /** Whether it gives every right; null where that cannot be told. */
  readonly administrator: boolean | null;
}

/**
 * All permission sets of an instance, with what they come to.
 * @param faults takes why they may not be all
 */
export function* requestPermissionSets(
  place: OrganizationPlace,
  instance: string,
  faults: Set<string>,
): Requests<readonly PermissionSet[]> {
  const arns: string[] = [];
  const fields = { InstanceArn: instance };
  yield* listed(
    (token) => inJson(place, 'sso', 'ListPermissionSets', { fields: { ...fields, ...paging(token) } }),
    'PermissionSets',
    'ListPermissionSets',
    (items) => {
      for (const item of items)
        if (typeof item === 'string') arns.push(item);
        else faults.add('a permission set without an ARN, which was left out');
    },
  );
  const sets: PermissionSet[] = [];
  for (const arn of arns.toSorted()) sets.push(yield* describe(place, instance, arn));
  return sets;
}

function* describe(place: OrganizationPlace, instance: string, arn: string): Requests<PermissionSet> {
  const request = (action: string, more: Readonly<Record<string, unknown>> = {}): SignedRequest =>
    inJson(place, 'sso', action, {
      about: arn,
      fields: { InstanceArn: instance, PermissionSetArn: arn, ...more },
    });
  const described = objectIn(
    (yield* send(request('DescribePermissionSet'))).text,
    'PermissionSet',
    'DescribePermissionSet',
  );
  const managed = yield* several(request, 'ListManagedPoliciesInPermissionSet', 'AttachedManagedPolicies');
  const own = yield* several(
    request,
    'ListCustomerManagedPolicyReferencesInPermissionSet',
    'CustomerManagedPolicyReferences',
  );
  const inline = inlineGivesAll((yield* send(request('GetInlinePolicyForPermissionSet'))).text);
  return { arn, name: textIn(described, 'Name'), administrator: isAdministrator(managed, own, inline) };
}

function* several(
  request: (action: string, more: Readonly<Record<string, unknown>>) => SignedRequest,
  action: string,
  list: string,
): Requests<readonly unknown[]> {
  const all: unknown[] = [];
  yield* listed(
    (token) => request(action, paging(token)),
    list,
    action,
    (items) => all.push(...items),
  );
  return all;
}

/** Whether the policy that is written into the set gives all; false where there is none, null where that cannot be told. */
function inlineGivesAll(text: string): boolean | null {
  const response = parseJson(text, 'The answer of GetInlinePolicyForPermissionSet');
  if (!isObject(response)) return null;
  const { InlinePolicy: policy } = response;
  if (policy === undefined || policy === null || policy === '') return false;
  return typeof policy === 'string' ? givesAll(policy) : null;
}

/** AWS's own policies that give every right, or the right to give oneself every right. */
const administrators: ReadonlySet<string> = new Set(['AdministratorAccess', 'IAMFullAccess']);

/** A policy that lies in the accounts is not seen here, and may give every right. */
function isAdministrator(
  managed: readonly unknown[],
  own: readonly unknown[],
  inline: boolean | null,
): boolean | null {
  const names = managed.map((policy) => (isObject(policy) ? textIn(policy, 'Name') : null));
  if (names.some((name) => name !== null && administrators.has(name))) return true;
  if (inline === true) return true;
  return own.length > 0 || names.includes(null) || inline === null ? null : false;
}
