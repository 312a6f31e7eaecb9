/**
 * The types of what Exhibit reads and writes: the configuration, the evidence, and what its commands print with `--json`. They
 * stand for themselves, so that whoever installs Exhibit needs no other package for them; a test holds the code to them.
 * Objects may have more fields than these: new ones come without a new `schema`.
 */
import { version as ownVersion } from './version.ts';

/** The version of Exhibit. */
export const version: string = ownVersion;

/** `unknown` is never `pass`: it says that the evidence does not decide. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** `empty`: complete, and there is nobody. `partial`: cut short. `failed`: nothing usable. */
export type Completeness = 'complete' | 'partial' | 'empty' | 'failed';

/** `complete`: every dataset complete or empty. `partial`: some not. `failed`: none. */
export type RunStatus = 'complete' | 'partial' | 'failed';

/** `exhibit.yaml`, as it is written. A section whose entries are all commented out is null. */
export interface ExhibitConfiguration {
  version: 1;
  organization: string;
  /** IANA name. */
  timezone: string;
  /** HH:MM, local time, every night. */
  schedule?: string | undefined;
  /** A folder, or `s3://bucket/prefix`. */
  locker?: string | undefined;
  connections: ConnectionEntry[];
  people?:
    | {
        source?: string | undefined;
        identities?: IdentityEntry[] | null | undefined;
        /** A CSV file with the header `person,lastDay`. */
        leavers?: string | undefined;
      }
    | null
    | undefined;
  /** Who needs which shared vault. */
  vaults?:
    | {
        /** Left out only where `id` is given. */
        name?: string | undefined;
        /** Whose vault it is, and its id there or in another system: for a provider whose vaults have no name that is told. */
        connection?: string | undefined;
        id?: string | undefined;
        members: string[];
      }[]
    | null
    | undefined;
  controls?: Record<string, unknown> | null | undefined;
  waivers?: WaiverEntry[] | null | undefined;
  alerts?:
    | { webhook?: string | null | undefined; remindEveryDays?: number | null | undefined }
    | null
    | undefined;
  trustedKeys?: string[] | null | undefined;
  [section: string]: unknown;
}

/** A connection. The keys that are not named here are its provider's own. */
export interface ConnectionEntry {
  id: string;
  provider: string;
  /** `env:NAME`, `file:PATH` or `secret:NAME`. */
  credentials?: string | null | undefined;
  endpoint?: string | undefined;
  /** Seconds that one request may be retried in all. */
  patience?: number | undefined;
  [key: string]: unknown;
}

/** A person's accounts, by connection or provider. */
export interface IdentityEntry {
  person: string;
  [account: string]: string;
}

export interface WaiverEntry {
  control: string;
  subject: string;
  reason: string;
  approvedBy: string;
  /** Last day on which it counts, YYYY-MM-DD. */
  expires: string;
}

/** A file of the locker with its hash. */
export interface FileReference {
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** What one dataset of one connection was, and how it was asked: `runs/<run>/<connection>/<dataset>.json`. */
export interface EvidenceDocument {
  readonly schema: 'exhibit/evidence/v1';
  /** The run's nominal time, RFC 3339, UTC. */
  readonly run: string;
  readonly connection: string;
  readonly provider: string;
  readonly dataset: string;
  readonly origin: string;
  readonly tenant: { readonly id: string | null; readonly name: string | null } | null;
  readonly principal: string | null;
  readonly scopes: readonly string[];
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Provider's clock minus ours. */
  readonly clockSkewMs: number | null;
  readonly completeness: Completeness;
  readonly problem: Problem | null;
  readonly population: { readonly records: number; readonly strata: Readonly<Record<string, number>> };
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly status: number | null;
    readonly requestId: string | null;
    readonly providerDate: string | null;
    readonly bytes: number;
    readonly sha256: string | null;
    readonly records: number;
  }[];
  readonly records: (FileReference & { readonly count: number; readonly order: string }) | null;
  readonly raw: FileReference | null;
  readonly collector: {
    readonly version: string;
    /** The commit of the code that collected; null where it is not known. */
    readonly commit: string | null;
    readonly node: string;
    readonly trigger: string;
    readonly by: string | null;
  };
}

