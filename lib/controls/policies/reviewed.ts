import * as z from 'zod/mini';
import { type GitHubPolicyDocument, policyDocuments } from '../../evidence/datasets/github.ts';
import { type Attestation, attestationOn } from '../../judging/attestation.ts';
import {
  type Assessed,
  type ControlInput,
  connectionSetting,
  defineControl,
  type ExpectedBesideSeen,
  type ListedPolicy,
} from '../../judging/control.ts';
import { peopleIfAny } from '../../judging/people/directories.ts';
import { policyKey } from '../../judging/standard.ts';
import { judgeDocument } from './document.ts';
import { judgeOwner } from './owner.ts';

interface Parameters {
  readonly days: number;
}

export const policiesReviewed = defineControl<Parameters>({
  id: 'policies.reviewed',
  version: 2,
  title: 'Policy documents are kept up and have an owner',
  meaning:
    'Every policy document that the configuration lists is in its repository, has an owner who has not left, and was changed or confirmed within a year.',
  fix: 'Read the document, change what is out of date, or confirm it with “exhibit attest policies.reviewed”; name its owner under policies or in its front matter.',
  mappings: { soc2: ['CC2.2', 'CC5.3'], iso27001: ['A.5.1'], nist80053: ['PL-1'], cis: [] },
  needs: [policyDocuments, ...peopleIfAny],
  parameters: () => z.strictObject({ days: z._default(z.int().check(z.minimum(1), z.maximum(3660)), 365) }),
  attested: 'beside',
  applies: (_, settings) =>
    (settings?.policies ?? []).length > 0
      ? null
      : 'No policy documents are listed: name them under policies in the configuration.',
  evaluate,
});

/** What findings call a document. */
function policyName({ path, repository }: ListedPolicy): string {
  return `${repository}/${path}`.toLowerCase();
}

/** What the document was to be, and what it is, whatever came of it. */
function compared(
  { owner }: ListedPolicy,
  found: GitHubPolicyDocument | undefined,
  attestation: Attestation | null,
  { parameters: { days } }: ControlInput<Parameters>,
): ExpectedBesideSeen {
  const changed =
    found?.state === 'file'
      ? `changed ${found.changedAt?.slice(0, 10) ?? 'at an unknown time'}`
      : stateText(found);
  const confirmed =
    attestation === null ? [] : [`confirmed ${attestation.at.slice(0, 10)} by ${attestation.by}`];
  const named = owner ?? found?.owner ?? null;
  return {
    expected: `changed or confirmed within ${days} days, owner ${owner ?? 'named in the document'}`,
    seen: [changed, ...confirmed, named === null ? 'no owner' : `owner ${named}`].join(', '),
  };
}

function stateText(found: GitHubPolicyDocument | undefined): string {
  if (found?.state === 'missing') return 'no such document';
  return found?.state === 'other' ? 'a folder or a link' : 'not shown';
}

interface Pair {
  readonly listed: ListedPolicy;
  /** Undefined where it was not looked for, or the night broke off before. */
  readonly found: GitHubPolicyDocument | undefined;
}

/** What is judged is the list: a document that no evidence speaks of is not passed over. */
function* evaluate(input: ControlInput<Parameters>): Iterable<Assessed> {
  for (const { listed, found } of pairsIn(input)) {
    const key = policyKey(listed);
    const attestation = attestationOn(input.attestation, 'policies', key);
    const both = [
      judgeDocument(found, attestation, input),
      judgeOwner(listed.owner, found, input.people),
    ] as const;
    const of = (verdict: string) => both.find((one) => one.verdict === verdict);
    const pair = { key, subject: policyName(listed), ...(of('fail') ?? of('unknown') ?? both[0]) };
    yield { ...pair, ...compared(listed, found, attestation, input) };
  }
}

function pairsIn(input: ControlInput<Parameters>): readonly Pair[] {
  const views = input.views(policyDocuments);
  return input.settings.policies.map((listed) => {
    const view = views.find(({ document }) => document.connection === listed.connection);
    const org = connectionSetting(input.settings, listed.connection, 'org') ?? view?.document.tenant?.name;
    const repository = wholeName(listed.repository, typeof org === 'string' ? org : '');
    const isIt = (record: GitHubPolicyDocument) =>
      record.repository.toLowerCase() === repository &&
      record.path === listed.path &&
      record.branch === listed.branch;
    return { listed, found: [...(view?.records() ?? [])].find(isIt) };
  });
}

/** The record has the repository with its owner, who may be left out in the configuration: it is the connection's own. */
function wholeName(repository: string, org: string): string {
  return (repository.includes('/') ? repository : `${org}/${repository}`).toLowerCase();
}
