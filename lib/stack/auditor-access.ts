import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal, CompositePrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { LockerPart } from './locker-part.ts';
import type { SigningKey } from './signing-key.ts';

export interface AuditorAccessProps {
  /** ARNs of roles, users or accounts. */
  readonly principals: readonly string[];
  readonly externalId: string;
  readonly locker: LockerPart;
  readonly signingKey: SigningKey;
}

/**
 * A role with which an auditor reads the locker and the public key, and does nothing else. Users, and an account's users, have to
 * have signed in with a second factor. Of a role that cannot be asked: credentials that were got by taking on a role never say so,
 * and the condition would refuse everybody. Who takes that role on, and how, its own trust decides.
 */
export class AuditorAccess extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: AuditorAccessProps) {
    super(scope, id);
    const { principals, externalId, locker, signingKey } = props;
    this.role = new Role(this, 'Role', {
      description: 'Exhibit: reads evidence; for auditors',
      assumedBy: new CompositePrincipal(
        ...principals.map((arn) =>
          new ArnPrincipal(arn).withConditions({
            ...(isRole(arn) ? {} : secondFactor),
            StringEquals: { 'sts:ExternalId': externalId },
          }),
        ),
      ),
      maxSessionDuration: Duration.hours(4),
    });
    locker.grantAudit(this.role);
    signingKey.grantLook(this.role);
  }
}

const secondFactor = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

function isRole(arn: string): boolean {
  return arn.split(':').at(-1)?.startsWith('role/') ?? false;
}
