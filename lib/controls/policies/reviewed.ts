import * as z from 'zod/mini';
import { type GitHubPolicyDocument, policyDocuments } from '../../evidence/datasets/github.ts';
import { users as googleUsers } from '../../evidence/datasets/google-workspace.ts';
import { type Attestation, wordOn } from '../../judging/attestation.ts';
import {
  type Assessed,
  type ControlInput,
  defineControl,
  type ExpectedBesideSeen,
  type ListedPolicy,
} from '../../judging/control.ts';
import type { Who } from '../../judging/judgement.ts';
import { optional } from '../../judging/need.ts';
import { policyKey } from '../../judging/standard.ts';
import { judgeDocument } from './document.ts';
import { judgeOwner } from './owner.ts';

interface Parameters {
  readonly days: number;
}

export const policiesReviewed = defineControl<Parameters>({
  id: 'policies.reviewed',
  version: 1,
  title: 'Policy documents are kept up and have an owner',
  meaning:
    'Every policy document that the configuration lists is in its repository, has an owner who has not left, and was changed or confirmed within a year.',
  fix: 'Read the document, change what no longer holds, or confirm it with “exhibit attest policies.reviewed”; name its owner under policies or in its front matter.',
  mappings: { soc2: ['CC1.4', 'CC5.3'], iso27001: ['A.5.1'], nist80053: ['PL-1'], cis: [] },
  needs: [policyDocuments, optional(googleUsers)],
  parameters: () => z.strictObject({ days: z._default(z.int().check(z.minimum(1), z.maximum(3660)), 365) }),
  attested: 'beside',
  applies: (_, settings) =>
    (settings?.policies ?? []).length > 0
      ? null
      : 'No policy documents are listed: name them under policies in the configuration.',
  evaluate,
});

/** What findings call a document. */
export function policyName({ path, repository }: ListedPolicy): string {
  return `${repository}/${path}`.toLowerCase();
}

/** What the document was to be, and what it is, whatever came of it. */
function compared(
  { owner }: ListedPolicy,
  found: GitHubPolicyDocument | undefined,
  word: Attestation | null,
  { parameters: { days } }: ControlInput<Parameters>,
): ExpectedBesideSeen {
  const changed =
    found?.state === 'file'
      ? `changed ${found.changedAt?.slice(0, 10) ?? 'nobody knows when'}`
      : stateWords(found);
  const confirmed = word === null ? [] : [`confirmed ${word.at.slice(0, 10)} by ${word.by}`];
  const named = owner ?? found?.owner ?? null;
  return {
    expected: `changed or confirmed within ${days} days, owner ${owner ?? 'named in the document'}`,
    seen: [changed, ...confirmed, named === null ? 'no owner' : `owner ${named}`].join(', '),
  };
}

function stateWords(found: GitHubPolicyDocument | undefined): string {
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
    const subject = policyName(listed);
    const word = wordOn(input.attestation, 'policies', subject);
    const both = [judgeDocument(found, word, input), judgeOwner(listed.owner, found, input.people)] as const;
    const of = (verdict: string) => both.find((one) => one.verdict === verdict);
    const who: Who = { key: policyKey(listed), subject };
    yield { ...who, ...(of('fail') ?? of('unknown') ?? both[0]), ...compared(listed, found, word, input) };
  }
}

function pairsIn(input: ControlInput<Parameters>): readonly Pair[] {
  const views = input.views(policyDocuments);
  return input.settings.policies.map((listed) => {
    const view = views.find(({ document }) => document.connection === listed.connection);
    return { listed, found: [...(view?.records() ?? [])].find((record) => isOf(record, listed)) };
  });
}

/** The record has the repository with its owner, who may be left out in the configuration. */
function isOf({ branch, path, repository }: GitHubPolicyDocument, listed: ListedPolicy): boolean {
  const same = repository === listed.repository || repository.endsWith(`/${listed.repository}`);
  return same && path === listed.path && branch === listed.branch;
}
