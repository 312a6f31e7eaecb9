import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import type { Configuration } from '../../config/configuration.ts';
import { required, variables } from '../../config/environment.ts';
import { nightSealed } from '../../config/night-sealed.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import { manifests } from '../../providers/manifests.ts';
import { readSealed } from '../../runs/sealed-run.ts';
import { readCertificates } from '../../seal/certificates.ts';
import { openKmsKey } from '../../seal/kms.ts';
import type { SignerMemory } from '../../seal/memory/signer-memory.ts';
import { clockToleranceMs } from '../../seal/verify/times.ts';
import { witnessOf } from '../../seal/witness/log-keys.ts';
import { readPlan } from '../plan/plan.ts';
import type { SealContext } from '../run-context.ts';
import { sealStep } from '../seal/seal-step.ts';
import { runningBundle } from './bundle-hash.ts';
import { type Call, defineFunction, type LambdaContext, type Means } from './define.ts';
import { EventError, readEvent, runText, timeText } from './event.ts';
import type { SealEvent, SealOutput, SignPackageEvent, SignPackageOutput } from './events.ts';
import { withMemory } from './memory.ts';
import { type Opened, stepContext, withOpened } from './open.ts';
import { type OpenSigner, type PackageToSign, signPackage } from './sign-package.ts';

const night: z.ZodMiniType<SealEvent> = z.object({
  run: runText,
  startedAt: z.optional(timeText),
});
/** Nothing but where the manifest lies. */
const signing: z.ZodMiniType<SignPackageEvent> = z.strictObject({
  package: z
    .string()
    .check(
      z.regex(/^manifests\/[0-9a-f]{64}\.json$/, 'is not the key of a manifest: manifests/<SHA-256>.json'),
    ),
});

const openInKms: OpenSigner = (key, aws = {}) => openKmsKey(new KMSClient(aws), key);

/** What the sealing function is given by who puts it together. */
export interface SealParts {
  readonly openSigner: OpenSigner;
  /** Reads and checks the manifest of a package. This room knows no packages. */
  readonly packageToSign: PackageToSign;
}

const noPackages: PackageToSign = () => {
  throw new EventError('Packages are not signed here.');
};

/**
 * The function that seals a night, after those before it that were cut off. It alone may use the key; so that this stays
 * true, it is also asked for the signature of a package.
 */
export function sealFunction(
  means: Partial<Means> = {},
  { openSigner = openInKms, packageToSign = noPackages }: Partial<SealParts> = {},
) {
  const handler = defineFunction<SealEvent | SignPackageEvent, SealOutput | SignPackageOutput>(
    {
      name: 'seal',
      read: (event) =>
        isSigning(event) ? readEvent('seal', event, signing) : readEvent('seal', event, night),
      work: (event, call) =>
        'package' in event
          ? signPackage(event, call, openSigner, packageToSign)
          : sealRun(event, call, openSigner),
    },
    means,
  );
  return handler as SealHandler;
}

/** What comes back depends on what is asked. */
interface SealHandler {
  (event: SealEvent, context?: LambdaContext): Promise<SealOutput>;
  (event: SignPackageEvent, context?: LambdaContext): Promise<SignPackageOutput>;
}

function isSigning(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'package' in event;
}

async function sealRun(event: SealEvent, call: Call, openSigner: OpenSigner): Promise<SealOutput> {
  return await withOpened(
    call,
    { known: { providers: manifests, own: loadOwnProvider }, run: event.run },
    (opened) => withMemory(call, (memory) => sealRemembered(event, call, openSigner, { opened, memory })),
  );
}

async function sealRemembered(
  { run, startedAt }: SealEvent,
  call: Call,
  openSigner: OpenSigner,
  { opened, memory }: { readonly opened: Opened; readonly memory: SignerMemory },
): Promise<SealOutput> {
  const context: SealContext = {
    ...(await stepContext(run, call, opened, manifests)),
    signer: await openSigner(required(call.environment, variables.signingKey), call.aws),
    memory,
    trustedKeys: async () => [],
    timestamps: await timestampsOf(opened.configuration),
    witness: witnessOf(opened.configuration.signing),
    bundle: await runningBundle(call.environment),
  };
  const { recovered, notes } = await sealStep(context, await wasBegunBefore(context, startedAt));
  for (const earlier of recovered)
    call.log.warn('A night that had been cut off is sealed now.', { run: earlier });
  for (const note of notes) call.log.warn(note, { run });
  const sealed = await readSealed(opened.locker, run);
  if (!sealed) throw new Error(`The run of ${run} was sealed and cannot be read back.`);
  const { sequence, path, sha256 } = sealed.seal;
  call.log.info(nightSealed, { run, sequence, sha256 });
  return { run, sequence, path, sha256, status: sealed.findings.status };
}

/** Whether an earlier execution began the run: steps of one execution may be repeated, which ends nothing late. */
async function wasBegunBefore({ locker, run }: SealContext, startedAt: string | undefined): Promise<boolean> {
  const begun = (await readPlan(locker, run))?.startedAt;
  if (begun === undefined || startedAt === undefined) return false;
  return Date.parse(begun) + clockToleranceMs < Date.parse(startedAt);
}

async function timestampsOf({ signing: { timestamps } }: Configuration): Promise<SealContext['timestamps']> {
  if (!timestamps) return null;
  const { authority, certificates } = timestamps;
  return { authority, certificates: await readCertificates(certificates) };
}
