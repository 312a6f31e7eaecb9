import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import type { Configuration } from '../../config/configuration.ts';
import { required, variables } from '../../config/environment.ts';
import { manifests } from '../../providers/manifests.ts';
import { readCertificates } from '../../seal/certificates.ts';
import { openKmsKey } from '../../seal/kms.ts';
import type { Signer } from '../../seal/signer.ts';
import type { SealContext } from '../run-context.ts';
import { sealStep } from '../seal-step.ts';
import { readSealed } from '../sealed-run.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText } from './event.ts';
import type { SealEvent, SealOutput } from './events.ts';
import { stepContext, withOpened } from './open.ts';

const shape: z.ZodType<SealEvent> = z.object({ run: runText });

/** Opens the key that the environment names. */
export type OpenSigner = (key: string) => Promise<Signer>;

const openInKms: OpenSigner = (key) => openKmsKey(new KMSClient({}), key);

/** The function that seals a night, after those before it that were cut off. It alone may use the key. */
export const sealFunction = (means: Partial<Means> = {}, openSigner: OpenSigner = openInKms) =>
  defineFunction<SealEvent, SealOutput>(
    {
      name: 'seal',
      read: (event) => readEvent('seal', event, shape),
      work: (event, call) => sealNight(event, call, openSigner),
    },
    means,
  );

async function sealNight({ run }: SealEvent, call: Call, openSigner: OpenSigner): Promise<SealOutput> {
  return await withOpened(call, { providers: manifests }, async (opened) => {
    const context: SealContext = {
      ...(await stepContext(run, call, opened)),
      signer: await openSigner(required(call.environment, variables.signingKey)),
      timestamps: await timestampsOf(opened.configuration),
    };
    const { recovered, note } = await sealStep(context);
    for (const earlier of recovered)
      call.log.warn('A night that had been cut off is sealed now.', { run: earlier });
    if (note !== null) call.log.warn(note, { run });
    const sealed = await readSealed(opened.locker, run);
    if (!sealed) throw new Error(`The run of ${run} was sealed and cannot be read back.`);
    const { sequence, path, sha256 } = sealed.seal;
    call.log.info('The night is sealed.', { run, sequence, sha256 });
    return { run, sequence, path, sha256, status: sealed.findings.status };
  });
}

async function timestampsOf({ signing: { timestamps } }: Configuration): Promise<SealContext['timestamps']> {
  if (!timestamps) return null;
  const { authority, certificates } = timestamps;
  return { authority, certificates: await readCertificates(certificates) };
}
