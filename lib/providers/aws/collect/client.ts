import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Fetch } from '../../../http/fetch.ts';
import { answered } from './answered.ts';
import type { AccessKey } from './credential.ts';
import { recordingHandler } from './handler.ts';

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
}

/** The four questions that AWS is asked. Answers are as the SDK reads them; nothing in them is certain to be there. */
export interface AwsClient {
  identity(): Promise<{ readonly Account?: unknown; readonly Arn?: unknown }>;
  generateReport(): Promise<{ readonly State?: unknown }>;
  report(): Promise<{
    readonly Content?: Uint8Array | undefined;
    readonly GeneratedTime?: Date | undefined;
    readonly ReportFormat?: unknown;
  }>;
  summary(): Promise<{ readonly SummaryMap?: Readonly<Record<string, unknown>> | undefined }>;
}

export function awsClient(options: AwsOptions): AwsClient {
  const config = {
    region: options.region,
    // The fetch repeats what is worth repeating.
    maxAttempts: 1,
    requestHandler: recordingHandler(options.fetch, options.secret),
    systemClockOffset: options.clock().getTime() - Date.now(),
    ...(options.endpoint === null ? {} : { endpoint: options.endpoint }),
    ...(options.accessKey ? { credentials: options.accessKey } : {}),
  };
  const iam = new IAMClient(config);
  // The same credential, which the chain may have come by at some cost.
  const sts = new STSClient({ ...config, credentials: iam.config.credentials });
  return {
    identity: () => answered('GetCallerIdentity', sts.send(new GetCallerIdentityCommand({}))),
    generateReport: () =>
      answered('GenerateCredentialReport', iam.send(new GenerateCredentialReportCommand({}))),
    report: () => answered('GetCredentialReport', iam.send(new GetCredentialReportCommand({}))),
    summary: () => answered('GetAccountSummary', iam.send(new GetAccountSummaryCommand({}))),
  };
}
