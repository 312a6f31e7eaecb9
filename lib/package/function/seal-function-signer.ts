import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { ourErrors } from '../../nightly/functions/define.ts';
import type { SignPackageEvent, SignPackageOutput } from '../../nightly/functions/events.ts';
import { statementIn } from '../../seal/bundle.ts';
import { SealError } from '../../seal/error.ts';
import { packageFacts, readPackageStatement } from '../../seal/package-statement.ts';
import type { Signer } from '../../seal/signer.ts';

const outputShape: z.ZodMiniType<SignPackageOutput> = z.object({ keyId: z.string(), signature: z.base64() });
const errorShape = z.object({ errorType: z.string(), errorMessage: z.string() });

/**
 * A signer that has no key: it asks the sealing function, which alone may use it. That function is told facts, not
 * bytes, makes the statement itself and signs nothing but packages; so whoever gets hold of this signer can have no
 * seal signed. Needs `lambda:InvokeFunction` on that function.
 * @param key the public half, which the answer has to fit
 */
export function sealFunctionSigner(
  client: LambdaClient,
  functionArn: string,
  key: Pick<Signer, 'keyId' | 'publicKey'>,
): Signer {
  return {
    ...key,
    async sign(bytes) {
      const payload = statementIn(bytes);
      if (!payload) throw new SealError('signer', 'The sealing function signs statements only.');
      const event: SignPackageEvent = { package: packageFacts(readPackageStatement(payload)) };
      const { keyId, signature } = await ask(client, functionArn, event);
      if (keyId !== key.keyId)
        throw new SealError('signer', `The sealing function signed with key ${keyId}, not ${key.keyId}.`);
      return Buffer.from(signature, 'base64');
    },
  };
}

async function ask(
  client: LambdaClient,
  functionArn: string,
  event: SignPackageEvent,
): Promise<SignPackageOutput> {
  const { FunctionError: failed, Payload } = await client.send(
    new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(event) }),
  );
  const answer = parsed(Payload);
  if (failed) throw new SealError('signer', `The sealing function did not sign the package. ${why(answer)}`);
  const { data } = outputShape.safeParse(answer);
  if (!data) throw new SealError('signer', 'The sealing function gave no signature.');
  return data;
}

function parsed(payload: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
  } catch {
    return null;
  }
}

/** Words of ours are passed on; other errors may quote anything, and that function’s own log says where they arose. */
function why(answer: unknown): string {
  const { data } = errorShape.safeParse(answer);
  return data && ourErrors.has(data.errorType) ? data.errorMessage : 'Its log says why.';
}
