import { join } from 'node:path';
import { type Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { type Role as AnyRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Variable, variables } from '../config/environment.ts';
import { accept } from './accepted-findings.ts';
import { actingRole } from './fleet/acting-role.ts';
import { type OwnFile, unpacked, withCode } from './function-code.ts';

/** What all functions have in common. */
export interface FunctionSurroundings {
  /** The folder that holds every function ready to be deployed, each in a folder of its name. */
  readonly ready: string;
  /** Files that declare the company's own providers. */
  readonly own: readonly OwnFile[];
  /** `s3://bucket/prefix` that configurations are kept in. */
  readonly configurations: string;
  /** The commit that is deployed; null when it is not known. */
  readonly commit: string | null;
  /** `s3://bucket/prefix` of the locker. */
  readonly locker: string;
  readonly logKey: IKey;
  /** Whether functions act for one organization of many at a time, in a session of a role besides their own. */
  readonly sessions?: boolean;
  /** Lets `use` deploy a ready function with what it finds beside its code. @default `own` */
  readonly withCode?: <Result>(ready: string, use: (folder: string) => Result) => Result;
}

export interface NightFunctionProps {
  readonly surroundings: FunctionSurroundings;
  /** The function's name: that of its file in `lambdas/`, or `collect/<provider>`. That of declared providers is one for all, and so is that of the company's own. */
  readonly name: string;
  readonly description: string;
  /** MiB. Lambda gives one processor for each 1,769 of them. */
  readonly memory: number;
  readonly timeout: Duration;
  /** MiB for files that are being made or read. @default 512, which is free of charge */
  readonly scratch?: number;
  /** Takes the events of calls that nobody waited for and that failed. @default none: every call is waited for */
  readonly deadLetters?: IQueue;
  /** How often Lambda itself repeats a call that nobody waited for and that failed. @default 0: a repeat is the state machine's business */
  readonly repeats?: number;
  readonly environment?: Partial<Record<Variable, string>>;
  /** Tags besides the organization's that its sessions are bound to, in a fleet. */
  readonly tags?: readonly string[];
}

/** One function, with a role and a log of its own. It may do nothing until something is granted. */
export class NightFunction extends Construct {
  readonly role: AnyRole;
  /** What rights are granted to: the function's own role, or in a fleet the one that it takes up for an organization. */
  readonly actor: AnyRole;
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: NightFunctionProps) {
    super(scope, id);
    const { surroundings, timeout } = props;
    this.timeout = timeout;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: surroundings.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      description: `Exhibit: ${props.description}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.logGroup.grantWrite(this.role);
    this.actor = surroundings.sessions
      ? actingRole(this, 'Acting', {
          description: props.description,
          by: this.role,
          tags: ['organization', ...(props.tags ?? [])],
        })
      : this.role;
    const ready = join(surroundings.ready, props.name);
    const deploy = (folder: string) => this.#deploy(folder, props);
    this.function = surroundings.withCode
      ? surroundings.withCode(ready, deploy)
      : withCode(ready, surroundings.own, deploy);
    accept(this, accepted);
    if (props.deadLetters === undefined) accept(this, waitedFor);
  }

  #deploy(folder: string, { surroundings, timeout, ...props }: NightFunctionProps): LambdaFunction {
    return new LambdaFunction(this, 'Function', {
      description: `Exhibit: ${props.description}`,
      code: Code.fromAsset(folder),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory,
      timeout,
      ...(props.scratch === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(props.scratch) }),
      role: this.role,
      logGroup: this.logGroup,
      tracing: Tracing.ACTIVE,
      ...(props.deadLetters === undefined ? {} : { deadLetterQueue: props.deadLetters }),
      // Of a call that somebody waits for, a repeat is the business of who knows where to go on.
      retryAttempts: props.repeats ?? 0,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        [variables.configurations]: surroundings.configurations,
        [variables.locker]: surroundings.locker,
        ...(this.actor === this.role ? {} : { [variables.actingRole]: this.actor.roleArn }),
        ...(surroundings.own.length > 0 ? { [variables.ownProviders]: unpacked } : {}),
        ...(surroundings.commit === null ? {} : { [variables.commit]: surroundings.commit }),
        ...props.environment,
      },
    });
  }
}

const accepted = {
  'NIST.800.53.R5-LambdaConcurrency':
    'New accounts have ten concurrent calls in all, of which none can be reserved. The state machine bounds how many run at once.',
  'NIST.800.53.R5-LambdaInsideVPC':
    'The functions ask providers on the internet and AWS’s own interfaces, and reach nothing private. In a network of one’s own they would need a gateway to the same places.',
  'AwsSolutions-IAM5[Resource::*]':
    'X-Ray’s PutTraceSegments and PutTelemetryRecords know no resource but *, nor do the account reports of IAM that the function for aws reads, and the subscriptions that the one for alerts looks at.',
} as const;

/** A queue takes a right that is written moments before the function, and Lambda refuses the function where it does not see that yet. */
const waitedFor = {
  'NIST.800.53.R5-LambdaDLQ':
    'The state machine waits for every call, tries again and says what failed. A queue would be for calls that nobody waits for: an alarm that is posted went by mail as well, and that it could not be posted has an alarm.',
};
