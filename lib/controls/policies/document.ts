import type { GitHubPolicyDocument } from '../../evidence/datasets/github.ts';
import { dayMs } from '../../evidence/day.ts';
import { type Attestation, attestedText } from '../../judging/attestation.ts';
import type { ControlInput } from '../../judging/control.ts';
import type { Judgement } from '../../judging/judgement.ts';
import { clockToleranceMs } from '../../judging/roll-up.ts';

type Input = Pick<ControlInput<{ readonly days: number }>, 'now' | 'parameters'>;

/** Whether a document is there, and was changed or confirmed lately. */
export function judgeDocument(
  found: GitHubPolicyDocument | undefined,
  attestation: Attestation | null,
  input: Input,
): Judgement {
  if (!found || found.state === null) return unknown('GitHub did not show whether the document is there.');
  const where = found.branch ?? 'the default branch';
  if (found.state === 'missing') return fail(`There is no such document on ${where}.`);
  if (found.state === 'other') return fail(`There is a folder or a link on ${where}, and not a document.`);
  if (found.size === 0 || found.blank === true) return fail('The document is empty: it has no text.');
  return judgeAge(found, attestation, input);
}

/**
 * An attestation confirms every document that was listed when it was given, from the next run on: also in one whose
 * nominal time lies before it, as for every control.
 */
function judgeAge(
  found: GitHubPolicyDocument,
  attestation: Attestation | null,
  { now, parameters: { days } }: Input,
): Judgement {
  const oldest = now.getTime() - days * dayMs;
  if (attestation && Date.parse(attestation.at) >= oldest)
    return { verdict: 'pass', reason: attestedText(attestation, now) };
  const changed = Date.parse(found.changedAt ?? '');
  if (Number.isNaN(changed)) return unknown('GitHub did not show when the document was last changed.');
  const day = new Date(changed).toISOString().slice(0, 10);
  if (changed > now.getTime() + clockToleranceMs)
    return unknown(`Its last change is dated ${day}, which is in the future: the date cannot be right.`);
  if (changed >= oldest) return { verdict: 'pass', reason: '' };
  return fail(
    `It was last changed on ${day}, more than ${days} days ago, and nobody has confirmed it since.`,
  );
}

export function fail(reason: string): Judgement {
  return { verdict: 'fail', reason };
}

export function unknown(reason: string): Judgement {
  return { verdict: 'unknown', reason };
}