export interface AppliedWaiver {
  readonly reason: string;
  readonly approvedBy: string;
  readonly expires: string;
}

/** Somebody or something that does not pass. */
export interface ExceptionEntry {
  /** Tells the subject from every other of the control. */
  readonly key?: string | undefined;
  readonly subject: string;
  readonly verdict: Verdict;
  readonly reason: string;
  /** What was to be there, where the control compares, and what was. */
  readonly expected?: string | undefined;
  readonly seen?: string | undefined;
  readonly since: string | null;
  readonly waiver: AppliedWaiver | null;
}

/** One subject under one control in one run: a line of `findings.ndjson`. */
export interface Finding extends ExceptionEntry {
  readonly control: string;
}

export interface Subjects {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly waived: number;
}

/** What changed between two runs. */
export interface DriftEvent {
  /** The same change in the same run has the same id. */
  readonly id: string;
  readonly type: string;
  readonly control: string | null;
  readonly subject: string | null;
  readonly key?: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly message: string;
}

/** `exhibit run --json`. */
export interface RunReport {
  readonly schema: 'exhibit/run/v1';
  readonly run: string;
  /** Number of its seal; null with `--dry-run`. */
  readonly sequence: number | null;
  readonly status: RunStatus;
  readonly datasets: readonly {
    readonly connection: string;
    readonly dataset: string;
    readonly completeness: Completeness;
    readonly records: number;
    readonly problem: Problem | null;
  }[];
  readonly controls: readonly {
    readonly id: string;
    readonly version: number;
    readonly verdict: Verdict;
    readonly since: string;
    readonly subjects: Subjects;
    readonly obstacles: readonly string[];
    readonly exceptions: readonly ExceptionEntry[];
  }[];
  readonly notJudged: readonly NotJudged[];
  readonly drift: readonly DriftEvent[];
  readonly alert: {
    readonly id: string | null;
    readonly urgency: string | null;
    readonly headline: string | null;
    readonly sent: number;
    readonly problems: readonly string[];
  };
  /** Null with `--dry-run`. */
  readonly seal: { readonly path: string; readonly sha256: string } | null;
  /** Whether nothing of it was stored. */
  readonly dryRun: boolean;
  /** When a run that had been cut off was ended; null for one that was not. */
  readonly endedLate: { readonly at: string } | null;
}

export interface NightsDue {
  readonly due: number;
  readonly complete: number;
  readonly partial: number;
  readonly failed: number;
  readonly missing: number;
}

/** A control that was not judged, and why. */
export interface NotJudged {
  readonly id: string;
  readonly reason: string;
}

/** `exhibit status --json`. */
export interface StatusReport {
  readonly schema: 'exhibit/status/v1';
  readonly run: string;
  readonly status: RunStatus;
  /** Whether the night after the last sealed one should have been sealed by now. */
  readonly overdue: boolean;
  readonly runs: readonly string[];
  /** What came of the nights that were due since the oldest of `runs`. */
  readonly due: NightsDue;
  readonly controls: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    readonly since: string;
    readonly subjects: Subjects;
    /** Its verdict on each of `runs`; null where it was not judged. */
    readonly nights: readonly (string | null)[];
    /** Worst first. */
    readonly exceptions: readonly ExceptionEntry[];
    /** Of the one control that was asked for. */
    readonly passing?: readonly ExceptionEntry[];
  }[];
  readonly notJudged: readonly NotJudged[];
  /** Waivers, attestations and credentials that end within fourteen days. `control` is null for a credential, whose connection is the subject. */
  readonly ending: readonly {
    readonly of: string;
    readonly control: string | null;
    readonly subject: string | null;
    readonly expires: string;
  }[];
}

