import type { Completeness, FileReference, RecordsReference } from '../evidence/document.ts';
import type { Problem } from '../evidence/problem.ts';
import type { Attestation } from '../judging/attestation.ts';
import type { Mappings, Verdict } from '../judging/control.ts';
import type { CredentialEnd } from '../judging/expirations.ts';
import type { OwnApproval } from '../judging/own-approvals.ts';
import type { Counts } from '../judging/roll-up.ts';
import type { Waiver } from '../judging/waivers.ts';

/** One control's result in one run. */
export interface ControlResult {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly verdict: Verdict;
  /** What barred a pass besides single subjects; empty when nothing did. */
  readonly obstacles: readonly string[];
  readonly subjects: Counts;
  readonly parameters: unknown;
  readonly mappings: Mappings;
  readonly needs: readonly {
    readonly connection: string | null;
    readonly dataset: string;
    readonly completeness: Completeness | null;
    /** First night on which it was seen whole; null while there was none. Absent in findings of before it was kept. */
    readonly firstWhole?: string | null;
  }[];
  /** First night, without a break, on which the control had this verdict. */
  readonly since: string;
  /** First night on which everything that the control needs was seen; null while there was none. */
  readonly firstJudged: string | null;
  /** Where its lines stand in the findings' file. */
  readonly lines: { readonly offset: number; readonly bytes: number; readonly count: number };
}

/** What a run concluded; stored as `findings.json`. The subjects' lines are in the file that `findings` names. */
export interface FindingsDocument {
  readonly schema: 'exhibit/findings/v1';
  readonly run: string;
  readonly organization: string;
  readonly timezone: string;
  readonly schedule: string;
  readonly status: RunStatus;
  readonly configuration: { readonly sha256: string };
  /** What the run was judged by, in its folder; absent in runs of before it was kept. */
  readonly standard?: { readonly path: string };
  /** SHA-256 over the ids and versions of all controls known. */
  readonly catalog: { readonly sha256: string };
  /** The sealed run that this one was compared with. */
  readonly previous: string | null;
  readonly datasets: readonly DatasetResult[];
  readonly controls: readonly ControlResult[];
  /** Controls that were not judged, and why: nothing is left out in silence. */
  readonly notJudged: readonly {
    readonly id: string;
    readonly reason: string;
    readonly by: 'configuration' | 'scope';
  }[];
  readonly waivers: readonly Waiver[];
  /** Every attestation that lay in the locker; the hash is of its document, which holds its files' hashes. */
  readonly attestations: readonly AttestationReference[];
  /** Credentials that end, as providers said; absent in runs of before it was kept. */
  readonly credentials?: readonly CredentialEnd[];
  /** Who approved or attested what they are the subject of. Absent in findings of before that was looked for. */
  readonly ownApprovals?: readonly OwnApproval[];
  /** One finding a line, by control and subject. */
  readonly findings: RecordsReference;
  /** What changed since `previous`. */
  readonly drift: FileReference;
}

/** An attestation in the locker, named with its hash so that the run's seal covers it. */
export interface AttestationReference extends Pick<Attestation, 'control' | 'by' | 'at' | 'expires'> {
  readonly path: string;
  readonly sha256: string;
}

/** `complete`: every dataset complete or empty. `partial`: some not. `failed`: none. */
export type RunStatus = 'complete' | 'partial' | 'failed';

export interface DatasetResult {
  readonly connection: string;
  readonly dataset: string;
  readonly completeness: Completeness;
  readonly records: number;
  readonly problem: Problem | null;
}

export function runStatus(datasets: readonly { completeness: Completeness }[]): RunStatus {
  const whole = datasets.filter(
    ({ completeness }) => completeness === 'complete' || completeness === 'empty',
  ).length;
  if (whole === datasets.length && whole > 0) return 'complete';
  return whole === 0 ? 'failed' : 'partial';
}
