import type { z } from 'zod/mini';
import type { AnyDataset, Dataset } from '../evidence/dataset.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Attestation } from './attestation.ts';
import { type Need, needsOf } from './need.ts';
import type { OwnProvider } from './own-provider.ts';
import type { People } from './people/people.ts';
import type { RegisteredService } from './services/register.ts';

/** `unknown` is never `pass`: it says that the evidence does not decide. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** A subject of a control. */
export interface Who {
  /**
   * What tells the subject from every other of the control, whatever joins or is renamed beside it: the connection and
   * the provider's id, or the person's address where the control is about people of several providers.
   */
  readonly key: string;
  /** Whom or what it is about, for show: a lower-cased e-mail address, a vault's name, a dataset. */
  readonly subject: string;
}

/**
 * What a finding holds beside its verdict where a control compares what is there with what somebody laid down. Short texts
 * for people, of a pass as well, and only of what is compared: names and words, no sentence.
 */
export interface ExpectedBesideSeen {
  /** What was to be there, such as who is named for a vault. */
  readonly expected?: string;
  /** What was there, such as who has it. */
  readonly seen?: string;
}

/** What a control says of one subject. */
export interface Assessment extends Who, ExpectedBesideSeen {
  readonly verdict: Verdict;
  /** One sentence. For `fail` and `unknown`: what was seen, and where. Empty for a plain pass. */
  readonly reason: string;
  /** Set when a rule of the provider itself excuses the failure until a moment (RFC 3339), such as a grace period. */
  readonly excusedUntil?: string;
}

/** One assessment, or those of a batch of records: an empty list says that a batch was taken and there is nothing to say. */
export type Assessed = Assessment | readonly Assessment[];

export interface Mappings {
  readonly soc2: readonly string[];
  readonly iso27001: readonly string[];
  readonly nist80053: readonly string[];
  readonly cis: readonly string[];
}

/** One dataset of one connection, as evidence and as records in the document's order. */
export interface DatasetView<Row = unknown> {
  readonly document: EvidenceDocument;
  /** Reads the records again at every call: for a dataset that is short, or read by one control alone. */
  readonly records: () => Iterable<Row>;
  /**
   * The records in bounded batches, read once for all controls that walk them side by side. A control that walks a long
   * dataset yields after every batch, if only an empty list, so that the others get the same one.
   */
  readonly batches: () => Iterable<readonly Row[]>;
  /** Records of earlier sealed runs since a time (RFC 3339), oldest first. For datasets of events. */
  readonly earlier: (since: string) => Iterable<Row>;
}

/** Somebody who left, by the file that `people.leavers` names. */
export interface Leaver {
  /** Address, in comparable form. */
  readonly person: string;
  /** The last day on which they were to have access, YYYY-MM-DD, in the company's time zone. */
  readonly lastDay: string;
}

/** The parts of the configuration that controls read. All addresses lower-cased. */
export interface ControlSettings {
  /** The company's time zone (IANA name); UTC where it is not given. */
  readonly timezone?: string;
  readonly people: {
    /** Connection whose active users are the employees, or several, of which the first names whoever is in more than one. */
    readonly source: string | readonly string[] | null;
    readonly identities: readonly {
      readonly person: string;
      /** Names of accounts by connection or provider; of several in one, all are declared as this person's. */
      readonly accounts: Readonly<Record<string, string | readonly string[]>>;
    }[];
    /** Those who left, by person; absent where no file of leavers is configured. */
    readonly leavers?: readonly Leaver[];
  };
  readonly vaults: readonly ListedVault[];
  readonly sharedAccounts: readonly SharedAccount[];
  /** 1Password groups (id or name) that are provisioned from a Google group (address). */
  readonly vaultGroups: Readonly<Record<string, string>>;
  readonly policies: readonly ListedPolicy[];
  /** Every service that the company uses, as it says itself. Absent in standards of before there was a register. */
  readonly services?: readonly RegisteredService[];
  /** Every connection, with the provider's own keys; absent where nothing is asked of them. */
  readonly connections?: readonly ConnectionSettings[];
  /** Providers that the company declared in files of its own; absent where there are none. */
  readonly ownProviders?: readonly OwnProvider[];
}

/** A connection as far as it says what is judged. */
export interface ConnectionSettings {
  readonly id: string;
  readonly provider: string;
  /** Where it is asked in place of the provider's own address; on this machine, whatever the port. */
  readonly endpoint?: string;
  /** The provider's own keys, without places of files. */
  readonly settings: unknown;
}

