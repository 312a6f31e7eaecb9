import {
  type AwsIdentityCenterUser,
  identityCenterUsers,
} from '../../../evidence/datasets/aws-organization.ts';
import { type ControlInput, type ControlSettings, connectionSetting } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import type { Whose } from '../../../judging/people/people.ts';

/** Why no control of Identity Center applies; null where a connection is asked for it. */
export function centerApplies(connected: readonly string[], settings?: ControlSettings): string | null {
  if (!connected.includes('aws')) return 'No aws connection is configured.';
  const asked = (settings?.connections ?? [])
    .filter(({ provider }) => provider === 'aws')
    .some(({ id }) => {
      const organization = settings && connectionSetting(settings, id, 'organization');
      return (
        typeof organization === 'object' &&
        organization !== null &&
        !('identityCenter' in organization && organization.identityCenter === 'none')
      );
    });
  return asked ? null : 'No aws connection is an organization with IAM Identity Center.';
}

/** What findings call a user. */
export function nameOf({ userName }: AwsIdentityCenterUser): string {
  return normalAddress(userName);
}

export function whoseIs(
  { people }: Pick<ControlInput, 'people'>,
  connection: string,
  user: AwsIdentityCenterUser,
): Whose {
  return people.whose({
    connection,
    provider: identityCenterUsers.provider,
    account: nameOf(user),
    email: normalAddress(user.email ?? '') || null,
  });
}
