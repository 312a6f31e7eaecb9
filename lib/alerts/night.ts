import type { DriftEvent } from '../drift/event.ts';
import type { Completeness } from '../evidence/document.ts';
import type { Problem } from '../evidence/problem.ts';
import type { Attestation } from '../judging/attestation.ts';
import type { Verdict } from '../judging/control.ts';
import type { CredentialEnd } from '../judging/expirations.ts';
import type { Finding } from '../judging/finding.ts';
import type { Counts } from '../judging/roll-up.ts';
import type { Waiver } from '../judging/waivers.ts';

/** A control as a message speaks of it. */
export interface AlertControl {
  readonly id: string;
  readonly title: string;
  /** How to mend a failure; null when neither this version nor the configuration knows the control. */
  readonly fix: string | null;
  readonly verdict: Verdict;
  readonly obstacles: readonly string[];
  readonly subjects: Counts;
  /** First night of this verdict, RFC 3339. */
  readonly since: string;
  readonly needs: readonly {
    readonly connection: string | null;
    readonly dataset: string;
    readonly completeness: Completeness | null;
  }[];
  /** The first few subjects that fail, then those that are unknown. */
  readonly open: readonly Finding[];
}

export interface AlertDataset {
  readonly connection: string;
  readonly dataset: string;
  readonly completeness: Completeness;
  readonly problem: Problem | null;
}

/** An earlier night that this message speaks of as well. */
export interface CoveredNight {
  readonly run: string;
  /** `cut-off`: it was ended only now. `not-delivered`: its own message did not go out. */
  readonly why: 'cut-off' | 'not-delivered';
}

/** All that a message is made of: one sealed night, with what changed since the last message. */
export interface AlertNight {
  /** Nominal time, RFC 3339. */
  readonly run: string;
  readonly organization: string;
  /** IANA name. */
  readonly timezone: string;
  readonly status: 'complete' | 'partial' | 'failed';
  /** The sealed run that it is compared with; null on the first night. */
  readonly since: string | null;
  readonly datasets: readonly AlertDataset[];
  readonly controls: readonly AlertControl[];
  readonly events: readonly DriftEvent[];
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Pick<Attestation, 'control' | 'by' | 'at' | 'expires'>[];
  readonly credentials: readonly CredentialEnd[];
  /** Oldest first. */
  readonly covered: readonly CoveredNight[];
  /** Of these nights and this one, those that were cut off and that a later start ended, with when. */
  readonly endedLate: readonly { readonly run: string; readonly at: string; readonly seal: string }[];
  readonly seal: { readonly sequence: number; readonly path: string; readonly sha256: string };
  /** Where the locker is, as a person would name it. */
  readonly locker: string;
  /** The run's folder in the locker. */
  readonly folder: string;
  /** Keys of the run's findings and drift. */
  readonly files: { readonly findings: string; readonly drift: string };
  /** What stays open is said again after so many days; 0: never. */
  readonly remindEveryDays: number;
}
