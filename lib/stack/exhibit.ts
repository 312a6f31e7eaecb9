import { type Duration, Tags } from 'aws-cdk-lib';
import { type IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { commit as ownCommit } from '../commit.ts';
import { accept } from './accepted-findings.ts';
import { readDeployable } from './deployable.ts';
import { setFlags } from './flags.ts';
import { writePoliciesBy } from './own-policies.ts';
import { pinIds } from './pinned-ids.ts';
import { checkPolicySizes } from './policy-sizes.ts';
import { builtFunctions } from './ready-functions.ts';
import { setRolePath } from './role-path.ts';
import { buildWhole } from './whole.ts';

/** What Exhibit is told by whoever deploys it. Everything else stands in the configuration. */
export interface ExhibitProps {
  /** Path of `exhibit.yaml`, relative to where the CDK is called. It is deployed with every function. */
  readonly configuration: string;
  /**
   * How long nobody can delete a piece of evidence once it is stored: Object Lock in compliance mode. Whole days.
   * @default what the configuration says under `aws:`, and otherwise seven years
   */
  readonly retention?: Duration;
  /**
   * A policy that bounds what every role of Exhibit may do. What it takes away, a night lacks.
   * @default none
   */
  readonly permissionsBoundary?: IManagedPolicy;
  /**
   * IAM path of every role, beginning and ending with `/`. To be chosen before the first deployment: another path makes new
   * roles.
   * @default "/"
   */
  readonly rolePath?: string;
  /**
   * Tags of everything that can have tags, besides those of the stack.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * The key in KMS that the secrets in Secrets Manager are encrypted with. Functions that read one may decrypt with it, through
   * Secrets Manager alone; the key's own policy has to let the account's policies decide.
   * @default the key that AWS keeps for Secrets Manager, which needs no right
   */
  readonly secretsKey?: IKey;
  /**
   * A key in KMS for evidence, the work store and what the signing key remembers. Whoever may delete this key can make years
   * of locked evidence unreadable. Access logs stay under keys of S3, which delivers them to no bucket with a key in KMS.
   * @default keys that S3 keeps
   */
  readonly bucketsKey?: IKey;
  /**
   * The key in KMS, of the region of the bucket that `aws: replicateTo:` names, that copies of evidence under `bucketsKey` are
   * encrypted with. Its policy has to let the role of the replication use it (`docs/runbook.md`).
   * @default none; needed where there are both
   */
  readonly replicaKey?: IKey;
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
 * Everything that Exhibit needs in a company's account: a locked bucket, a signing key, the night's functions and state
 * machine, its schedule, alerts and alarms. One to a stack. Buckets, keys and the other resources that hold something keep
 * their logical ids from version to version, as long as this construct keeps its own id.
 *
 * Throws `ConfigurationError` with everything in the configuration that is wrong or cannot work on AWS.
 */
export class Exhibit extends Construct {
  /** What holds the evidence. Write-once: grants of rights to delete are refused by its policy. */
  readonly evidence: IBucket;
  /** The locker's place, as `exhibit verify` takes it: `s3://bucket/prefix`. */
  readonly locker: string;
  /** The key that nights are sealed with. One role alone may sign with it. */
  readonly signingKey: IKey;
  /** The machine that runs a night. */
  readonly night: IStateMachine;
  /** What alerts and alarms are sent to. */
  readonly people: ITopic;

  constructor(scope: Construct, id: string, props: ExhibitProps) {
    super(scope, id);
    setFlags(this);
    const whole = buildWhole(this, {
      configuration: readDeployable(props.configuration),
      functions: props.functions ?? builtFunctions(),
      commit: props.commit === undefined ? ownCommit() : props.commit,
      year: props.year ?? new Date().getUTCFullYear(),
      retention: props.retention,
      secretsKey: props.secretsKey,
      bucketsKey: props.bucketsKey,
      replicaKey: props.replicaKey,
    });
    this.evidence = whole.locker.bucket as IBucket;
    this.locker = whole.locker.location;
    this.signingKey = whole.signingKey.key;
    this.night = whole.night.machine;
    this.people = whole.people.topic;
    pinIds(this);
    writePoliciesBy(this);
    checkPolicySizes(this);
    if (props.permissionsBoundary) PermissionsBoundary.of(this).apply(props.permissionsBoundary);
    if (props.rolePath !== undefined) setRolePath(this, props.rolePath);
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(key, value);
    accept(this, accepted);
  }
}

const accepted = {
  'NIST.800.53.R5-IAMNoInlinePolicy':
    'Each role has rights that are made for it alone. A policy that could be attached elsewhere would be the weaker choice.',
};
