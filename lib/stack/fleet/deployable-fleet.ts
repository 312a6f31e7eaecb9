import { resolve } from 'node:path';
import type { Configuration, Connection } from '../../config/configuration.ts';
import { ConfigurationError, type Fault } from '../../config/error.ts';
import { ownFileName, type PackedConfiguration } from '../../config/object.ts';
import { secretFaultOnAws } from '../../config/on-aws.ts';
import { catalog } from '../../controls/catalog.ts';
import { custom } from '../../controls/custom/index.ts';
import type { Fleet, Organization } from '../../fleet/fleet.ts';
import { loadFleet } from '../../fleet/load.ts';
import { OwnProviderError } from '../../own-providers/evaluate.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import type { Settings as AwsSettings } from '../../providers/aws/settings.ts';
import { manifests } from '../../providers/manifests.ts';
import { readerOf } from '../account-reading.ts';
import { packed } from '../deployment.ts';
import type { OwnFile } from '../function-code.ts';

/** An organization whose files go along. */
export interface DeployedOrganization {
  readonly id: string;
  /** Absolute path of its file, as the fleet's file leads to it. */
  readonly file: string;
  readonly configuration: Configuration;
  readonly object: PackedConfiguration;
}

export interface DeployableFleet {
  readonly fleet: Fleet;
  /** Of all lockers. */
  readonly bucket: string;
  /** Former ones too, as long as their file is named: their chains are looked after. */
  readonly organizations: readonly DeployedOrganization[];
  /** Files that declare providers, as they lie with the functions that act for organizations. */
  readonly own: readonly OwnFile[];
}

/**
 * Reads a `fleet.yaml` that is to be deployed, with all that it names. Throws one `ConfigurationError` with every fault.
 * @param retentionDays for which the bucket of all lockers keeps evidence
 */
export function readDeployableFleet(named: string, retentionDays: number): DeployableFleet {
  const parts = { providers: manifests, controls: catalog, custom, own: loadOwnProvider };
  const fleet = loadFleet(resolve(named), parts);
  const bucket = /^s3:\/\/([^/]+)\/fleet$/.exec(fleet.locker)?.[1] ?? null;
  const own = ownFilesOf(fleet);
  const read = fleet.organizations
    .filter(({ file }) => file !== null)
    .map((one) =>
      deployed(one, { bucket: bucket ?? 'BUCKET', own: 'faults' in own ? [] : own, retentionDays }),
    );
  const webhook = secretFaultOnAws(fleet.webhook);
  const faults = [
    ...('faults' in own ? own.faults : []),
    ...(webhook === null ? [] : [fault('alerts: webhook', webhook)]),
    ...(bucket === null
      ? [
          fault(
            'locker',
            'is no s3://BUCKET/fleet — on AWS all lockers of a fleet lie in one bucket, its own below fleet',
          ),
        ]
      : []),
    ...read.flatMap((one) => ('faults' in one ? one.faults : [])),
  ];
  const organizations = read.flatMap((one) => ('faults' in one ? [] : [one]));
  if (faults.length > 0 || bucket === null || 'faults' in own)
    throw new ConfigurationError(fleet.file, faults);
  return { fleet, bucket, organizations, own };
}

interface Faulty {
  readonly faults: readonly Fault[];
}

/** The files that the fleet answers for, each of another provider. */
function ownFilesOf({ ownProviders }: Fleet): readonly OwnFile[] | Faulty {
  try {
    const found = ownProviders.map(loadOwnProvider);
    const twice = found.find(({ said }, at) => found.findIndex((one) => one.said.id === said.id) !== at);
    if (twice)
      return {
        faults: [fault('providers', `declare ${twice.said.id} twice — leave one of the two files out`)],
      };
    return found.map(({ file, said: { id, sha256 } }) => ({ id, absolute: file, name: ownFileName(sha256) }));
  } catch (error) {
    if (error instanceof OwnProviderError) return { faults: [fault('providers', error.message)] };
    throw error;
  }
}

/** What all have in common. */
interface OfFleet {
  readonly bucket: string;
  readonly own: readonly OwnFile[];
  /** For which the bucket keeps evidence. */
  readonly retentionDays: number;
}

function deployed(
  { id, file, configuration: facts, fault: wrong, read }: Organization,
  ofFleet: OfFleet,
): DeployedOrganization | Faulty {
  if (facts === null || file === null) return { faults: [fault(id, wrong ?? 'cannot be read')] };
  try {
    const configuration = read();
    const object = packed(configuration);
    const faults = faultsInFleet(id, configuration, ofFleet);
    return faults.length > 0 ? { faults } : { id, file, configuration, object };
  } catch (error) {
    if (error instanceof ConfigurationError) return { faults: [fault(id, error.message)] };
    throw error;
  }
}

/** Everything that works for a company alone on AWS, and not for one of a fleet's. */
function faultsInFleet(
  id: string,
  configuration: Configuration,
  { bucket, own: files, retentionDays }: OfFleet,
): readonly Fault[] {
  const { alerts, aws, connections, locker, ownProviders } = configuration;
  const own = `s3://${bucket}/organizations/${id}`;
  const at = (path: string, message: string) => fault(`${id}: ${path}`, message);
  const alone = 'give this organization a stack of its own, or take it out';
  return [
    ...(locker === own ? [] : [at('locker', `is not its place in the fleet's bucket — write ${own}`)]),
    ...connections.flatMap((one) => connectionFaults(id, one)),
    ...nameFault(alerts.webhook?.name, `exhibit/${id}/alerts/webhook`).map((text) =>
      at('alerts: webhook', text),
    ),
    ...(aws.retentionDays > retentionDays
      ? [
          at(
            'aws: retention',
            `is ${aws.retentionDays} days, and the bucket of all keeps evidence for ${retentionDays} — give ExhibitFleet the longest as retention:, or ${alone}`,
          ),
        ]
      : []),
    ...(aws.replicateTo
      ? [at('aws: replicateTo', `would copy the bucket in which all lockers lie — ${alone}`)]
      : []),
    ...ownProviders
      .filter(({ said }) => !files.some(({ name }) => name === ownFileName(said.sha256)))
      .map(({ file, said }) =>
        at(
          `providers: ${said.id}`,
          `is declared in a file whose code would run in functions that act for all — read ${file}, and list it under providers: in fleet.yaml`,
        ),
      ),
  ];
}

function connectionFaults(
  id: string,
  { credentials, id: connection, provider, settings }: Connection,
): readonly Fault[] {
  const path = `${id}: connections: ${connection}`;
  const secret = `exhibit/${id}/${connection}`;
  if (provider === 'aws' && credentials === null && !isAskedByReader(id, settings))
    return [
      fault(
        path,
        `would ask AWS as the fleet’s account — write credentials: secret:${secret}, with an access key of its own account, or organization: with management: and role: ${readerOf(id)}`,
      ),
    ];
  return nameFault(credentials?.name, secret).map((text) => fault(`${path}: credentials`, text));
}

/** In every account of the organization's own by a role that is called after it. */
function isAskedByReader(id: string, settings: unknown): boolean {
  const { organization } = Object(settings) as Partial<AwsSettings>;
  return organization?.management !== undefined && organization.role === readerOf(id);
}

/** By its name the session of an organization reaches a secret, and no other's does. */
function nameFault(name: string | undefined, wanted: string): readonly string[] {
  if (name === undefined || name === wanted) return [];
  return [`is a secret that its session may not read — call it ${wanted}, and write secret:${wanted}`];
}

function fault(path: string, message: string): Fault {
  return { code: 'not-deployable', line: null, column: null, path, message };
}