/** `exhibit drift --json`, and `drift.json` of a run. */
export interface DriftReport {
  readonly schema: 'exhibit/drift/v1';
  readonly run: string;
  /** The run that it is compared with; null for a baseline. */
  readonly since: string | null;
  readonly events: readonly DriftEvent[];
}

/** `exhibit verify --json`. */
export interface VerifyReport {
  readonly schema: 'exhibit/verify/v1';
  readonly ok: boolean;
  readonly trust: Trust;
  readonly checked: { readonly runs: number; readonly files: number; readonly bytes: number };
  /** The newest seal; null when there is none. */
  readonly head: { readonly sequence: number; readonly sha256: string } | null;
  readonly problems: readonly VerifyRemark[];
  /** What a person should know and that is no objection. */
  readonly notices: readonly VerifyRemark[];
  /** Of a package, with `--rebuild`: whether page, tables and OSCAL were made again; what does not follow is a problem. */
  readonly rebuilt?: boolean;
  /** Why they were not. */
  readonly notRebuilt?: string;
  /** With `--rejudge`: nights that were judged again. */
  readonly rejudged?: number;
  /** Nights that this version could not judge again, and why. */
  readonly notRejudged?: readonly { readonly run: string; readonly why: string }[];
  /** What a package claims to be, where one was verified. */
  readonly package?: {
    readonly organization: string;
    readonly locker: string;
    readonly period: PackagePeriod;
    readonly nights: PackageNights;
    /** Whether people were replaced. */
    readonly pseudonyms: boolean;
    /** By its maker's clock; null when it is not signed by a key that is trusted. */
    readonly packagedAt: string | null;
  };
}

/** `given`: a key that was named made the seal. `locker`: one that lies in the locker did, which proves less. */
export type Trust = 'given' | 'locker';

export interface VerifyRemark {
  readonly kind: string;
  /** Relative to the locker. */
  readonly path: string;
  readonly message: string;
}

/** `exhibit demo --json`. Paths, but for `runs`, and `package`, which is a command. */
export interface DemoReport {
  readonly schema: 'exhibit/demo/v1';
  readonly config: string;
  readonly locker: string;
  readonly publicKey: string;
  readonly report: string | null;
  readonly package: string;
  readonly runs: number;
}

/** `exhibit doctor --json`. */
export interface DoctorReport {
  readonly schema: 'exhibit/doctor/v1';
  readonly ok: boolean;
  readonly connections: readonly {
    readonly connection: string;
    readonly provider: string;
    /** What came of each question. */
    readonly results: readonly {
      readonly dataset: string;
      readonly verdict: Verdict;
      readonly message: string;
      /** When the credential ends, as the provider writes it; null when it has no end. Absent where nothing tells. */
      readonly expires?: string | null;
    }[];
    readonly clockSkewMs: number | null;
    readonly unknownControls: readonly string[];
  }[];
  /** The controls that would be unknown tonight, and why. */
  readonly unknown: readonly { readonly control: string; readonly reasons: readonly string[] }[];
  /** The controls that are not judged at all, and why. */
  readonly notJudged: readonly NotJudged[];
  /** Waivers that excuse nothing, and why. */
  readonly unmatched: readonly { readonly control: string; readonly subject: string; readonly why: string }[];
}

