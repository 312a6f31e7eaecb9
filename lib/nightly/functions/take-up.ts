import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { EnvironmentError } from '../../config/environment.ts';
import { awsText } from '../../locker/s3/error.ts';
import type { TakeUp } from './call.ts';

/** What one role may hand on of its own session to another: AWS gives an hour, which is longer than any function runs. */
const seconds = 3600;

/** Characters that a session's name has at STS, from the fewest to the most. */
const [shortestName, longestName] = [2, 64];

/** Takes up a role at STS, as who the tags say. */
export const takeUp: TakeUp = async (role, tags) => {
  const client = new STSClient({});
  try {
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn: role,
        // As CloudTrail shows it.
        RoleSessionName: (tags.organization ?? 'exhibit').slice(0, longestName).padEnd(shortestName, '-'),
        DurationSeconds: seconds,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error('STS gave no credentials.');
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  } catch (cause) {
    throw new EnvironmentError(`The role ${role} cannot be assumed. ${awsText(cause)}`, { cause });
  } finally {
    client.destroy();
  }
};
