/**
 * What the auditor's page `index.html` is made from. The package fills this from the locker; the renderer
 * (`files.ts`) turns it into the page and the data files beside it. All of it is data: no clock, no file, no network.
 *
 * Nights are referred to by their place in `ReportModel.nights`, everywhere. All paths are relative to `index.html`,
 * with forward slashes. Texts are as the evidence has them: the page shows them inertly, so nobody need clean them.
 */

import type { Exception } from '../drift/exceptions/exceptions.ts';
import type { Completeness, EvidenceDocument } from '../evidence/document.ts';
import type { Problem } from '../evidence/problem.ts';
import type { AttestedFile, AttestedScope, RecordedBy } from '../judging/attestation.ts';
import type { ControlSettings, ExpectedBesideSeen, Mappings, Verdict } from '../judging/control.ts';
import type { AppliedWaiver } from '../judging/finding.ts';
import type { Counts } from '../judging/roll-up.ts';
import type { RegisteredService } from '../judging/services/register.ts';
import type { Waiver } from '../judging/waivers.ts';
import type { VerifyResult } from '../seal/verify/result.ts';

/** Everything that does not grow with the population. Held whole; what does grow comes through `ReportSources`. */
export interface ReportModel {
  readonly schema: 'exhibit/report/v1';
  readonly organization: string;
  /** When the page was opened on a running locker (RFC 3339); absent in a package, which says the same whenever it is made. */
  readonly opened?: string;
  /** IANA name. Days are days of this zone. */
  readonly timezone: string;
  /** HH:MM in `timezone`; null when nothing was scheduled. */
  readonly schedule: string | null;
  /** First and last day asked for, YYYY-MM-DD, both included. */
  readonly period: { readonly from: string; readonly to: string };
  readonly made: Maker;
  /** True when people are replaced by pseudonyms, whose key stays with the company. */
  readonly pseudonyms: boolean;
  readonly verification: Verification;
  /** Every night that was due, and every other run, by time; also those that left nothing. */
  readonly nights: readonly Night[];
  readonly controls: readonly ControlHistory[];
  readonly datasets: readonly DatasetHistory[];
  readonly waivers: readonly WaiverHistory[];
  readonly attestations: readonly AttestationHistory[];
  readonly notJudged: readonly NotJudged[];
  /** What changed of what was judged by, by night. */
  readonly standard: readonly StandardChange[];
  /** Nights on which verdicts became others by such a change. */
  readonly standardMoves: readonly StandardMoves[];
  /** What the nights' drift tells of vaults, settings and lists. */
  readonly changes: readonly PeriodChange[];
  /** Every service that the company says it uses, as of the newest night; null where no night tells, or people are replaced. */
  readonly register: readonly RegisteredService[] | null;
  /** Whom the standard names, as of the newest night; null where no night tells, or people are replaced. */
  readonly named: NamedInStandard | null;
  /** Other files of the package that the page points to. */
  readonly files: readonly PackageFile[];
}

/** Who made the package, when and with what. */
export interface Maker {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Account or person, as far as the machine knows it. */
  readonly by: string | null;
  readonly version: string;
  readonly commit: string | null;
}

/** What `exhibit verify` found in the locker when the package was made. */
export interface Verification extends Pick<VerifyResult, 'ok' | 'trust' | 'checked' | 'head' | 'problems'> {
  /** Problems beyond those that `problems` holds, when it was cut short; 0 when it is whole. */
  readonly moreProblems: number;
  readonly keys: readonly VerificationKey[];
}

export interface VerificationKey {
  /** As in `keys/<id>.pem`. */
  readonly id: string;
  /** Its file in the package; null when it is not there. */
  readonly path: string | null;
  /** Whether it was named as trusted from outside the locker: by `--key` or by the configuration's `trustedKeys`. */
  readonly trusted: boolean;
  /** How many of the period's seals it made. */
  readonly seals: number;
}

/** `missing`: it was due, and no seal speaks for it. The others are what its seal says. */
export type NightOutcome = 'complete' | 'partial' | 'failed' | 'missing';

export interface Night {
  /** The run's id: its nominal time, RFC 3339, UTC. For a missing night the time it was due. */
  readonly run: string;
  /** YYYY-MM-DD in the company's time zone. */
  readonly day: string;
  /** Whether it is what the schedule asked for; false for a run besides, of which the schedule has another or none. */
  readonly due: boolean;
  readonly outcome: NightOutcome;
  /** Why it is not complete, and that it was ended late, in a sentence or two; null when there is nothing to say. */
  readonly reason: string | null;
  /** The file that says what it was judged by; null where it kept none. */
  readonly standard: string | null;
  /** Null when it is missing. */
  readonly seal: NightSeal | null;
}

export interface NightSeal {
  readonly sequence: number;
  readonly path: string;
  readonly sha256: string;
  /** RFC 3339, UTC. */
  readonly sealedAt: string;
  /** By which this night was to be sealed; null when nothing said so. Later than that is late. */
  readonly dueBy: string | null;
  /** Its time-stamp from an authority; null when there is none. */
  readonly timestamp: string | null;
  /** The run's folder in the package. */
  readonly folder: string;
}