/** `exhibit attest --json`: an attestation as it was stored. */
export interface AttestationDocument {
  readonly schema: 'exhibit/attestation/v1';
  readonly control: string;
  readonly by: string;
  readonly note: string;
  /** RFC 3339. */
  readonly at: string;
  /** Last day on which it counts, YYYY-MM-DD. */
  readonly expires: string;
  /** Where its files lie in the locker. */
  readonly files: readonly (FileReference & { readonly name: string })[];
  /** Who typed it. */
  readonly recordedBy?: { readonly user: string | null; readonly host: string } | undefined;
  /** What it can be about: what was configured when it was given. */
  readonly about?:
    | { readonly connections: readonly string[]; readonly policies: readonly string[] }
    | undefined;
  /** Of an access review (`exhibit review --record`): what was decided, on which sheets. */
  readonly review?:
    | {
        /** The night that was reviewed. */
        readonly run: string;
        readonly seal: { readonly sequence: number; readonly sha256: string };
        readonly decidedBy: readonly string[];
        readonly sheets: readonly {
          readonly connection: string;
          readonly provider: string;
          readonly population: { readonly rows: number; readonly sha256: string };
          /** Whether that night showed all that the service tells. */
          readonly whole: boolean;
          readonly decided: { readonly keep: number; readonly remove: number; readonly change: number };
          /** Rows of which nobody can tell whose they are. */
          readonly ownersNotTold: number;
          /** The datasets that it was made of, and whose they were. */
          readonly of?: readonly { readonly dataset: string; readonly tenant: string | null }[] | undefined;
        }[];
        /** What was not to stay as it was. */
        readonly changes: readonly {
          readonly connection: string;
          readonly provider: string;
          /** The provider's own id of the account. */
          readonly id: string;
          readonly account: string;
          readonly decision: 'remove' | 'change';
          readonly decidedBy: readonly string[];
          readonly note: string;
          readonly was: {
            readonly active: boolean | null;
            readonly roles: readonly string[] | null;
            readonly privileged: boolean | null;
            readonly opens: readonly string[] | null;
          };
          /** Of what an earlier review decided, and this one neither decided anew nor saw gone: when that one was recorded. */
          readonly before?:
            | {
                readonly at: string;
                readonly of?:
                  | readonly { readonly dataset: string; readonly tenant: string | null }[]
                  | undefined;
              }
            | undefined;
        }[];
        /** What an earlier review wanted of services that are not connected any more, and that nothing is to follow from by decision. */
        readonly ended?:
          | readonly {
              readonly account: string;
              readonly connection: string;
              readonly decidedBy: readonly string[];
              readonly decision: 'remove' | 'change';
              readonly id: string;
              readonly note: string;
              /** When the review was recorded that wanted it. */
              readonly since: string;
              /** Whose it was. */
              readonly provider?: string | undefined;
              readonly of?:
                | readonly { readonly dataset: string; readonly tenant: string | null }[]
                | undefined;
            }[]
          | undefined;
      }
    | undefined;
}

/** `exhibit review --json`. */
export interface ReviewReport {
  readonly schema: 'exhibit/review/v1';
  readonly run: string;
  readonly seal: { readonly sequence: number; readonly path: string; readonly sha256: string };
  readonly trust: Trust;
  readonly folder: string;
  /** In the folder. */
  readonly files: readonly string[];
  /** What makes the review say less than it seems to. */
  readonly remarks: readonly string[];
  readonly sheets: readonly {
    readonly connection: string;
    readonly provider: string;
    readonly counts: {
      readonly accounts: number;
      readonly active: number;
      /** Accounts by what somebody has to decide about. */
      readonly concerns: Readonly<Record<string, number | undefined>>;
      /** Accounts that have none. */
      readonly plain: number;
    };
    /** What this night could not show. */
    readonly gaps: readonly string[];
    /** Over the accounts of that night and what each may do. */
    readonly population: { readonly sha256: string };
    /** What the service never tells. */
    readonly untold: readonly string[];
  }[];
}

