import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Fetch } from '../../../http/fetch.ts';
import type { ProviderClient, ProviderResponse } from '../../reader.ts';
import { asCollectError } from './collect-error.ts';
import type { AccessKey } from './credential.ts';
import { recordingHandler } from './handler.ts';
import { type Pausing, pause } from './pause.ts';
import type { Action, AwsRequest } from './requests.ts';

export interface AwsOptions {
  readonly region: string;
  /** Where both services are asked instead; null for AWS's own addresses. */
  readonly endpoint: string | null;
  /** Null for the SDK's own chain. */
  readonly accessKey: AccessKey | null;
  readonly fetch: Fetch;
  /** Called with every value that must not be written. */
  readonly secret: (value: string) => void;
  readonly clock: () => Date;
  readonly pausing: Pausing;
}

/**
 * Asks AWS through its own SDK, which finds the credential and signs. Its reading of the answer is not used: what is
 * read is what was recorded. Errors are `CollectError`.
 */
export function awsClient(options: AwsOptions): ProviderClient<AwsRequest> {
  let response: ProviderResponse | undefined;
  const send = sender(options, (given) => {
    response = given;
  });
  return async ({ action, again }) => {
    if (again) await pause(options.pausing);
    response = undefined;
    try {
      await send[action]();
    } catch (error) {
      if (!response) throw asCollectError(action, error);
    }
    if (!response) throw new Error(`The AWS SDK answered ${action} without asking.`);
    return response;
  };
}

function sender(
  options: AwsOptions,
  take: (response: ProviderResponse) => void,
): Readonly<Record<Action, () => Promise<unknown>>> {
  const config = configOf(options, take);
  // The same credential, which the chain may have come by at some cost.
  const credentials = redactedCredentials(new IAMClient(config).config.credentials, options.secret);
  const iam = new IAMClient({ ...config, credentials });
  const sts = new STSClient({ ...config, credentials });
  return {
    GetCallerIdentity: () => sts.send(new GetCallerIdentityCommand({})),
    GenerateCredentialReport: () => iam.send(new GenerateCredentialReportCommand({})),
    GetCredentialReport: () => iam.send(new GetCredentialReportCommand({})),
    GetAccountSummary: () => iam.send(new GetAccountSummaryCommand({})),
  };
}

function configOf(options: AwsOptions, take: (response: ProviderResponse) => void) {
  return {
    region: options.region,
    // The fetch repeats what is worth repeating.
    maxAttempts: 1,
    requestHandler: recordingHandler(options, take),
    systemClockOffset: options.clock().getTime() - Date.now(),
    ...(options.endpoint === null ? {} : { endpoint: options.endpoint }),
    ...(options.accessKey ? { credentials: options.accessKey } : {}),
  };
}

/** The connection's own credential: the one that it was given, or the SDK's chain. */
export function ownCredential(options: AwsOptions) {
  const chain = new STSClient(configOf(options, () => {})).config.credentials;
  return redactedCredentials(chain, options.secret);
}

/** What the chain finds is a secret as much as what the connection was given, and is known only when it is asked. */
function redactedCredentials(chain: IAMClient['config']['credentials'], secret: AwsOptions['secret']) {
  return async () => {
    const found = await chain();
    secret(found.secretAccessKey);
    if (found.sessionToken) secret(found.sessionToken);
    return found;
  };
}
