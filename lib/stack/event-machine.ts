import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  DefinitionBody,
  type IChainable,
  LogLevel,
  QueryLanguage,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { machineLog } from './machine-log.ts';
import { MachineRole } from './machine-role.ts';

export interface EventMachineProps {
  readonly comment: string;
  readonly logKey: IKey;
  readonly definition: IChainable;
  /** All that it may do, besides logs and traces. */
  readonly rights: readonly PolicyStatement[];
}

/** A few states that handle one event in seconds, without code of their own. */
export class EventMachine extends Construct {
  readonly machine: StateMachine;
  readonly role: MachineRole;

  constructor(scope: Construct, id: string, { comment, logKey, definition, rights }: EventMachineProps) {
    super(scope, id);
    this.role = new MachineRole(this, 'Granted', rights);
    this.machine = new StateMachine(this, 'Machine', {
      comment,
      role: this.role.role,
      stateMachineType: StateMachineType.EXPRESS,
      queryLanguage: QueryLanguage.JSON_PATH,
      definitionBody: DefinitionBody.fromChainable(definition),
      timeout: Duration.minutes(4),
      tracingEnabled: true,
      logs: {
        destination: machineLog(this, logKey),
        level: LogLevel.ALL,
        // Alerts name people: they are for those who are told, and not for whoever reads logs.
        includeExecutionData: false,
      },
    });
    this.machine.node.addDependency(this.role.rights);
  }
}
