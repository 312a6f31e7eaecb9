import type {
  GoogleGroup,
  GoogleOrgUnit,
  GooglePolicy,
} from '../../../evidence/datasets/google-workspace.ts';
import { type EvidenceDocument, isWhole } from '../../../evidence/document.ts';
import type { ProblemCode } from '../../../evidence/problem.ts';
import type { ControlInput } from '../../../judging/control.ts';
import { type PolicyOf, twoStepPolicies, unreadablePolicy } from './two-step-policy.ts';

/**
 * The policy in effect for people of one connection, from its evidence. Without the whole of the policies, units
 * and groups nothing is told of anybody: what was not seen may be the policy that counts.
 */
export function policiesOf(input: ControlInput, connection: string): PolicyOf {
  const view = <Row>(dataset: string) =>
    input
      .datasets<Row>('google-workspace', dataset)
      .find(({ document }) => document.connection === connection);
  const policies = view<GooglePolicy>('two-step-policies');
  const units = view<GoogleOrgUnit>('org-units');
  const groups = view<GoogleGroup>('groups');
  const lack =
    lackOf('two-step-policies', policies?.document) ??
    lackOf('org-units', units?.document) ??
    lackOf('groups', groups?.document);
  if (lack !== null || !policies || !units || !groups) {
    const unreadable = unreadablePolicy(lack ?? 'nothing was collected');
    return () => unreadable;
  }
  return readPolicies(policies.records(), units.records(), groups.records());
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
  const lacking = ['two-step-policies', 'org-units', 'groups']
    .map((dataset) => documentOf(input, connection, dataset))
    .filter((document) => document === undefined || !isWhole(document));
  return (
    lacking.length > 0 && lacking.every((document) => refusals.has(document?.problem?.code ?? 'internal'))
  );
}

function documentOf({ documents }: ControlInput, connection: string, dataset: string) {
  return documents.find(
    (one) => one.provider === 'google-workspace' && one.connection === connection && one.dataset === dataset,
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
function readPolicies(
  policyRecords: Iterable<GooglePolicy>,
  units: Iterable<GoogleOrgUnit>,
  groups: Iterable<GoogleGroup>,
): PolicyOf {
  const policies = [...policyRecords];
  const named = new Set(policies.map(({ group }) => group));
  const kept: GoogleGroup[] = [];
  for (const group of groups) if (group.members !== null || named.has(group.id)) kept.push(group);
  return twoStepPolicies({ policies, units: [...units], groups: kept });
}
