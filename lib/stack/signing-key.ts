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
  readonly #organization: string | null;

  /** @param organization of a fleet, whose key it is; null for a company alone */
  constructor(scope: Construct, id: string, organization: string | null = null) {
    super(scope, id);
    this.#organization = organization;
    this.#policy.addStatements(
      new PolicyStatement({
        sid: 'AdministeredByTheAccount',
        principals: [new AccountRootPrincipal()],
        actions: administration,
        resources: ['*'],
      }),
    );
    this.key = new Key(this, 'Key', {
      description: `Exhibit: seals nights of evidence${organization === null ? '' : ` of ${organization}`}`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      policy: this.#policy,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /**
   * Lets one role sign, and refuses everybody else; of a fleet, that role's sessions for this organization alone, which the role itself
   * has to be allowed by the key's tag. To be called once.
   */
  grantSignToNobodyBut(role: IRole): void {
    const tag = 'aws:PrincipalTag/organization';
    const own = this.#organization;
    this.#policy.addStatements(
      new PolicyStatement({
        sid: 'SignedByTheSealingFunction',
        principals: [role],
        actions: ['kms:GetPublicKey', 'kms:Sign'],
        resources: ['*'],
        ...(own === null ? {} : { conditions: { StringEquals: { [tag]: own } } }),
      }),
      ...(own === null ? [] : [signedForNobodyElse(tag, own)]),
      new PolicyStatement({
        sid: 'SignedByNobodyElse',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:CreateGrant', 'kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': role.roleArn } },
      }),
    );
    if (own === null) this.#grant(role, 'kms:GetPublicKey', 'kms:Sign');
  }

  /** By which KMS is asked for it. */
  get name(): string {
    return this.key.keyArn;
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

/** A session without the tag is of no organization. */
function signedForNobodyElse(tag: string, organization: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'SignedForNobodyElse',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['kms:Sign'],
    resources: ['*'],
    conditions: { StringNotEquals: { [tag]: organization } },
  });
}
