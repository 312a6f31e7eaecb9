import type { Dataset } from '../../../evidence/dataset.ts';
import { targetOf } from '../../../evidence/datasets/google-policy/target.ts';
import {
  type GoogleGroup,
  type GoogleOrgUnit,
  type GooglePolicy,
  type GoogleUser,
  groups,
  orgUnits,
  policies,
  users,
} from '../../../evidence/datasets/google-workspace.ts';
import { type EvidenceDocument, isWhole } from '../../../evidence/document.ts';
import type { ProblemCode } from '../../../evidence/problem.ts';
import type { ControlInput } from '../../../judging/control.ts';
import { isOfNeed } from '../../../judging/need.ts';
import { type PolicyOf, twoStepPolicies, unreadablePolicy } from './two-step-policy.ts';

/**
 * The policy in effect for people of one connection, from its evidence. Without the whole of the policies, units
 * and groups nothing is told of anybody: what was not seen may be the policy that counts.
 */
export function policiesOf(input: ControlInput, connection: string): PolicyOf {
  const viewOf = <Row extends object>(dataset: Dataset<Row>) =>
    input.views(dataset).find(({ document }) => document.connection === connection);
  const [rules, units, members, people] = [viewOf(policies), viewOf(orgUnits), viewOf(groups), viewOf(users)];
  const lack =
    lackOf(policies.name, rules?.document) ??
    lackOf(orgUnits.name, units?.document) ??
    lackOf(groups.name, members?.document) ??
    tenantsApart([people, rules, units, members].flatMap((view) => view?.document ?? []));
  if (lack !== null || !rules || !units || !members) {
    const unreadable = unreadablePolicy(lack ?? 'nothing was collected');
    return () => unreadable;
  }
  const ruleRows = [...rules.records()];
  const everybody = () => people?.records() ?? [];
  const known = unitsIn([...units.records()], ruleRows, everybody);
  return twoStepPolicies(
    { policies: ruleRows, units: known, groups: groupsAsked(members.records(), ruleRows) },
    input.now.getTime(),
  );
}

/** Lists of several tenants, as evidence of before tenants were compared may hold, say nothing of each other. */
function tenantsApart(documents: readonly EvidenceDocument[]): string | null {
  const tenants = new Set(documents.flatMap(({ tenant }) => tenant?.id ?? []));
  return tenants.size > 1 ? `the lists are of several customers: ${[...tenants].sort().join(' and ')}` : null;
}

/** Codes of a provider that does not show something to us at all, or of a configuration that does not ask. */
const refusals: ReadonlySet<ProblemCode> = new Set([
  'denied',
  'unauthenticated',
  'rejected',
  'not-configured',
]);

/**
 * Whether all that kept the policy of a connection from being read is that it is not shown to us. What broke off, was
 * garbled or did not come in time could have been read, and might have said otherwise.
 */
export function isPolicyRefused(input: ControlInput, connection: string): boolean {
  const lacking = [policies, orgUnits, groups]
    .map((dataset) => input.documents.find((one) => isOfNeed(one, { dataset, connection })))
    .filter((document) => document === undefined || !isWhole(document));
  return (
    lacking.length > 0 && lacking.every((document) => refusals.has(document?.problem?.code ?? 'internal'))
  );
}

function lackOf(dataset: string, document: EvidenceDocument | undefined): string | null {
  if (!document) return `${dataset} were not collected`;
  if (isWhole(document)) return null;
  const cause = document.problem ? ` (${document.problem.code})` : '';
  return document.completeness === 'partial'
    ? `${dataset} were cut short${cause}`
    : `${dataset} could not be collected${cause}`;
}

/** Keeps only the groups that can matter: of the rest, members were never asked for. */
function groupsAsked(all: Iterable<GoogleGroup>, policies: readonly GooglePolicy[]): readonly GoogleGroup[] {
  const named = new Set(policies.flatMap((policy) => [...targetOf(policy).groups]));
  const asked: GoogleGroup[] = [];
  for (const group of all) if (group.members !== null || named.has(group.id)) asked.push(group);
  return asked;
}

/**
 * A customer without units may answer with no list. That is the whole of it where everybody is in the top unit and the
 * policies name one unit at the most, which then is the top one.
 */
function unitsIn(
  listed: readonly GoogleOrgUnit[],
  policies: readonly GooglePolicy[],
  everybody: () => Iterable<GoogleUser>,
): readonly GoogleOrgUnit[] {
  if (listed.length > 0) return listed;
  const [orgUnitId = 'top', ...others] = new Set(policies.flatMap((policy) => [...targetOf(policy).units]));
  if (others.length > 0) return listed;
  for (const { orgUnitPath } of everybody()) if (orgUnitPath !== '/') return listed;
  return [{ name: null, orgUnitId, orgUnitPath: '/', parentOrgUnitId: null, parentOrgUnitPath: null }];
}
