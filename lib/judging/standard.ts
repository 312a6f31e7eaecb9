import type { Attestation } from './attestation.ts';
import type { ConnectionSettings, ControlSettings, ListedPolicy, OwnControl } from './control.ts';
import { whoOf } from './judgement.ts';
import type { Waiver } from './waivers.ts';

/** A connection as far as it says what is judged: what it asks, and of what. Nothing of how it signs in. */
export type StandardConnection = ConnectionSettings;

/** What becomes of one control. */
export interface StandardControl {
  readonly id: string;
  readonly version: number;
  readonly parameters: unknown;
  /** Why it is not judged; null where it is. */
  readonly off: string | null;
}

/** An attestation as the locker holds it. */
export interface StoredAttestation extends Attestation {
  /** Key in the locker. */
  readonly path: string;
  /** Of its document, which holds the hashes of its files. */
  readonly sha256: string;
}

/**
 * What a run is judged by, readably: `standard.json` in its folder. Controls are given this and nothing else of the
 * configuration, so that whoever has it can judge again. It holds no secret and no place of one.
 */
export interface Standard extends ControlSettings {
  readonly schema: 'exhibit/standard/v1';
  /** On AWS: SHA-256 of the configuration that the run went by, with all its files. It judges nothing. */
  readonly configuration?: { readonly object: string };
  readonly organization: string;
  readonly timezone: string;
  readonly schedule: string;
  /** By id. */
  readonly connections: readonly StandardConnection[];
  /** Every control that is known, by id. */
  readonly controls: readonly StandardControl[];
  readonly ownControls: readonly OwnControl[];
  /** How much a night takes, by the names of the configuration: less makes a list cut short. Absent in older runs. */
  readonly limits?: Readonly<Record<string, number>>;
  /** All that the configuration lists; one that has ended excuses nothing. */
  readonly waivers: readonly Waiver[];
  /** The newest on each control, by control; one that has ended says nothing. */
  readonly attestations: readonly StoredAttestation[];
}

/** What tells a policy document from every other: two organizations may have a repository of one name. */
export function policyKey({ branch, connection, path, repository }: ListedPolicy): string {
  const name = `${repository}/${path}`.toLowerCase();
  return whoOf(connection, branch === null ? name : `${name}@${branch}`, '').key;
}

/** What the standard says of one control; undefined where it knows of none. */
export function choiceIn({ controls }: Standard, id: string): StandardControl | undefined {
  return controls.find((one) => one.id === id);
}
