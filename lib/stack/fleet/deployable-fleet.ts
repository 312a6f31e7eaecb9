import { resolve } from 'node:path';
import type { Configuration, Connection } from '../../config/configuration.ts';
import { ConfigurationError, type Fault } from '../../config/error.ts';
import { mostInState } from '../../config/night-keys.ts';
import type { PackedConfiguration } from '../../config/object.ts';
import { catalog } from '../../controls/catalog.ts';
import { custom } from '../../controls/custom/index.ts';
import type { Fleet, Organization } from '../../fleet/fleet.ts';
import { loadFleet } from '../../fleet/load.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import { manifests } from '../../providers/manifests.ts';
import { packed } from '../deployment.ts';

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
}

/** Reads a `fleet.yaml` that is to be deployed, with all that it names. Throws one `ConfigurationError` with every fault. */
export function readDeployableFleet(named: string): DeployableFleet {
  const parts = { providers: manifests, controls: catalog, custom, own: loadOwnProvider };
  const fleet = loadFleet(resolve(named), parts);
  const bucket = /^s3:\/\/([^/]+)\/fleet$/.exec(fleet.locker)?.[1] ?? null;
  const read = fleet.organizations
    .filter(({ file }) => file !== null)
    .map((one) => deployed(one, bucket ?? 'BUCKET'));
  const faults = [
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
  if (faults.length > 0 || bucket === null) throw new ConfigurationError(fleet.file, faults);
  return { fleet, bucket, organizations };
}

function deployed(
  { id, file, configuration, fault: wrong }: Organization,
  bucket: string,
): DeployedOrganization | { readonly faults: readonly Fault[] } {
  if (configuration === null || file === null) return { faults: [fault(id, wrong ?? 'cannot be read')] };
  try {
    const object = packed(configuration);
    const faults = faultsInFleet(id, configuration, bucket);
    return faults.length > 0 ? { faults } : { id, file, configuration, object };
  } catch (error) {
    if (error instanceof ConfigurationError) return { faults: [fault(id, error.message)] };
    throw error;
  }
}

/** Everything that works for a company alone on AWS, and not for one of a fleet's. */
function faultsInFleet(id: string, configuration: Configuration, bucket: string): readonly Fault[] {
  const { alerts, aws, connections, locker, ownProviders } = configuration;
  const own = `s3://${bucket}/organizations/${id}`;
  const at = (path: string, message: string) => fault(`${id}: ${path}`, message);
  const alone = 'give this organization a stack of its own, or take it out';
  return [
    ...(locker === own ? [] : [at('locker', `is not its place in the fleet's bucket — write ${own}`)]),
    ...(connections.length <= mostInState
      ? []
      : [
          at(
            'connections',
            `are ${connections.length}, and a night of a fleet collects ${mostInState} for one organization — ${alone}`,
          ),
        ]),
    ...connections.flatMap((one) => connectionFaults(id, one)),
    ...nameFault(alerts.webhook?.name, `exhibit/${id}/alerts/webhook`).map((text) =>
      at('alerts: webhook', text),
    ),
    ...(aws.mail.length > 0
      ? [at('aws: mail', `is not sent by a fleet, which tells an organization by its webhook — ${alone}`)]
      : []),
    ...(aws.auditor ? [at('aws: auditor', `is no role of a fleet’s — ${alone}`)] : []),
    ...(aws.replicateTo ? [at('aws: replicateTo', `is nothing that a fleet does — ${alone}`)] : []),
    ...ownProviders.map(({ said }) =>
      at(
        `providers: ${said.id}`,
        `is declared in a file of its own, which a fleet’s functions do not hold — ${alone}`,
      ),
    ),
  ];
}

function connectionFaults(
  id: string,
  { credentials, id: connection, provider }: Connection,
): readonly Fault[] {
  const path = `${id}: connections: ${connection}`;
  if (provider === 'aws')
    return [
      fault(
        path,
        'asks AWS, where the fleet’s account would ask as itself — give this organization a stack of its own',
      ),
    ];
  return nameFault(credentials?.name, `exhibit/${id}/${connection}`).map((text) =>
    fault(`${path}: credentials`, text),
  );
}

/** By its name the session of an organization reaches a secret, and no other's does. */
function nameFault(name: string | undefined, wanted: string): readonly string[] {
  if (name === undefined || name === wanted) return [];
  return [`is a secret that its session may not read — call it ${wanted}, and write secret:${wanted}`];
}

function fault(path: string, message: string): Fault {
  return { code: 'not-deployable', line: null, column: null, path, message };
}