/**
 * A control on a night. `not-judged`: the night has findings, and the control is not among those judged.
 * `none`: there are no findings, since the night is missing or concluded nothing.
 */
export type NightState = Verdict | 'not-judged' | 'none';

export interface ControlHistory {
  readonly id: string;
  /** As it was on the last night that judged it. */
  readonly version: number;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  readonly mappings: Mappings;
  readonly parameters: unknown;
  /** Datasets that it read, by their place in `ReportModel.datasets`. */
  readonly datasets: readonly number[];
  /** Other versions or parameters that it had earlier in the period, oldest first; empty when nothing changed. */
  readonly revisions: readonly {
    readonly from: number;
    readonly version: number;
    readonly parameters: unknown;
  }[];
  /** One for each night. */
  readonly states: readonly NightState[];
  /** One for each night; null where it was not judged. */
  readonly counts: readonly (Counts | null)[];
  /** What barred a pass besides single subjects. */
  readonly obstacles: readonly { readonly from: number; readonly to: number; readonly text: string }[];
  /** First night, without a break, on which it had the verdict of the period's first judged night (RFC 3339). */
  readonly sinceBefore: string | null;
  /** How many exceptions of single subjects there were; the failures are the rows of `failures.csv`. */
  readonly exceptions: ExceptionCounts;
  /** Its CSV of subjects and verdicts. */
  readonly csv: string | null;
}

export interface ExceptionCounts {
  /** Failures, those that a waiver covered included. */
  readonly failures: number;
  /** Of these, those that stood at the end, without and with a waiver. */
  readonly open: number;
  readonly waived: number;
  /** Subjects that could not be decided, outside of a failure. */
  readonly undecided: number;
}

/** A dataset of a connection over the period. */
export interface DatasetHistory {
  readonly connection: string;
  readonly provider: string;
  readonly dataset: string;
  /** One for each night; null where nothing speaks of it, neither as collected nor as failed. */
  readonly nights: readonly (DatasetNight | null)[];
  /** What was left out of it on purpose, and by whose decision; empty when nothing was. */
  readonly excluded: readonly Exclusion[];
  /** The command that asks the same again. */
  readonly reproduce: string;
  /** Its population in the package, with counts; null when there is none. */
  readonly csv: string | null;
  /** Of whom or of what it is a list, where it matters who or what came and went; null of everything else. */
  readonly population: 'people' | 'things' | null;
  /** Who came and went; null where it is no population, or was whole on no night. */
  readonly moves: ListMoves | null;
  /** By the dataset's declaration: `access`, who may open which vault; `settings`; null of everything else. */
  readonly compared: 'access' | 'settings' | null;
  /** The count apart from the list that each night held it against; the findings of `evidence.complete` say how. */
  readonly reconciledWith: HeldAgainst;
}

/** What a list is reconciled with, also that there is nothing. */
export interface HeldAgainst {
  /** `independent` tells of somebody whom the list leaves out; `paging` only that every page was read. */
  readonly kind: 'independent' | 'upper-bound' | 'paging' | 'earlier' | 'none';
  /** The dataset of the same connection that holds the count. */
  readonly dataset: string | null;
  /** A sentence. */
  readonly says: string;
}

export interface DatasetNight {
  readonly completeness: Completeness;
  readonly records: number;
  readonly problem: Problem | null;
}

export interface Exclusion {
  readonly what: string;
  readonly reason: string;
  readonly by: string;
  /** Last day or moment; null when no end was set. */
  readonly until: string | null;
}

/** A waiver of the configuration while it was in force, with what it covered. */
export interface WaiverHistory extends Waiver {
  /** First and last night on which the configuration had it. */
  readonly from: number;
  readonly to: number;
  /** Whether whoever approved it is its subject. */
  readonly own: boolean;
  /** Nights on which it covered a failing subject, as intervals. Empty: it covered nothing. */
  readonly covered: readonly Interval[];
}

/** First and last night, both included. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** An attestation in the locker. */
export interface AttestationHistory {
  readonly control: string;
  readonly by: string;
  readonly note: string;
  /** RFC 3339. */
  readonly at: string;
  /** Last day on which it counts. */
  readonly expires: string;
  readonly path: string;
  readonly sha256: string;
  readonly files: readonly AttestedFile[];
  /** Who typed it, and what the company had when it was given; absent where that was not kept. */
  readonly recordedBy?: RecordedBy | undefined;
  readonly about?: AttestedScope | undefined;
  /** Subjects of the control that whoever attested is themselves. */
  readonly own: readonly string[];
  /** Nights on which it was the attestation that counted. */
  readonly covered: readonly Interval[];
}

/** A change of what a night was judged by, since the night before. */
export interface StandardChange {
  readonly night: number;
  /** Null where it concerns no single control. */
  readonly control: string | null;
  /** Where in `standard.json` (RFC 6901). */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The change as a sentence. */
  readonly message: string;
}

