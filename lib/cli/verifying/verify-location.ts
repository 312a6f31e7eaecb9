import type { Configuration } from '../../config/configuration.ts';
import type { ReviewAgain } from '../../nightly/rejudge/reviews-again.ts';
import type { PackageVerdict, Rebuild } from '../../package/verify/package-verdict.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import { type Rejudge, type WithRejudged, withRejudged } from '../../seal/verify/rejudged.ts';
import type { VerifyResult } from '../../seal/verify/result.ts';
import { type VerifyOptions as Checks, verifyLocker } from '../../seal/verify/verify-locker.ts';
import { CommandError } from '../exit.ts';
import { withReader } from '../reading.ts';

export type Verified = WithRejudged<VerifyResult> | PackageVerdict;

/** What is made again, beside checking seals and hashes. */
export interface MakeAgain {
  readonly rebuild?: boolean | undefined;
  readonly rejudge?: boolean | undefined;
  /** Providers that the company's own files declare, where a configuration names them. */
  readonly ownProviders?: Configuration['ownProviders'] | undefined;
}

/** Verifies what lies in a place: a locker, a copy of one, or a package. Throws `CommandError` where that cannot be asked. */
export function verifyLocation(
  location: string,
  { ownProviders = [], rebuild, rejudge }: MakeAgain,
  checks: Checks,
): Promise<Verified> {
  return withReader(location, async (reader) => {
    const { isPackage, verifyPackage } = await import('../../package/verify/verify-package.ts');
    if (await isPackage(reader)) {
      const again = {
        rebuild: rebuild ? await rebuildHere() : undefined,
        rejudge: rejudge ? await rejudgeHere(ownProviders) : undefined,
      };
      const { ownVerifier } = await import('./own-verifier.ts');
      return await verifyPackage(reader, { ...checks, ...again, verifier: ownVerifier() });
    }
    if (rebuild)
      throw new CommandError(
        `${location} is a locker, and --rebuild makes the page and tables of a package again. Name a package, or leave it out.`,
      );
    const result = await verifyLocker(reader, checks);
    return rejudge
      ? await rejudgeLocker(result, reader, location, checks, await rejudgeHere(ownProviders))
      : result;
  });
}

async function rejudgeLocker(
  result: VerifyResult,
  reader: LockerReader,
  location: string,
  { trustedKeys }: Checks,
  rejudge: Rejudge,
): Promise<Verified> {
  const [{ openLocker }, { readChain }] = await Promise.all([
    import('../../locker/open.ts'),
    import('../../seal/verify/verify-locker.ts'),
  ]);
  const { seals } = await readChain(reader, trustedKeys);
  const locker = openLocker(location);
  try {
    return withRejudged(result, await rejudge({ locker, seals, isWanted: () => true }));
  } finally {
    await locker.close();
  }
}

/** All providers come with it. */
async function rejudgeHere(ownProviders: Configuration['ownProviders']): Promise<Rejudge> {
  const [
    { rejudgeRuns },
    { providers },
    { thisCollector },
    { sealedIn },
    { ownAtHand },
    { servicesIn },
    { decidedReview, reviewAttestation },
  ] = await Promise.all([
    import('../../nightly/rejudge/rejudge-runs.ts'),
    import('../../providers/collectors.ts'),
    import('../collector.ts'),
    import('../../nightly/rejudge/sealed-in.ts'),
    import('../../own-providers/collectors.ts'),
    import('../../own-providers/services.ts'),
    import('../../access-review/record.ts'),
  ]);
  const services = servicesIn({ ownProviders });
  const reviewAgain: ReviewAgain = (night, beside, textOf) =>
    reviewAttestation(decidedReview(night, { ...beside, services }, textOf).review);
  const own = ownAtHand(ownProviders);
  const { version, commit } = thisCollector();
  return ({ isWanted, locker, seals }) => {
    const sealed = sealedIn(seals);
    const maker = { version, commit };
    return rejudgeRuns({ locker, sealed, isWanted, providers, own, reviewAgain, maker });
  };
}

/** All providers come with it. */
async function rebuildHere(): Promise<Rebuild> {
  const [{ rebuildWith }, { catalog }, { datasetOf }, { thisCollector }] = await Promise.all([
    import('../../package/rebuild/rebuild.ts'),
    import('../../controls/catalog.ts'),
    import('../../providers/dataset-of.ts'),
    import('../collector.ts'),
  ]);
  const { version, commit } = thisCollector();
  return rebuildWith({ metadata: catalog, datasetOf }, { version, commit });
}