/** A service that somebody is seen to use. */
export interface FoundServiceEntry {
  readonly key: string;
  /** An OAuth client that people let in, or an application that they sign in to by SAML. */
  readonly kind: 'client' | 'saml' | 'item';
  /** An OAuth client's author chose it. */
  readonly name: string;
  readonly clientId: string | null;
  /** Addresses; ids of Google's where the log gave no address. */
  readonly users: readonly string[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** How much it may do; `unknown` where the log did not say. */
  readonly access: 'broad' | 'unknown' | 'limited' | 'sign-in';
  /** The same in words. */
  readonly allowed: string;
  readonly scopes: readonly string[] | null;
}

/** `exhibit services --json`. */
export interface ServicesReport {
  readonly schema: 'exhibit/services/v1';
  /** The sealed night that it is told from. */
  readonly run: string;
  /** Whether Google's logs were seen whole; null where they were not asked for. */
  readonly discovery: 'whole' | 'partial' | null;
  /** Where what services offer is known from. */
  readonly directory: { readonly attribution: string; readonly commit: string };
  /** The register of the configuration, in its order. */
  readonly services: readonly {
    readonly name: string;
    readonly domain: string | null;
    readonly signIn: 'google' | 'saml' | 'password' | 'none' | null;
    readonly connection: string | null;
    readonly vault: string | null;
    readonly owner: string | null;
    readonly users: 'everyone' | readonly string[] | null;
    readonly clientIds: readonly string[];
    /** Whether it offers a second factor, and who says so; never whether anybody uses one. Null is not known. */
    readonly offers: {
      readonly by: 'register' | 'directory' | null;
      readonly offered: boolean | null;
      readonly note: string | null;
      /** By the 2FA Directory; null where it does not list the domain. */
      readonly methods: readonly string[] | null;
    };
    readonly ignored: {
      readonly reason: string;
      readonly approvedBy: string;
      readonly approvedOn: string | null;
      readonly ticket: string | null;
      readonly expires: string;
    } | null;
    /** What the night came to; null where it was not judged. */
    readonly secondFactor: { readonly verdict: Verdict; readonly reason: string } | null;
    readonly found: readonly FoundServiceEntry[];
  }[];
  /** In use and not in the register; those with broad access first. */
  readonly unregistered: readonly FoundServiceEntry[];
}

/** First and last day (YYYY-MM-DD), both included, and their instants, of which the second is not part of it. */
export interface PackagePeriod {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly start: string;
  readonly end: string;
}

export interface PackageNights extends NightsDue {
  /** Runs that the schedule did not ask for, or that were not the best of their night. */
  readonly besides: number;
}

/** `exhibit package --json`. */
export interface PackageReport {
  readonly schema: 'exhibit/package-made/v1';
  /** The package itself. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** How many files are in it. */
  readonly files: number;
  readonly period: Pick<PackagePeriod, 'from' | 'to' | 'timezone'>;
  readonly nights: PackageNights;
  readonly head: { readonly sequence: number; readonly sha256: string };
  readonly pseudonyms: boolean;
  readonly verification: {
    readonly ok: boolean;
    readonly trust: Trust;
    readonly problems: readonly VerifyRemark[];
  };
}

/** `exhibit query --json`. */
export interface QueryReport {
  readonly schema: 'exhibit/query/v1';
  /** The sealed nights that were asked. */
  readonly nights: { readonly count: number; readonly first: string | null; readonly last: string | null };
  /** Types in the words of the engine, such as `VARCHAR`. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** By the names of the columns. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Datasets that were not whole on their night: what is not in the answer may only not have been seen. */
  readonly incomplete: readonly {
    readonly run: string;
    readonly connection: string;
    readonly dataset: string;
    readonly completeness: Completeness;
  }[];
  /** Runs without a seal, of which nothing is in the answer. */
  readonly unsealed: readonly string[];
}

/** `exhibit sample --json`: from a control's population, or from a table of the period. */
export type SampleReport = ControlSample | PopulationSample;

/** `exhibit sample --population --json`. */
export interface PopulationSample {
  readonly schema: 'exhibit/sample-population/v1';
  /** The table, such as `joiners`. */
  readonly list: string;
  readonly period: Pick<PackagePeriod, 'from' | 'to' | 'timezone'>;
  readonly seed: string;
  readonly size: number;
  /** Rows of the table. */
  readonly population: number;
  readonly method: string;
  readonly items: readonly {
    readonly subject: string;
    readonly hash: string;
    readonly night: string;
    /** Titles of the table, and what stands under them. */
    readonly row: Readonly<Record<string, string>>;
  }[];
}

/** `exhibit sample --control --json`. */
export interface ControlSample {
  readonly schema: 'exhibit/sample/v1';
  readonly control: string;
  readonly period: Pick<PackagePeriod, 'from' | 'to' | 'timezone'>;
  readonly seed: string;
  readonly size: number;
  /** Everybody that could have been drawn. */
  readonly population: number;
  /** How anybody draws the same again. */
  readonly method: string;
  readonly items: readonly {
    readonly subject: string;
    readonly hash: string;
    /** The night that is looked at. */
    readonly night: string;
    readonly verdict: Verdict;
    readonly reason: string;
    readonly waiver: AppliedWaiver | null;
    /** How many nights of the period the subject was judged on. */
    readonly nights: number;
    /** The file that holds the finding. */
    readonly findings: FileReference | null;
    readonly records: readonly {
      /** The evidence document. */
      readonly document: string;
      readonly file: FileReference;
      /** Counted from 1. */
      readonly line: number;
      readonly record: unknown;
      /** The provider's answers as received; null when none were kept. */
      readonly raw: FileReference | null;
    }[];
  }[];
}

/** One organization in the list that a fleet's night seals. */
export interface FleetLine {
  readonly id: string;
  /** What its chain calls itself; null where it has none yet. */
  readonly organization: string | null;
  /** `former`: let go, as the file says. `unlisted`: the file names it no longer, and does not say why. */
  readonly standing: 'present' | 'former' | 'unlisted';
  readonly former: { readonly until: string; readonly reason: string } | null;
  readonly locker: string | null;
  /** `none`: its chain holds no seal of this run. */
  readonly outcome: RunStatus | 'none';
  /** The newest seal of its chain; what the fleet last knew of it where that is not there or cannot be read. */
  readonly head: { readonly sequence: number; readonly run: string | null; readonly sha256: string } | null;
  /** Null where its chain holds no seal of this run. */
  readonly night: {
    readonly controls: {
      readonly pass: number;
      readonly fail: number;
      readonly unknown: number;
      readonly notJudged: number;
    };
    readonly datasets: { readonly whole: number; readonly all: number };
    /** Changes that somebody should look at. */
    readonly objections: number;
  } | null;
  /** Why it has no whole night; null where it has one. */
  readonly problem: Problem | null;
}

/** What a fleet's night came to: `fleet.json` of its run in the fleet's locker. */
export interface FleetNightDocument {
  readonly schema: 'exhibit/fleet-night/v1';
  readonly run: string;
  readonly fleet: string;
  readonly timezone: string;
  /** `complete`: every organization has a complete night. `failed`: none was sealed. */
  readonly status: RunStatus;
  /** The fleet's run before this one; null at the first. */
  readonly previous: string | null;
  readonly configuration: { readonly sha256: string };
  /** By id. */
  readonly organizations: readonly FleetLine[];
}

/** `exhibit fleet run --json`. */
export interface FleetRunReport {
  readonly schema: 'exhibit/fleet-run/v1';
  readonly run: string;
  readonly fleet: string;
  /** Number of the fleet's own seal. */
  readonly sequence: number;
  readonly status: RunStatus;
  /** Whether it had been sealed before, so that nobody was asked now. */
  readonly already: boolean;
  /** Earlier nights of the fleet that had been cut off before their seal, and were sealed now. */
  readonly recovered: readonly string[];
  readonly organizations: readonly FleetRunLine[];
  /** The digest. */
  readonly alert: {
    readonly id: string | null;
    readonly urgency: string | null;
    readonly headline: string | null;
    readonly sent: number;
    readonly problems: readonly string[];
  };
  readonly seal: { readonly path: string; readonly sha256: string };
}

/** A line, and the last that the organization's process said where something is wrong: not sealed, and no evidence. */
export interface FleetRunLine extends FleetLine {
  readonly said: string | null;
}

/** `exhibit fleet verify --json`. */
export interface FleetVerifyReport {
  readonly schema: 'exhibit/fleet-verify/v1';
  readonly ok: boolean;
  /** The fleet's own locker. */
  readonly fleet: {
    readonly ok: boolean;
    readonly trust: Trust;
    readonly checked: { readonly runs: number; readonly files: number; readonly bytes: number };
    readonly head: { readonly sequence: number; readonly sha256: string } | null;
    readonly problems: readonly VerifyRemark[];
    readonly notices: readonly VerifyRemark[];
  };
  /** What the fleet's lists say against one another and against fleet.yaml. */
  readonly problems: readonly VerifyRemark[];
  readonly organizations: readonly {
    readonly id: string;
    readonly locker: string | null;
    readonly ok: boolean;
    /** Why there was nothing to verify; null where it was verified. */
    readonly skipped: string | null;
    readonly trust: Trust | null;
    readonly checked: { readonly runs: number; readonly files: number; readonly bytes: number } | null;
    readonly head: { readonly sequence: number; readonly sha256: string } | null;
    readonly problems: readonly VerifyRemark[];
    readonly notices: readonly VerifyRemark[];
    /** With `--rejudge`: nights that were judged again. */
    readonly rejudged?: number;
    /** With `--rejudge`: nights that this version could not judge again, and why: then it is not `ok`. */
    readonly notRejudged?: readonly { readonly run: string; readonly why: string }[];
  }[];
}

/** `exhibit fleet status --json`. */
export interface FleetStatusReport {
  readonly schema: 'exhibit/fleet-status/v1';
  readonly fleet: string;
  /** The last night of the fleet. */
  readonly run: string;
  readonly status: RunStatus;
  /** Whether the fleet's night after it should have been sealed by now. */
  readonly overdue: boolean;
  /** The fleet's newest seal, by whose key it was checked, and what is wrong with it, or with one since that night. */
  readonly seal: {
    readonly sequence: number;
    readonly sha256: string;
    readonly trust: Trust;
    readonly problem: string | null;
  };
  /** By id. */
  readonly organizations: readonly {
    readonly id: string;
    readonly organization: string | null;
    readonly standing: 'present' | 'former' | 'unlisted';
    readonly former: { readonly until: string; readonly reason: string } | null;
    readonly locker: string | null;
    /** Its own last sealed night; null where nothing could be read. */
    readonly run: string | null;
    readonly status: RunStatus | null;
    readonly overdue: boolean | null;
    readonly due: NightsDue | null;
    /** Every control that was judged, or the one that was asked for. */
    readonly controls: readonly {
      readonly id: string;
      readonly verdict: Verdict;
      readonly since: string;
      readonly subjects: Subjects;
    }[];
    /** How many controls were not judged. */
    readonly notJudged: number | null;
    readonly problem: string | null;
  }[];
}

/** `exhibit fleet drift --json`. */
export interface FleetDriftReport {
  readonly schema: 'exhibit/fleet-drift/v1';
  /** What changed in who is looked after, in the fleet's last night. */
  readonly changes: readonly {
    readonly type: 'joined' | 'former' | 'unlisted' | 'present';
    readonly organization: string;
    readonly message: string;
  }[];
  readonly organizations: readonly {
    readonly id: string;
    readonly run: string | null;
    readonly since: string | null;
    readonly events: readonly DriftEvent[];
    readonly problem: string | null;
  }[];
}

/** `exhibit fleet export --json`. */
export interface FleetExportReport {
  readonly schema: 'exhibit/fleet-export/v1';
  readonly organization: string;
  /** What was made. */
  readonly folder: string;
  /** The copy of its locker. */
  readonly locker: string;
  readonly files: number;
  readonly bytes: number;
  /** Its newest seal. */
  readonly head: { readonly sequence: number; readonly sha256: string } | null;
  /** Whether the copy holds. */
  readonly ok: boolean;
  readonly trust: Trust;
  readonly problems: readonly VerifyRemark[];
}
