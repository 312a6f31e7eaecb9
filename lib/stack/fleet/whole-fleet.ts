import type { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/aws-events';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { fleetSource, sourceOf } from '../../alerts/events.ts';
import type { Connection, SecretReference } from '../../config/configuration.ts';
import { readsExport } from '../../config/needs.ts';
import { AccessLogs } from '../access-logs.ts';
import { AlarmRoutes } from '../alarm-routes.ts';
import { AlertRoutes } from '../alert-routes.ts';
import { AuditorAccess } from '../auditor-access.ts';
import { DeadLetters } from '../dead-letters.ts';
import { DriftBus } from '../drift-bus.ts';
import { EvidenceLocker } from '../evidence-locker.ts';
import { Functions } from '../functions.ts';
import { LockerPart } from '../locker-part.ts';
import { NightlySchedule } from '../nightly-schedule.ts';
import { OperationsKey } from '../operations-key.ts';
import { PeopleTopic } from '../people-topic.ts';
import { SignerMemory } from '../signer-memory.ts';
import { SigningKey } from '../signing-key.ts';
import { WorkStore } from '../work-store.ts';
import type { DeployableFleet } from './deployable-fleet.ts';
import { FleetAlarms } from './fleet-alarms.ts';
import { withFleet } from './fleet-code.ts';
import { FleetFunctions } from './fleet-functions.ts';
import { FleetMachine } from './fleet-machine.ts';
import { OrganizationKeys } from './organization-keys.ts';
import { OrganizationMail } from './organization-mail.ts';
import { connectionOfSession, organizationOfSession } from './session-tags.ts';

export interface WholeFleetProps {
  readonly deployable: DeployableFleet;
  readonly functions: string;
  readonly commit: string | null;
  readonly year: number;
  readonly retention: Duration;
  readonly mail: readonly string[];
  /** Where the runbook is read; null for its place in the package. */
  readonly runbook: string | null;
  readonly atOnce: number;
}

interface WholeFleet {
  readonly bucket: Bucket;
  readonly signingKey: IKey;
  readonly machine: StateMachine;
  readonly topic: ITopic;
  /** What asks AWS; null where no organization has a connection of it. */
  readonly asksAws: IRole | null;
}

const session = `${organizationOfSession}/`;

/** Makes everything of a fleet in a scope. */
export function buildFleet(scope: Construct, props: WholeFleetProps): WholeFleet {
  const { deployable, functions: ready, commit, year } = props;
  const { fleet, bucket: name, organizations } = deployable;
  const operations = new OperationsKey(scope, 'Operations');
  const deadLetters = {
    'events-undelivered': new DeadLetters(scope, 'UndeliveredEvents').queue,
    'night-not-started': new DeadLetters(scope, 'UndeliveredNights').queue,
  };
  const accessLogs = new AccessLogs(scope, 'AccessLogs').bucket;
  const { retention } = props;
  const { bucket } = new EvidenceLocker(scope, 'Locker', {
    name,
    prefix: '',
    retention,
    accessLogs,
    key: undefined,
  });
  const work = new WorkStore(scope, 'Work', { accessLogs, key: undefined, session });
  const lockers = new LockerPart(bucket, 'organizations/', session);
  const signingKeys = new OrganizationKeys(
    scope,
    'Keys',
    organizations.map(({ id }) => id),
  );
  const { bus } = new DriftBus(
    scope,
    'Drift',
    Match.anyOf(Match.exactString(fleetSource), Match.prefix(sourceOf(''))),
  );
  const configurations = work.configurationsLocation;
  const surroundings = { ready, commit, logKey: operations.key, own: [], configurations };
  const functions = new Functions(scope, 'Functions', {
    surroundings: { ...surroundings, own: deployable.own, sessions: true, locker: lockers.location },
    deadLetters: null,
    configuration: null,
    connections: connectionsOf(deployable),
    webhook: ofSession('alerts/webhook'),
    locker: lockers,
    work,
    signingKey: signingKeys,
    secretsKey: undefined,
    memory: new SignerMemory(scope, 'Memories', { accessLogs, key: undefined, session }),
    bus,
    people: null,
  });
  const mail = new OrganizationMail(scope, 'Mail', {
    bus,
    deadLetters: deadLetters['events-undelivered'],
    key: operations.key,
  });
  for (const { configuration, id } of organizations) {
    const { auditor, mail: addresses } = configuration.aws;
    const own = signingKeys.of(id);
    if (addresses.length > 0) mail.add(own, id, addresses);
    if (auditor)
      new AuditorAccess(own, 'Auditor', {
        ...auditor,
        locker: new LockerPart(bucket, `organizations/${id}/`, ''),
        signingKey: own,
      });
  }
  const signingKey = new SigningKey(scope, 'SigningKey');
  const locker = new LockerPart(bucket, 'fleet/');
  const own = new FleetFunctions(scope, 'Fleet', {
    surroundings: {
      ...surroundings,
      locker: locker.location,
      withCode: (folder, use) => withFleet(folder, deployable, use),
    },
    locker,
    lockers: new LockerPart(bucket, 'organizations/'),
    work,
    memory: new SignerMemory(scope, 'SignerMemory', { accessLogs, key: undefined }),
    signingKey,
    bus,
    webhook: fleet.webhook,
    mail,
  });
  const { machine } = new FleetMachine(scope, 'Night', {
    functions,
    fleet: own,
    work,
    atOnce: props.atOnce,
    logKey: operations.key,
  });
  const { time, timezone } = fleet.schedule;
  const queue = deadLetters['night-not-started'];
  new NightlySchedule(scope, 'Schedule', { schedule: time, timezone, machine, deadLetters: queue, year });
  const { topic } = new PeopleTopic(scope, 'People', { mail: props.mail, key: operations.key });
  const routes = new AlertRoutes(scope, 'Alerts', {
    bus,
    topic,
    deadLetters: deadLetters['events-undelivered'],
    key: operations.key,
    source: fleetSource,
  });
  const alarms = new FleetAlarms(scope, 'Alarms', {
    topic,
    readOn: (heading) =>
      props.runbook === null
        ? `docs/runbook.md in Exhibit's package, under ${heading}`
        : `${props.runbook}#${heading}`,
    seal: own.seal,
    tell: own.tell,
    machine,
    smallMachines: { 'alert-not-sent': routes.machine, 'organization-alert-not-sent': mail.machine },
    deadLetters,
  });
  if (fleet.webhook)
    new AlarmRoutes(scope, 'AlarmPosts', {
      alarms: alarms.posted,
      to: own.tell,
      deadLetters: deadLetters['events-undelivered'],
    });
  const asksAws = functions.collect.get('aws')?.actor ?? null;
  return { bucket, signingKey: signingKey.key, machine, topic, asksAws };
}

/** One for each provider that any organization has: what a collecting function may do is said by its sessions, connection by connection. */
function connectionsOf({ organizations }: DeployableFleet): readonly Connection[] {
  const all = organizations.flatMap(({ configuration }) => configuration.connections);
  const byProvider = new Map(all.toSorted(exportsFirst).map((one) => [one.provider, one]));
  return [...byProvider.values()]
    .map((one) => ({ ...one, id: connectionOfSession, credentials: ofSession(connectionOfSession) }))
    .toSorted((a, b) => (a.provider < b.provider ? -1 : 1));
}

/** The last of a provider counts: one that reads an export, where there is any. */
const exportsFirst = (a: Connection, b: Connection): number =>
  Number(readsExport(a)) - Number(readsExport(b));

/** A secret that is named after the organization of the session. */
function ofSession(name: string): SecretReference {
  return { from: 'secret', name: `exhibit/${organizationOfSession}/${name}` };
}
