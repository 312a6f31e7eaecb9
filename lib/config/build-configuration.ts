import { dirname, resolve } from 'node:path';
import { sha256Of } from '../evidence/sha256.ts';
import type { Control, Leaver } from '../judging/control.ts';
import { deploymentOf } from './aws-deployment.ts';
import type {
  Configuration,
  ControlChoice,
  KnownProviders,
  OwnModule,
  SecretReference,
  Signing,
} from './configuration.ts';
import type { Shape } from './configuration-schema.ts';
import { defaults } from './defaults.ts';
import type { Limits } from './limits.ts';
import { listedPolicies } from './listed-policies.ts';
import { controlSettings } from './settings.ts';
import { placeIn, signingKeyOf } from './signing-key.ts';

/** What the checks of a file without a fault give. */
export interface Checked {
  readonly shape: Shape;
  /** By connection, in order. */
  readonly providerSettings: readonly unknown[];
  readonly ownProviders: readonly OwnModule[];
  /** The company's own controls; none where nothing is judged. */
  readonly customControls: readonly Control[];
  /** Every known control's choice; none where nothing is judged. */
  readonly controls: ReadonlyMap<string, ControlChoice>;
  /** By the file that `people.leavers` names; undefined where it names none, or nothing is judged. */
  readonly leavers: readonly Leaver[] | undefined;
}

/** The configuration that a file says. Relative paths in it are relative to the folder of `named`. */
export function build(bytes: Buffer, named: string, checked: Checked, known: KnownProviders): Configuration {
  const file = resolve(named);
  const folder = dirname(file);
  const given = checked.shape;
  const place = (reference: SecretReference | null | undefined) => absolute(reference ?? null, folder);
  const locker = given.locker ?? defaults.locker;
  return {
    version: given.version,
    organization: given.organization,
    timezone: given.timezone,
    schedule: given.schedule ?? defaults.schedule,
    locker: placeIn(folder, locker),
    connections: given.connections.map((connection, index) => ({
      id: connection.id,
      provider: connection.provider,
      credentials: place(connection.credentials),
      endpoint: connection.endpoint ?? null,
      patience: connection.patience ?? defaults.patience,
      settings: checked.providerSettings[index],
    })),
    settings: controlSettings(given, listedPolicies(given, known), checked.leavers),
    leavers: given.people?.leavers === undefined ? null : resolve(folder, given.people.leavers),
    ownProviders: checked.ownProviders,
    customControls: checked.customControls,
    controls: checked.controls,
    waivers: (given.waivers ?? []).map((waiver) => ({ ...waiver, subject: waiver.subject.toLowerCase() })),
    alerts: {
      webhook: place(given.alerts?.webhook),
      remindEveryDays: given.alerts?.remindEveryDays ?? defaults.remindEveryDays,
    },
    signing: signingOf(given, folder),
    limits: limitsOf(given),
    trustedKeys: (given.trustedKeys ?? []).map((key) => resolve(folder, key)),
    aws: deploymentOf(given.aws),
    file,
    sha256: sha256Of(bytes),
  };
}

/** Without a word on it, a key file beside the configuration. */
function signingOf({ signing }: Shape, folder: string): Signing {
  const timestamps = signing?.timestamps;
  const witness = signing?.witness;
  return {
    ...signingKeyOf(signing, `file:${defaults.signingKey}`, folder),
    timestamps: timestamps
      ? {
          authority: timestamps.authority,
          certificates: (timestamps.certificates ?? []).map((file) => resolve(folder, file)),
        }
      : null,
    witness: witness
      ? { rekor: { ...witness.rekor, key: witness.rekor.key ? resolve(folder, witness.rekor.key) : null } }
      : null,
  };
}

function limitsOf({ limits }: Shape): Limits {
  const given = Object.entries(limits ?? {}).filter(([, limit]) => limit !== undefined);
  return { ...defaults.limits, ...Object.fromEntries(given) };
}

/** A place of a secret, whose path is relative to the file that names it. */
export function absolute(reference: SecretReference | null, folder: string): SecretReference | null {
  return reference?.from === 'file' ? { from: 'file', name: resolve(folder, reference.name) } : reference;
}
