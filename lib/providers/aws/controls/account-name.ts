import type { AwsCredential } from '../../../evidence/datasets/aws.ts';
import { normalAddress } from '../../../judging/people/address.ts';

/** What a user is called among those of all accounts of its connection: `ben`, or `111122223333/ben` in an organization. */
export function accountName({ account, user }: AwsCredential): string {
  const name = normalAddress(user);
  return account === undefined ? name : `${account}/${name}`;
}
