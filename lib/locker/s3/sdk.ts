import { S3Client } from '@aws-sdk/client-s3';
import { awsAgents } from '../../http/proxy.ts';
import type { SessionCredentials } from '../session-credentials.ts';

// Named one by one, and this file is loaded when a bucket is opened: so a folder's users do not wait for the SDK, and
// what bundles the functions leaves out the hundred commands that nobody calls.
export {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

const connectMs = 10_000;
/** How long a connection may be silent. Without it the SDK would wait for ever. */
const silentMs = 60_000;

/**
 * A client with the SDK's own settings: region, credentials and endpoints as the environment and the profile say.
 * Another endpoint than Amazon's is addressed by path, because its host has no name for each bucket.
 */
export function connect(
  environment: NodeJS.ProcessEnv = process.env,
  credentials?: SessionCredentials,
): S3Client {
  const elsewhere = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  return new S3Client({
    ...(credentials ? { credentials } : {}),
    forcePathStyle: elsewhere !== undefined && elsewhere !== '',
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silentMs, ...awsAgents(environment) },
    // It would say on the terminal that a stream cannot be sent again; we open a new one and do.
    logger: silent,
  });
}

const nothing = (): void => {};
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
