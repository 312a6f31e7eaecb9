import type { Assessment, ExpectedBesideSeen, Verdict } from './control.ts';

/** Why a failing subject does not fail the control. */
export interface AppliedWaiver {
  readonly reason: string;
  /** Who answers for it: a person's address, or `policy` for a rule of the provider itself. */
  readonly approvedBy: string;
  /** Last day (YYYY-MM-DD) of a person's waiver, or the moment (RFC 3339) that a provider's rule ends. */
  readonly expires: string;
}

/** One subject under one control in one run; a line of `findings.ndjson`. */
export interface Finding extends ExpectedBesideSeen {
  /**
   * What the subject was when it was last seen, where this night could not see it, or not well enough: then the
   * verdict is `unknown`, and the failure it had goes on, with its waiver, rather than ending and beginning anew.
   */
  readonly carried?: Verdict;
  readonly control: string;
  /** Of an unknown one that was failing before: the first night on which it was seen failing. Only a pass ends that. */
  readonly failingSince?: string;
  /** Tells the subject from every other of the control. Absent in findings of before there were keys. */
  readonly key?: string;
  readonly reason: string;
  /** First night on which the subject was seen in this verdict, and no other since; null for a pass. */
  readonly since: string | null;
  /** What the subject is called. */
  readonly subject: string;
  readonly verdict: Verdict;
  readonly waiver: AppliedWaiver | null;
}

/** Where a subject counts. */
export type FindingStatus = 'pass' | 'fail' | 'unknown' | 'waived';

export function findingStatus(finding: Pick<Finding, 'verdict' | 'waiver'>): FindingStatus {
  return finding.verdict === 'fail' && finding.waiver ? 'waived' : finding.verdict;
}

/** What a subject was when last seen. */
export function lastSeen(finding: Finding): Verdict {
  return finding.carried ?? finding.verdict;
}

/** A plain pass, which is nearly every line of a large population, in the field order of canonical JSON. */
export function findingOf(
  control: string,
  assessment: Assessment,
  since: string | null,
  waiver: AppliedWaiver | null,
): Finding {
  const { expected, key, reason, seen, subject, verdict } = assessment;
  if (expected === undefined && seen === undefined)
    return { control, key, reason, since, subject, verdict, waiver };
  return {
    control,
    ...besides({ expected }),
    key,
    reason,
    ...besides({ seen }),
    since,
    subject,
    verdict,
    waiver,
  };
}

/** What was expected beside what was seen, without the fields that are not there. */
export function besides(one: {
  expected?: string | undefined;
  seen?: string | undefined;
}): ExpectedBesideSeen {
  return Object.fromEntries(Object.entries(one).filter(([, text]) => text !== undefined));
}

/** Since when a subject is failing, also where it is unknown by now; null where it is not. */
export function failingSince(finding: Finding): string | null {
  return lastSeen(finding) === 'fail' ? finding.since : (finding.failingSince ?? null);
}
