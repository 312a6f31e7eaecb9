import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { commit as ownCommit } from '../../commit.ts';
import { accept } from '../accepted-findings.ts';
import { setFlags } from '../flags.ts';
import { writePoliciesBy } from '../own-policies.ts';
import { checkPolicySizes } from '../policy-sizes.ts';
import { builtFunctions } from '../ready-functions.ts';
import { readDeployableFleet } from './deployable-fleet.ts';
import { buildFleet } from './whole-fleet.ts';

/** What a fleet is told by whoever deploys it. Everything else stands in `fleet.yaml`. */
export interface ExhibitFleetProps {
  /** Path of `fleet.yaml`, relative to where the CDK is called. */
  readonly fleet: string;
  /**
   * Who gets the digest of each night and the fleet's alarms by mail.
   * @default nobody
   */
  readonly mail?: readonly string[];
  /**
   * How long nobody can delete a piece of evidence of any organization once it is stored. Whole days.
   * @default seven years
   */
  readonly retention?: Duration;
  /**
   * Where your copy of `docs/runbook.md` is read: an address without a heading. Alarms link to its headings.
   * @default its place in the package that this construct came with, by name
   */
  readonly runbook?: string;
  /**
   * How many organizations' nights go on at a time. New accounts have ten calls of functions at once in all.
   * @default what `limits: organizationsAtOnce` says, and otherwise 100
   */
  readonly atOnce?: number;
  /**
   * A folder that holds every function ready to be deployed, each in a folder of its name.
   * @default those of the package that this construct came with
   */
  readonly functions?: string;
  /**
   * The commit that is deployed, as evidence and seals name it; null when it is not known.
   * @default the commit that the package was built from
   */
  readonly commit?: string | null;
  /**
   * The year from which on changes of clocks matter.
   * @default this year
   */
  readonly year?: number;
}

/**
 * Many organizations in one account: one locked bucket with a locker for each, a signing key for each, and functions that act for one
 * organization at a time, in a session that reaches nothing of any other's. One to a stack.
 *
 * Throws `ConfigurationError` with everything in `fleet.yaml`, and in the files that it names, that is wrong or cannot work so.
 */
export class ExhibitFleet extends Construct {
  /** What holds all evidence. */
  readonly evidence: IBucket;
  /** The key that the lists of all organizations are sealed with. */
  readonly signingKey: IKey;
  /** The machine that runs a night of the fleet. */
  readonly night: IStateMachine;
  /** What the digest and alarms are sent to. */
  readonly people: ITopic;

  constructor(scope: Construct, id: string, props: ExhibitFleetProps) {
    super(scope, id);
    setFlags(this);
    const retention = props.retention ?? Duration.days(2557);
    const deployable = readDeployableFleet(props.fleet, retention.toDays());
    const whole = buildFleet(this, {
      deployable,
      functions: props.functions ?? builtFunctions(),
      commit: props.commit === undefined ? ownCommit() : props.commit,
      year: props.year ?? new Date().getUTCFullYear(),
      retention,
      mail: props.mail ?? [],
      runbook: props.runbook ?? null,
      atOnce: props.atOnce ?? deployable.fleet.limits.organizationsAtOnce ?? 100,
    });
    this.evidence = whole.bucket as IBucket;
    this.signingKey = whole.signingKey;
    this.night = whole.machine;
    this.people = whole.topic;
    writePoliciesBy(this);
    checkPolicySizes(this);
    new CfnOutput(this, 'FleetMachine', { value: whole.machine.stateMachineArn });
    new CfnOutput(this, 'SigningKeyArn', { value: whole.signingKey.keyArn });
    // Whom roles in the accounts of organizations have to trust.
    if (whole.asksAws) new CfnOutput(this, 'AwsCollectorArn', { value: whole.asksAws.roleArn });
    accept(this, {
      'NIST.800.53.R5-IAMNoInlinePolicy':
        'Each role has rights that are made for it alone. A policy that could be attached elsewhere would be the weaker choice.',
    });
  }
}