/** For which vault somebody is named, whose an account is, who left: what the company says, and no evidence does. */
export type NamedInStandard = Pick<ControlSettings, 'people' | 'vaults' | 'sharedAccounts' | 'vaultGroups'>;

/** How many verdicts a change of the standard made others. */
export interface StandardMoves {
  readonly night: number;
  readonly verdicts: number;
}

/** A change that a night's drift tells. */
export interface PeriodChange {
  readonly night: number;
  /** As in `drift.json`: `vault.joined`, `setting.changed`, … */
  readonly type: string;
  readonly subject: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Of a vault's: which vault, as it is called in findings; before 0.2.0 not told. */
  readonly vault?: string;
  /** Who did it, and when (RFC 3339), where the provider tells. */
  readonly by?: string;
  readonly at?: string;
  readonly message: string;
}

/** Somebody who came to a list of accounts, went from it, or whose account changed. */
export interface Move {
  readonly who: string;
  /** `standing`: it was ended or restored. `role`: it may do something else. */
  readonly kind: 'appeared' | 'gone' | 'standing' | 'role';
  /** The first night that shows it. */
  readonly night: number;
  readonly field?: string;
  readonly before?: string;
  readonly after?: string;
}

/** Who moved in a list of people, with what it has to add up to: opening, and who came, less who went, is closing. */
export interface ListMoves {
  /** First and last night on which the list was whole. */
  readonly first: number;
  readonly last: number;
  /** Records on the first and on the last of them. */
  readonly opening: number;
  readonly closing: number;
  readonly appeared: number;
  readonly gone: number;
  readonly listed: readonly Move[];
  /** How many more there are. */
  readonly more: number;
}

export interface NotJudged extends Interval {
  readonly control: string;
  readonly title: string | null;
  readonly reason: string;
  /** `configuration`: turned off by the company. `scope`: nothing is connected that it speaks of. */
  readonly by: 'configuration' | 'scope';
}

export interface PackageFile {
  readonly path: string;
  /** What it is, in a few words. */
  readonly label: string;
}

/**
 * What grows with the population, in streams. Each may be asked for more than once, and is read to its end before the
 * next one is asked for.
 */
export interface ReportSources {
  /** Every subject of every control in the period, once each, in ascending order of UTF-16 code units. */
  subjects(): AsyncIterable<string> | Iterable<string>;
  /** A control's subjects, in the order of `subjects()`. @param control place in `ReportModel.controls` */
  findings(control: number): AsyncIterable<SubjectHistory> | Iterable<SubjectHistory>;
  /** A control's exceptions, as the tables and OSCAL have them; of very many the first. */
  exceptions(control: number): { readonly listed: readonly Exception[]; readonly more: number };
  /** A dataset's evidence documents, by night. @param dataset place in `ReportModel.datasets` */
  evidence(dataset: number): AsyncIterable<NightEvidence> | Iterable<NightEvidence>;
  /** A dataset's records, by key. @param dataset place in `ReportModel.datasets` */
  records(dataset: number): AsyncIterable<PackedHistory> | Iterable<PackedHistory>;
}

/** What one control said of one subject over the period. */
export interface SubjectHistory {
  readonly subject: string;
  /** Tells it from others of its name; absent where nights had no keys. */
  readonly key?: string;
  /** By night, without overlap. Nights that left no findings may lie within an interval. */
  readonly intervals: readonly FindingInterval[];
}

/** Nights in a row with the same finding. */
export interface FindingInterval extends Interval, ExpectedBesideSeen {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly waiver: AppliedWaiver | null;
  /** What the subject was when last seen, where these nights could not see it. */
  readonly carried?: Verdict;
  /** First night, without a break, of this verdict, where that lies before the period. RFC 3339. */
  readonly since?: string;
}

/** One evidence document. */
export interface NightEvidence {
  readonly night: number;
  /** The document's file. Its records and raw answers are named relative to it. */
  readonly path: string;
  readonly sha256: string;
  readonly document: EvidenceDocument;
}

/** One record of a dataset over the period. */
export interface RecordHistory {
  /** What the dataset's records are ordered by, and by which this one is known. */
  readonly key: string;
  /** By night, without overlap: nights in a row with the very same line. Nights without evidence may lie within. */
  readonly intervals: readonly RecordInterval[];
}

/**
 * A record as the report writes it, so that nobody keeps, reads or parses each of its lines again: see
 * `pack-records.ts`.
 */
export interface PackedHistory {
  /** JSON of a row of `RecordFile`. */
  readonly row: string;
  /** Its line as last seen. */
  readonly newest: string;
  /** The night on which it was last seen. */
  readonly last: number;
}

export interface RecordInterval extends Interval {
  /** The line of the records' file without its newline. */
  readonly line: string;
  /** The members that differ from the interval before, as JSON without braces; absent where that was not worked out. */
  readonly changed?: string;
  /** Which request of the night `from` brought it, counted from 0; null or absent when that was not worked out. */
  readonly request?: number | null;
}
