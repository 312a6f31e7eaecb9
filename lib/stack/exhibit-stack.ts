import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from '../config/configuration.ts';
import { accept } from './accepted.ts';
import { AccessLogs } from './access-logs.ts';
import { Alarms } from './alarms.ts';
import { AlertRoutes } from './alert-routes.ts';
import { AuditorAccess } from './auditor-access.ts';
import { DeadLetters } from './dead-letters.ts';
import { configurationFiles, lockerPlace, readsExport } from './deployment.ts';
import { DriftBus } from './drift-bus.ts';
import { EvidenceIndex } from './evidence-index.ts';
import { EvidenceLocker } from './evidence-locker.ts';
import { Functions } from './functions.ts';
import { NightDashboard } from './night-dashboard.ts';
import { NightlyMachine } from './nightly-machine.ts';
import { NightlySchedule } from './nightly-schedule.ts';
import { OperationsKey } from './operations-key.ts';
import { PeopleTopic } from './people-topic.ts';
import { Questions } from './questions.ts';
import { Replication } from './replication.ts';
import { SigningKey } from './signing-key.ts';
import { WorkStore } from './work-store.ts';

export interface ExhibitStackProps extends StackProps {
  readonly configuration: Configuration;
  /** The folder that holds every function ready to be deployed, each in a folder of its name. */
  readonly functions: string;
  /** The commit that is deployed, as evidence and seals name it; null when it is not known. */
  readonly commit: string | null;
  /** The year of the deployment, from which on changes of clocks matter. */
  readonly year: number;
}

/** Everything that Exhibit needs in a company's account. Throws `ConfigurationError` for what cannot work there. */
export class ExhibitStack extends Stack {
  constructor(scope: Construct, id: string, props: ExhibitStackProps) {
    const { configuration, functions: ready, commit, year, ...rest } = props;
    super(scope, id, rest);
    const { aws, schedule, timezone, connections } = configuration;
    const files = configurationFiles(configuration);
    accept(this, accepted);

    const operations = new OperationsKey(this, 'Operations');
    const deadLetters = {
      'calls-undelivered': new DeadLetters(this, 'UndeliveredCalls').queue,
      'events-undelivered': new DeadLetters(this, 'UndeliveredEvents').queue,
      'night-not-started': new DeadLetters(this, 'UndeliveredNights').queue,
    };

    const accessLogs = new AccessLogs(this, 'AccessLogs').bucket;
    const locker = new EvidenceLocker(this, 'Locker', {
      ...lockerPlace(configuration),
      retention: Duration.days(aws.retentionDays),
      accessLogs,
    });
    const work = new WorkStore(this, 'Work', { accessLogs });
    const signingKey = new SigningKey(this, 'SigningKey');
    const { bus } = new DriftBus(this, 'Drift');

    const functions = new Functions(this, 'Functions', {
      surroundings: {
        ready,
        files,
        commit,
        locker: locker.location,
        logKey: operations.key,
        deadLetters: deadLetters['calls-undelivered'],
      },
      connections,
      locker,
      work,
      signingKey,
      bus,
    });
    const { machine } = new NightlyMachine(this, 'Night', { functions, logKey: operations.key });
    new NightlySchedule(this, 'Schedule', {
      schedule,
      timezone,
      machine,
      deadLetters: deadLetters['night-not-started'],
      year,
    });

    const { topic } = new PeopleTopic(this, 'People', { mail: aws.mail, key: operations.key });
    const routes = new AlertRoutes(this, 'Alerts', {
      bus,
      topic,
      deadLetters: deadLetters['events-undelivered'],
      key: operations.key,
      webhook: configuration.alerts.webhook,
    });
    const index = new EvidenceIndex(this, 'Index', {
      locker,
      work,
      deadLetters: deadLetters['events-undelivered'],
      key: operations.key,
    });
    const questions = new Questions(this, 'Questions', { work });
    const alarms = new Alarms(this, 'Alarms', {
      topic,
      runbook: aws.runbook ?? 'docs/runbook.md',
      functions,
      machine,
      smallMachines: { 'alert-not-sent': routes.machine, 'index-errors': index.machine },
      deadLetters,
    });
    new NightDashboard(this, 'Dashboard', { alarms: alarms.all, functions, machine, deadLetters });

    if (aws.auditor) {
      const { role } = new AuditorAccess(this, 'Auditor', { ...aws.auditor, locker, signingKey });
      this.#tell('AuditorRole', role.roleArn);
    }
    if (aws.replicateTo) new Replication(this, 'Replication', { locker, to: aws.replicateTo });

    this.#tell('LockerLocation', locker.location);
    if (connections.some(readsExport)) this.#tell('ExportsLocation', work.exportsLocation);
    this.#tell('NightMachine', machine.stateMachineArn);
    this.#tell('PackageFunction', functions.package.function.functionName);
    this.#tell('SigningKeyArn', signingKey.key.keyArn);
    this.#tell('AlertTopic', topic.topicArn);
    this.#tell('AthenaWorkGroup', questions.workGroup);
  }

  #tell(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }
}

const accepted = {
  'NIST.800.53.R5-IAMNoInlinePolicy':
    'Each role has rights that are made for it alone. A policy that could be attached elsewhere would be the weaker choice.',
};
