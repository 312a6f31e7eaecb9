import { createHash, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Handler } from './execution.ts';

/** Errors of Lambda and of Step Functions themselves, which are told in their own words. */
const ofServices = /^(Lambda|States)\./;

/** What a function throws, as Step Functions hands it on: its name, and a cause that is JSON. */
export function lambdaFunction(handler: Handler): Handler {
  return async (input) => {
    try {
      return await handler(input);
    } catch (error) {
      const { name, message } = error as Error;
      if (ofServices.test(name)) throw error;
      const cause = { errorType: name, errorMessage: message, trace: [] };
      throw Object.assign(new Error(JSON.stringify(cause)), { name });
    }
  };
}

/** What S3 answers a state that has written this. */
export function stored(text: string): object {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(text));
  return {
    ChecksumCRC32: checksum.toString('base64'),
    ChecksumType: 'FULL_OBJECT',
    ETag: `"${createHash('md5').update(text).digest('hex')}"`,
    ServerSideEncryption: 'AES256',
  };
}

/** A message as a topic takes it, and hands it on to its subscribers. */
export interface Published {
  readonly TopicArn: string;
  readonly Message: string;
  readonly Subject?: string;
}

/** A message that is text is published as it stands, unlike an object's body; any other as JSON. */
export function publish(
  { Message, ...asked }: Omit<Published, 'Message'> & { readonly Message: unknown },
  take: (message: Published) => void,
): object {
  take({ ...asked, Message: typeof Message === 'string' ? Message : JSON.stringify(Message) });
  return { MessageId: randomUUID() };
}
