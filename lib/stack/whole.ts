import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Configuration } from '../config/configuration.ts';
import { readsExport } from '../config/needs.ts';
import { mostInState } from '../config/night-keys.ts';
import { AccessLogs } from './access-logs.ts';
import { AlarmRoutes } from './alarm-routes.ts';
import { Alarms } from './alarms.ts';
import { AlertRoutes } from './alert-routes.ts';
import { AthenaTables } from './athena-tables.ts';
import { AuditorAccess } from './auditor-access.ts';
import { ConfigurationAsset } from './configuration-asset.ts';
import { DeadLetters } from './dead-letters.ts';
import { lockerPlace, ownFiles, packed } from './deployment.ts';
import { DriftBus } from './drift-bus.ts';
import { EvidenceLocker } from './evidence-locker.ts';
import { Functions } from './functions.ts';
import { dashboardName, headingOn, NightDashboard } from './night-dashboard.ts';
import { NightlyMachine } from './nightly-machine.ts';
import { NightlySchedule } from './nightly-schedule.ts';
import { OperationsKey } from './operations-key.ts';
import { PeopleTopic } from './people-topic.ts';
import { Replication } from './replication.ts';
import { SignerMemory } from './signer-memory.ts';
import { SigningKey } from './signing-key.ts';
import { WorkStore } from './work-store.ts';

export interface WholeProps {
  readonly configuration: Configuration;
  /** The folder that holds every function ready to be deployed, each in a folder of its name. */
  readonly functions: string;
  readonly commit: string | null;
  readonly year: number;
  /** Instead of what the configuration says. */
  readonly retention: Duration | undefined;
  readonly secretsKey: IKey | undefined;
  readonly bucketsKey: IKey | undefined;
  readonly replicaKey: IKey | undefined;
}

/** What others may want to do something with. */
export interface Whole {
  readonly locker: EvidenceLocker;
  readonly signingKey: SigningKey;
  readonly night: NightlyMachine;
  readonly people: PeopleTopic;
}

/** Makes everything in a scope. Throws `ConfigurationError` for what cannot work on AWS. */
export function buildWhole(scope: Construct, props: WholeProps): Whole {
  const { configuration, functions: ready, commit, year, secretsKey, bucketsKey, replicaKey } = props;
  const { aws, schedule, timezone, connections } = configuration;
  const object = packed(configuration);
  const tell = (name: string, value: string) => new CfnOutput(scope, name, { value });

  const operations = new OperationsKey(scope, 'Operations');
  const deadLetters = {
    'calls-undelivered': new DeadLetters(scope, 'UndeliveredCalls').queue,
    'events-undelivered': new DeadLetters(scope, 'UndeliveredEvents').queue,
    'night-not-started': new DeadLetters(scope, 'UndeliveredNights').queue,
  };

  const accessLogs = new AccessLogs(scope, 'AccessLogs').bucket;
  const locker = new EvidenceLocker(scope, 'Locker', {
    ...lockerPlace(configuration),
    retention: props.retention ?? Duration.days(aws.retentionDays),
    accessLogs,
    key: bucketsKey,
  });
  const work = new WorkStore(scope, 'Work', { accessLogs, key: bucketsKey });
  const signingKey = new SigningKey(scope, 'SigningKey');
  const memory = new SignerMemory(scope, 'SignerMemory', { accessLogs, key: bucketsKey });
  const { bus } = new DriftBus(scope, 'Drift');

  const people = new PeopleTopic(scope, 'People', { mail: aws.mail, key: operations.key });
  const deployed = new ConfigurationAsset(scope, 'Configuration', object);
  const functions = new Functions(scope, 'Functions', {
    surroundings: {
      ready,
      own: ownFiles(configuration),
      configurations: work.configurationsLocation,
      commit,
      locker: locker.location,
      logKey: operations.key,
    },
    deadLetters: deadLetters['calls-undelivered'],
    configuration: deployed,
    connections,
    webhook: configuration.alerts.webhook,
    locker: locker.whole,
    work,
    signingKey,
    memory,
    secretsKey,
    bus,
    people,
  });
  const night = new NightlyMachine(scope, 'Night', {
    functions,
    work,
    many: connections.length > mostInState,
    configuration: deployed,
    logKey: operations.key,
  });
  const { machine } = night;
  new NightlySchedule(scope, 'Schedule', {
    schedule,
    timezone,
    machine,
    deadLetters: deadLetters['night-not-started'],
    year,
  });

  const { topic } = people;
  const routes = new AlertRoutes(scope, 'Alerts', {
    bus,
    topic,
    deadLetters: deadLetters['events-undelivered'],
    key: operations.key,
  });
  const athena = new AthenaTables(scope, 'Questions', { work });
  const page = dashboardName(scope);
  const alarms = new Alarms(scope, 'Alarms', {
    topic,
    readOn: (heading) => (aws.runbook === null ? headingOn(page, heading) : `${aws.runbook}#${heading}`),
    functions,
    machine,
    copies: aws.replicateTo && { from: locker.bucket as IBucket, to: aws.replicateTo.bucket },
    smallMachines: { 'alert-not-sent': routes.machine },
    deadLetters,
  });
  if (configuration.alerts.webhook)
    new AlarmRoutes(scope, 'AlarmPosts', {
      alarms: alarms.posted,
      to: functions.alert,
      deadLetters: deadLetters['events-undelivered'],
    });
  new NightDashboard(scope, 'Dashboard', { name: page, alarms: alarms.all, functions, machine, deadLetters });

  if (aws.auditor) {
    const { role } = new AuditorAccess(scope, 'Auditor', {
      ...aws.auditor,
      locker: locker.whole,
      signingKey,
    });
    tell('AuditorRole', role.roleArn);
  }
  checkReplicaKey(aws.replicateTo !== null, props);
  if (aws.replicateTo) {
    const { role } = new Replication(scope, 'Replication', { locker, to: aws.replicateTo, key: replicaKey });
    tell('ReplicationRole', role.roleArn);
  }

  tell('LockerLocation', locker.location);
  tell('ConfigurationLocation', deployed.location);
  if (connections.some(readsExport)) tell('ExportsLocation', work.exportsLocation);
  tell('NightMachine', machine.stateMachineArn);
  if (functions.package) tell('PackageFunction', functions.package.function.functionName);
  tell('SigningKeyArn', signingKey.key.keyArn);
  tell('AlertTopic', topic.topicArn);
  tell('AthenaWorkGroup', athena.workGroup);
  return { locker, signingKey, night, people };
}

/** Copies are under a key in KMS exactly where evidence is. */
function checkReplicaKey(replicates: boolean, { bucketsKey, replicaKey }: WholeProps): void {
  if (replicates && bucketsKey && !replicaKey)
    throw new Error(
      'Evidence under a key of your own (bucketsKey) is copied to another account (aws: replicateTo:) under a key of that bucket’s region: name it as replicaKey.',
    );
  if (replicaKey && !(replicates && bucketsKey))
    throw new Error(
      'A key for copies (replicaKey) has a use only with bucketsKey and aws: replicateTo:. Copies of evidence under keys of S3 are under keys of S3.',
    );
}
