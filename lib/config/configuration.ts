import type { z } from 'zod/mini';
import type { CustomEntry, CustomSource } from '../controls/custom/custom-control.ts';
import type { Part } from '../controls/custom/expression.ts';
import type { ExpressionFault } from '../controls/custom/expression-rules.ts';
import type { ProviderDeclaration } from '../declared/declaration.ts';
import type { AnyDataset } from '../evidence/dataset.ts';
import type { Control, ControlSettings } from '../judging/control.ts';
import type { OwnProvider } from '../judging/own-provider.ts';
import type { AnyManifest } from '../providers/provider.ts';
import type { Witness } from '../seal/witness/rekor.ts';
import type { Limits } from './limits.ts';
import type { TokenForm } from './suspicion.ts';

/** Where a secret comes from. Its text is read only when a connection is collected. */
export interface SecretReference {
  readonly from: 'env' | 'file' | 'secret' | 'op';
  /** Variable name, absolute path, Secrets Manager name, or the whole `op://vault/item/field`. */
  readonly name: string;
}

export interface Connection {
  readonly id: string;
  readonly provider: string;
  readonly credentials: SecretReference | null;
  /** Without a trailing slash. */
  readonly endpoint: string | null;
  /** Seconds that one request may be retried in all. */
  readonly patience: number;
  /** The provider's own keys, as its schema returned them. Paths in them are as written: relative to the folder. */
  readonly settings: unknown;
}

export interface Waiver {
  readonly control: string;
  /** Lower-cased. */
  readonly subject: string;
  readonly reason: string;
  readonly approvedBy: string;
  /** Last day on which it counts, YYYY-MM-DD, in the company's time zone. */
  readonly expires: string;
}

/** A control's entry: its parameters as its schema returned them, or off, with the reason. */
export type ControlChoice = { readonly parameters: unknown } | { readonly off: string };

/** `exhibit.yaml`, checked whole. Paths are absolute, addresses lower-cased. */
export interface Configuration {
  readonly version: 1;
  readonly organization: string;
  /** IANA name. */
  readonly timezone: string;
  /** HH:MM, local time, every night. */
  readonly schedule: string;
  /** Absolute folder, or `s3://bucket/prefix`. */
  readonly locker: string;
  readonly connections: readonly Connection[];
  readonly settings: ControlSettings;
  /** Providers that the company declared in files of its own, in the order in which connections name them. */
  readonly ownProviders: readonly OwnModule[];
  /** Absolute path of the file of leavers, whose lines are among the settings; null where there is none. */
  readonly leavers: string | null;
  /** The company's own controls, besides those that Exhibit has. */
  readonly customControls: readonly Control[];
  /** Every known control's choice, the company's own included; a control not named has its defaults. */
  readonly controls: ReadonlyMap<string, ControlChoice>;
  readonly waivers: readonly Waiver[];
  readonly alerts: Alerts;
  readonly signing: Signing;
  readonly limits: Limits;
  /** Absolute paths of public key files. */
  readonly trustedKeys: readonly string[];
  /** What only a deployment on AWS needs to know. */
  readonly aws: AwsDeployment;
  /** Absolute path of the file. */
  readonly file: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  /** On AWS: SHA-256 of the object that the file and all that it names were read from, hex. */
  readonly object?: string;
}

/** A provider that a company's own file declares. */
export interface OwnModule {
  /** Absolute path. */
  readonly file: string;
  /** What the standard says of it. */
  readonly said: OwnProvider;
  readonly declaration: ProviderDeclaration;
  readonly manifest: AnyManifest;
  readonly controls: readonly Control[];
}

/** Where changes are announced, besides the terminal. */
export interface Alerts {
  /** Where the address of a Slack-compatible webhook is kept. */
  readonly webhook: SecretReference | null;
  /** What stays open is said again after so many days; 0: never. */
  readonly remindEveryDays: number;
}

/** How `npm run deploy` sets Exhibit up in the company's account. */
export interface AwsDeployment {
  /** Days for which nobody can delete a piece of evidence once it is stored. */
  readonly retentionDays: number;
  /** Whom alerts and alarms are mailed to, besides those who subscribe by themselves. */
  readonly mail: readonly string[];
  /** Web address of the runbook that alarms point to; null for the dashboard of the stack, which holds the part on alarms. */
  readonly runbook: string | null;
  /** Who may read the locker as an auditor: ARNs of IAM roles, users or accounts, and the id that they must name. */
  readonly auditor: { readonly principals: readonly string[]; readonly externalId: string } | null;
  /** A bucket of another account, with versions and Object Lock, that evidence is copied to. */
  readonly replicateTo: { readonly bucket: string; readonly account: string; readonly region: string } | null;
}

/** What nights are sealed with. */
export interface Signing {
  /** A key file's absolute path, or a key's name in KMS. */
  readonly key: { readonly from: 'file' | 'kms'; readonly name: string };
  /**
   * Absolute path of the file that remembers what the key signed last, or `s3://bucket/prefix` for one locker alone. Null for a key in KMS where none is named: then
   * nights are sealed on AWS only, where the stack keeps the memory.
   */
  readonly memory: string | null;
  /** An RFC 3161 authority, and the absolute paths of certificates that its answers must be vouched for by. */
  readonly timestamps: { readonly authority: string; readonly certificates: readonly string[] } | null;
  /** A public log that seals' signatures are entered into, and the absolute path of its key where it is not Sigstore's own. */
  readonly witness: { readonly rekor: Witness & { readonly key: string | null } } | null;
}

/** The providers and controls that a configuration may name. Passed in, so that reading it needs none of their code. */
export interface KnownParts {
  readonly providers: readonly {
    readonly id: string;
    /** The provider's own keys of a connection. */
    settings(): z.ZodMiniType;
    readonly needsCredentials: boolean;
    readonly tokens: readonly TokenForm[];
    readonly datasets: readonly AnyDataset[];
  }[];
  /**
   * Reads the company's own file, by its absolute path, that declares a provider; throws with what is wrong, in words. Null for
   * one that is another function's, and without it for all: where `isPart`, their connections are passed over like those of
   * other providers.
   */
  readonly own?: (file: string) => OwnModule | null;
  readonly controls: readonly { readonly id: string; parameters(): z.ZodMiniType }[];
  /** What reads the expressions of the company's own controls. */
  readonly custom: {
    /** All that is wrong with one expression. */
    readonly faults: (part: Part, text: string) => readonly ExpressionFault[];
    /** Makes a control whose expressions have no fault. */
    readonly control: (entry: CustomEntry, source: CustomSource) => Control;
  };
}

/**
 * What is known where nothing is judged: then sections on controls are read for their form alone, and what they say of
 * controls is left out. On AWS the function that plans a night checks all of it, and so did whoever deployed it.
 */
export interface KnownProviders extends Pick<KnownParts, 'providers' | 'own'> {
  /**
   * Whether there are other providers as well, whose connections are passed over with their settings unread: a function
   * that collects from one holds no word of the others.
   */
  readonly isPart?: true;
}
