import { dirname, resolve } from 'node:path';
import { absolute } from '../config/build-configuration.ts';
import type { Configuration } from '../config/configuration.ts';
import { ConfigurationError, type Fault } from '../config/error.ts';
import { check } from '../config/issues.ts';
import { refuseOtherFile } from '../config/other-file.ts';
import { type Report, startReport } from '../config/report.ts';
import { placeIn, signingKeyOf } from '../config/signing-key.ts';
import { readSource } from '../config/source.ts';
import { reportTwice } from '../config/unchecked-configuration.ts';
import { sha256Of } from '../evidence/sha256.ts';
import { reportCollisions } from './collisions.ts';
import type { Fleet, Organization, OrganizationFacts } from './fleet.ts';
import { type FleetShape, fleetShape } from './fleet-schema.ts';

/** Reads one organization's exhibit.yaml; throws `ConfigurationError`. */
export type ReadConfiguration = (file: string) => Configuration;

const defaults = {
  name: 'fleet',
  locker: './fleet-evidence',
  key: 'file:.exhibit/fleet-key.pem',
  schedule: '02:00',
  timezone: 'UTC',
  limits: { organizationsAtOnce: null, organizationMegabytes: 1024, organizationSeconds: 43_200 },
} as const;

/**
 * Reads the text of a `fleet.yaml`. Throws one `ConfigurationError` with every fault of it. What is wrong with one
 * organization's file is no fault of the fleet's.
 */
export function parseFleet(text: string, named: string, read: ReadConfiguration): Fleet {
  const file = resolve(named);
  const source = readSource(text);
  const report = startReport(named, text, source, []);
  for (const { code, span, message } of source.faults) report.addAt(code, span, message);
  if (source.usable) refuseOtherFile(report, source.value, 'fleet');
  const shape = source.usable ? check(report, fleetShape, source.value, []) : undefined;
  if (!shape) {
    report.throwIfAny();
    throw new Error('A fault of the fleet was found but not reported.');
  }
  const fleet = build(shape, file, text, read);
  checkIds(shape, report);
  reportCollisions(fleet, report);
  report.throwIfAny();
  return fleet;
}

function checkIds({ organizations, former }: FleetShape, report: Report): void {
  const ids = [
    ...organizations.map(({ id }, at) => ({ value: id, path: ['organizations', at, 'id'] })),
    ...(former ?? []).map(({ id }, at) => ({ value: id, path: ['former', at, 'id'] })),
  ];
  reportTwice(report, ids, 'give each organization an id of its own');
}

function build(shape: FleetShape, file: string, text: string, read: ReadConfiguration): Fleet {
  const folder = dirname(file);
  const locker = shape.locker ?? defaults.locker;
  const given = Object.entries(shape.limits ?? {}).filter(([, limit]) => limit !== undefined);
  return {
    name: shape.name ?? defaults.name,
    organizations: [
      ...shape.organizations.map((one) => organizationOf(one, null, folder, read)),
      ...(shape.former ?? []).map(({ until, reason, ...one }) =>
        organizationOf(one, { until, reason }, folder, read),
      ),
    ],
    schedule: { time: shape.schedule ?? defaults.schedule, timezone: shape.timezone ?? defaults.timezone },
    locker: placeIn(folder, locker),
    signing: { ...signingKeyOf(shape.signing, defaults.key, folder), timestamps: null, witness: null },
    trustedKeys: (shape.trustedKeys ?? []).map((key) => resolve(folder, key)),
    ownProviders: (shape.providers ?? []).map((named) => resolve(folder, named)),
    webhook: absolute(shape.alerts?.webhook ?? null, folder),
    limits: { ...defaults.limits, ...Object.fromEntries(given) },
    file,
    sha256: sha256Of(text),
  };
}

function organizationOf(
  { id, configuration: named }: { readonly id: string; readonly configuration?: string | undefined },
  former: Organization['former'],
  folder: string,
  read: ReadConfiguration,
): Organization {
  if (named === undefined) {
    const nothing = (): never => {
      throw new ConfigurationError(id, [unnamed]);
    };
    return { id, file: null, configuration: null, read: nothing, fault: null, former };
  }
  const file = resolve(folder, named);
  const one = { id, file, read: () => read(file), former };
  try {
    return { ...one, configuration: factsOf(read(file)), fault: null };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { ...one, configuration: null, fault: error.message };
  }
}

function factsOf({ file, locker, organization, signing, trustedKeys }: Configuration): OrganizationFacts {
  return { file, locker, organization, signing, trustedKeys };
}

const unnamed: Fault = {
  code: 'unreadable',
  line: null,
  column: null,
  path: '',
  message: 'has no file that fleet.yaml names — name it under former: configuration:',
};
