import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  AnyPrincipal,
  Effect,
  type IRole,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What administrators of the account may do with the key. Signing is not among it. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:GetKeyPolicy',
  'kms:GetPublicKey',
  'kms:ListAliases',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
  'kms:Verify',
];

/**
 * The key that nights are sealed with. It never leaves KMS, stays when the stack goes (unless the first deployment failed,
 * when it has sealed nothing), and signs for one role only: everybody else is refused, administrators included, unless they change the policy first, which CloudTrail records.
 */
export class SigningKey extends Construct {
  readonly key: Key;
  readonly #policy = new PolicyDocument();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#policy.addStatements(
      new PolicyStatement({
        sid: 'AdministeredByTheAccount',
        principals: [new AccountRootPrincipal()],
        actions: administration,
        resources: ['*'],
      }),
    );
    this.key = new Key(this, 'Key', {
      description: 'Exhibit: seals nights of evidence',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      policy: this.#policy,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** Lets one role sign, and refuses everybody else. To be called once. */
  grantSignToNobodyBut(role: IRole): void {
    this.#policy.addStatements(
      new PolicyStatement({
        sid: 'SignedByTheSealingFunction',
        principals: [role],
        actions: ['kms:GetPublicKey', 'kms:Sign'],
        resources: ['*'],
      }),
      new PolicyStatement({
        sid: 'SignedByNobodyElse',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:CreateGrant', 'kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': role.roleArn } },
      }),
    );
    this.#grant(role, 'kms:GetPublicKey', 'kms:Sign');
  }

  /** Lets a role read the public half. */
  grantPublicKey(role: IRole): void {
    this.#grant(role, 'kms:GetPublicKey');
  }

  /** Lets a role read the public half, and what kind of key it is and whether it is in use. */
  grantLook(role: IRole): void {
    this.#grant(role, 'kms:DescribeKey', 'kms:GetPublicKey');
  }

  #grant(role: IRole, ...actions: string[]): void {
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [this.key.keyArn] }));
  }
}