/** One of the provider's own keys of a connection, as it was configured; undefined where it was not. */
export function connectionSetting(
  { connections = [] }: { readonly connections?: readonly Pick<ConnectionSettings, 'id' | 'settings'>[] },
  connection: string,
  key: string,
): unknown {
  const settings = connections.find(({ id }) => id === connection)?.settings;
  return typeof settings === 'object' && settings !== null && Object.hasOwn(settings, key)
    ? (settings as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** A document of the company's policy, as the configuration lists it. */
export interface ListedPolicy {
  /** The connection whose repository holds it. */
  readonly connection: string;
  /** As written: `name`, or `owner/name` where it is not the connection's own. */
  readonly repository: string;
  /** In the repository, without a leading slash. */
  readonly path: string;
  /** Null for the repository's default branch. */
  readonly branch: string | null;
  /** Address or role of whom it belongs to; null where the document's own front matter says. */
  readonly owner: string | null;
}

/** Who needs which shared vault. */
export interface ListedVault {
  /** What it is called: by its provider, or where that has no names, by people. */
  readonly name: string;
  /** The connection whose vault it is; absent where any may hold it. */
  readonly connection?: string | undefined;
  /** The vault's id, or what another system calls it; absent where it is known by its name. */
  readonly id?: string | undefined;
  /** Addresses, and `everyone` for every active person of the people source. */
  readonly members: readonly string[];
}

export interface SharedAccount {
  readonly name: string;
  /** Connection on which it is an account, if it is one that Exhibit sees. */
  readonly connection: string | null;
  /** Address or login there. */
  readonly account: string | null;
  /** Vault that holds it. */
  readonly vault: string | null;
}

/** What other controls came to tonight. Null for one that is not judged. */
export interface Concluded {
  /** Of the subjects of one connection, together with what bars a pass there. */
  onConnection(control: string, connection: string): ConcludedJudgement | null;
  /** Of each subject of that name, without regard to case. */
  onSubject(control: string, subject: string): readonly ConcludedJudgement[] | null;
}

export interface ConcludedJudgement extends Pick<Assessment, 'verdict' | 'reason'> {
  /** It passes by a waiver, also of one subject among many: what it asks for is not there. */
  readonly waived?: true;
}

export interface ControlInput<Parameters = unknown> {
  /** The moment that the judgement is about. */
  readonly now: Date;
  readonly parameters: Parameters;
  readonly settings: ControlSettings;
  /** Who is who tonight, by the people sources and the settings. A control that asks needs the sources' lists. */
  readonly people: People;
  /**
   * The dataset of every connection that collected it, in the configuration's order. Throws for one that the control does
   * not say it needs: whether it is whole would go unasked.
   */
  views<Row extends object>(dataset: Dataset<Row>): readonly DatasetView<Row>[];
  /** The records of all of them, one connection after the other. */
  records<Row extends object>(dataset: Dataset<Row>): Iterable<Row>;
  /** Every evidence document of the run. */
  readonly documents: readonly EvidenceDocument[];
  /** Since when a subject of this control is failing, by earlier runs (RFC 3339); unknown nights do not end it. */
  readonly failingSince: (who: Who) => string | null;
  /** The first run that judged this control (RFC 3339): what was wrong by then may have begun at any time before. */
  readonly firstJudged: string;
  /**
   * The first run on which all that this control reads of a connection was seen whole, without a night since on which it
   * was not connected (RFC 3339); this run where there is none before. What was wrong there by then may have begun at any
   * time before, also where the same service was connected under another id.
   */
  readonly seenSince: (connection: string) => string;
  /** The newest attestation on this control that still counts. */
  readonly attestation: Attestation | null;
  /** The same of another control, whose attestation bears on this one: how people sign in, for instance. */
  readonly attestationOf: (control: string) => Attestation | null;
  /** Only where the control is judged `afterOthers`. */
  readonly concluded?: Concluded;
}

/** How a company wrote a control of its own. */
export interface OwnControl {
  readonly id: string;
  readonly title: string;
  readonly meaning: string | null;
  readonly fix: string | null;
  readonly mappings: Mappings;
  readonly provider: string;
  readonly connection: string;
  readonly dataset: string;
  /** Which records it speaks of; null for all. */
  readonly for: string | null;
  readonly must: string;
  /** What a record is called; null for the dataset's own key. */
  readonly subject: string | null;
}

export interface Control<Parameters = unknown> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** What it means, in one sentence that an auditor understands. */
  readonly meaning: string;
  /** How to mend a failure, in the imperative. */
  readonly fix: string;
  readonly mappings: Mappings;
  readonly needs: readonly Need[];
  /** Of a control that a company wrote itself: what it wrote. */
  readonly own?: OwnControl;
  /** Made when a configuration is checked, which functions on AWS never do. */
  parameters(): z.ZodMiniType<Parameters>;
  /**
   * Whether an attestation counts for it: for what no API answers. `beside`: it may stand in for evidence, which can pass
   * without one. `file`: only together with a file that shows it. `review`: only as a recorded access review.
   */
  readonly attested?: true | 'beside' | 'file' | 'review';
  /** Whether it rests on what others came to, and so is judged when they are; `all`: also on those that rest on others. */
  readonly afterOthers?: true | 'all';
  /** Days that an attestation on it counts when nobody says until when; 90. */
  readonly attestedDays?: number;
  /**
   * Which providers must be connected for the control to apply at all; by default those of its needs.
   * Returns null when it applies, else why not.
   */
  applies?(connected: readonly string[], settings?: ControlSettings): string | null;
  /**
   * One assessment per subject, in ascending order of the subject's UTF-16 code units wherever the records come
   * so ordered; the caller sorts the rest. One by one, or those of a batch together. Pure: no clock, no network, no files.
   */
  evaluate(input: ControlInput<Parameters>): Iterable<Assessed>;
}

/** A control as it is written: a dataset among its needs is one that must be whole wherever its provider is connected. */
export interface ControlDefinition<Parameters> extends Omit<Control<Parameters>, 'needs'> {
  readonly needs: readonly (AnyDataset | Need)[];
}

/** Keeps the parameters' type while letting controls of different parameters stand in one list. */
export function defineControl<Parameters>(definition: ControlDefinition<Parameters>): Control<unknown> {
  const control: Control<Parameters> = { ...definition, needs: needsOf(definition.needs) };
  return control as unknown as Control<unknown>;
}
