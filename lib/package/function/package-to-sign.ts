import { optional, required, variables } from '../../config/environment.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { EventError } from '../../nightly/functions/event.ts';
import type { PackageToSign } from '../../nightly/functions/sign-package.ts';
import { version } from '../../version.ts';
import { AuditorError } from '../error.ts';
import { type Manifest, readManifest } from '../manifest.ts';
import { manifestFaults } from './manifest-faults.ts';

/** So many faults are told; one suffices to refuse. */
const mostNamed = 5;

/**
 * What the sealing function signs of a package: facts that it takes from the manifest itself, after it held that against the
 * locker. The moment is that of signing.
 */
export const packageToSign: PackageToSign = async (
  key,
  { keyId, publicKey },
  { environment, openLocker, now },
) => {
  const packages = openLocker(required(environment, variables.packages));
  const locker = openLocker(required(environment, variables.locker));
  const maker = { version, commit: optional(environment, variables.commit) };
  try {
    const bytes = await packages.read(key);
    if (!bytes) throw refused(['its manifest is not there']);
    const manifest = read(bytes);
    const faults = await manifestFaults(manifest, {
      locker,
      ownKey: { keyId, publicKey },
      maker,
      now: now(),
    });
    if (faults.length > 0) throw refused(faults);
    const { head, locker: name, period } = manifest;
    return { manifest: sha256Of(bytes), locker: name, period, head, packagedAt: now().toISOString() };
  } finally {
    await Promise.all([packages.close(), locker.close()]);
  }
};

function read(bytes: Buffer): Manifest {
  try {
    return readManifest(bytes);
  } catch (error) {
    throw error instanceof AuditorError ? refused([error.message]) : error;
  }
}

function refused(faults: readonly string[]): EventError {
  const more = faults.length > mostNamed ? `; and ${faults.length - mostNamed} more` : '';
  return new EventError(
    `The package is not signed: ${faults.slice(0, mostNamed).join('; ')}${more}. Ask for it again; should that not help, see \`exhibit verify\`.`,
  );
}
