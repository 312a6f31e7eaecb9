import { required, variables } from '../../config/environment.ts';
import type { Locker } from '../../locker/locker.ts';
import { signatureOver } from '../../seal/bundle.ts';
import { readSeal } from '../../seal/chain.ts';
import { type PackageFacts, packageStatement } from '../../seal/package-statement.ts';
import type { Signer } from '../../seal/signer.ts';
import type { Call } from './define.ts';
import { EventError } from './event.ts';
import type { SignPackageEvent, SignPackageOutput } from './events.ts';

/** Opens the key that the environment names. */
export type OpenSigner = (key: string) => Promise<Signer>;

/** Longer than a packaging function can have been at work when it asks, in milliseconds. */
const longAgo = 20 * 60_000;
/** What two clocks on AWS may differ by at the most. */
const ahead = 60_000;

/**
 * Signs that a list of files is that of a package of this locker. The statement is made here, from facts that were
 * checked: bytes that somebody else made are not signed, and a seal can never come of it.
 */
export async function signPackage(
  { package: facts }: SignPackageEvent,
  call: Call,
  openSigner: OpenSigner,
): Promise<SignPackageOutput> {
  const { environment, openLocker, now, log } = call;
  const locker = openLocker(required(environment, variables.locker));
  try {
    await checkFacts(facts, locker, now());
  } finally {
    await locker.close();
  }
  const signer = await openSigner(required(environment, variables.signingKey));
  const { signature } = await signatureOver(packageStatement(facts), signer);
  const { from, to } = facts.period;
  log.info('The list of a package is signed.', { from, to, manifest: facts.manifest });
  return { keyId: signer.keyId, signature: signature.toString('base64') };
}

/** Throws `EventError` unless the package can be one of this locker, made just now. */
async function checkFacts({ locker: name, head, packagedAt }: PackageFacts, locker: Locker, now: Date) {
  const seal = await readSeal(locker, head.sequence);
  const faults = [
    seal?.sha256 === head.sha256 ? null : `seal ${head.sequence} of this locker is another`,
    seal?.statement?.predicate.origin.locker === name ? null : 'its locker is another',
    justNow(packagedAt, now) ? null : `the package was not made at this time (${packagedAt})`,
  ].filter((fault) => fault !== null);
  if (faults.length > 0)
    throw new EventError(
      `The package is not signed: ${faults.join('; ')}. Ask for it again; should that not help, see \`exhibit verify\`.`,
    );
}

function justNow(time: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(time);
  return age <= longAgo && age >= -ahead;
}
