import { required, variables } from '../../config/environment.ts';
import { signStatement } from '../../seal/bundle.ts';
import { type PackageFacts, packageStatement } from '../../seal/package-statement.ts';
import type { Signer } from '../../seal/signer.ts';
import type { AwsAccess } from './call.ts';
import type { Call } from './define.ts';
import type { SignPackageEvent, SignPackageOutput } from './events.ts';

/** Opens the key that the environment names. */
export type OpenSigner = (key: string, aws?: AwsAccess) => Promise<Signer>;

/**
 * Reads the manifest of a package, holds it against the locker, and gives what may be signed of it. Throws `EventError`
 * for one that says anything else than the locker does.
 */
export type PackageToSign = (
  key: string,
  signer: Pick<Signer, 'keyId' | 'publicKey'>,
  call: Call,
) => Promise<PackageFacts>;

/**
 * Signs the list of a package's files. The statement is made here, from a list that was read and checked here: nobody
 * says what is signed, and a seal can never come of it.
 */
export async function signPackage(
  { package: key }: SignPackageEvent,
  call: Call,
  openSigner: OpenSigner,
  packageToSign: PackageToSign,
): Promise<SignPackageOutput> {
  const signer = await openSigner(required(call.environment, variables.signingKey), call.aws);
  const facts = await packageToSign(key, signer, call);
  const bundle = await signStatement(packageStatement(facts), signer);
  const { from, to } = facts.period;
  call.log.info('The list of a package is signed.', { from, to, manifest: facts.manifest });
  return { bundle };
}
