import { canonicalText } from '../../evidence/canonical.ts';
import type { Locker } from '../../locker/locker.ts';
import { keyPath } from '../../seal/public-key.ts';
import type { Signer } from '../../seal/signer.ts';
import { sound } from '../../seal/verify/chain.ts';
import type { FileFact } from '../../seal/verify/reader.ts';
import type { VerifyProblem, VerifyResult } from '../../seal/verify/result.ts';
import { type Claims, claimsOf } from '../claims.ts';
import { AuditorError } from '../error.ts';
import type { Manifest } from '../manifest.ts';
import { evidenceOfNights, type PeriodChain, readPeriod, verifyPeriod } from '../period/read-period.ts';
import { checkBefore } from '../verify/check-before.ts';
import { runsOutside } from '../verify/runs-outside.ts';
import { chainFaults } from './chain-faults.ts';
import { formFaults } from './form-faults.ts';
import { type ManifestReader, manifestReader } from './manifest-reader.ts';

/** What a manifest is held against. */
export interface FaultsInput {
  readonly locker: Pick<Locker, 'names' | 'read'>;
  /** The key that would sign; it need not have made a seal. */
  readonly ownKey: Pick<Signer, 'keyId' | 'publicKey'>;
  readonly maker: Manifest['maker'];
  readonly now: Date;
}

/**
 * What speaks against signing the manifest of a package, in words; nothing where it says no more than the locker bears
 * out. The chain, the keys and each night's list are read here; of the other evidence the hashes in the manifest are held
 * against those lists, as verifying the package would do. What is wrong may be signed where the manifest itself names it.
 */
export async function manifestFaults(manifest: Manifest, input: FaultsInput): Promise<string[]> {
  const faults = formFaults(manifest, input);
  if (faults.length > 0) return faults;
  const { locker, ownKey } = input;
  const reader = manifestReader(manifest, async (path) =>
    path === keyPath(ownKey.keyId) ? Buffer.from(ownKey.publicKey) : await locker.read(path),
  );
  try {
    const found = await evidenceFaults(manifest, reader, input);
    return [...otherFiles(reader), ...found];
  } catch (error) {
    if (error instanceof AuditorError) return [...otherFiles(reader), error.message];
    throw error;
  }
}

/** Seals and keys cannot be judged by seals: they must be those of this locker. */
function otherFiles({ differing }: ManifestReader): string[] {
  const paths = [...differing].filter((path) => /^(chain|keys)\//.test(path));
  return paths.map((path) => `${path} is another file in this locker`);
}

async function evidenceFaults(
  manifest: Manifest,
  reader: ManifestReader,
  input: FaultsInput,
): Promise<string[]> {
  const ownPath = keyPath(input.ownKey.keyId);
  const { asOf, period } = manifest;
  const asked = { reader, locker: reader, period, now: new Date(asOf), trustedKeys: 'in-locker' as const };
  const found = await readPeriod(asked);
  const result = await verifyPeriod(asked, found, reader);
  const problems = [
    ...result.problems.filter(({ kind, path }) => kind !== 'unlisted' || path !== ownPath),
    ...runsOutside(manifest),
  ];
  const before = await checkBefore({ reader, manifest, facts: factsOf(manifest), seals: found.chain.seals });
  return [
    ...(await chainFaults(manifest, found, input)),
    ...(await claimFaults(manifest, found, reader)),
    ...verificationFaults(manifest, { ...result, problems }),
    ...before.map(({ path, message }) => `${path}: ${message}`),
  ];
}

function factsOf({ files }: Manifest): ReadonlyMap<string, FileFact> {
  return new Map(files.map(({ path, sha256, bytes }) => [path, { path, sha256, bytes, finishedAt: null }]));
}

/** What it says of the evidence as a whole, against what follows. Which nights are believed follows from what it admits. */
async function claimFaults(
  manifest: Manifest,
  found: PeriodChain,
  reader: ManifestReader,
): Promise<string[]> {
  const { period, verification } = manifest;
  const said = {
    ...verification,
    schema: 'exhibit/verify/v1' as const,
    problems: verification.problems as readonly VerifyProblem[],
    head: manifest.head,
    notices: [],
  };
  const follows: Partial<Claims> = claimsOf(
    await evidenceOfNights({ locker: reader, period }, found, said),
    [],
  );
  const names = ['organization', 'locker', 'asOf', 'head', 'nights'] as const;
  const zones = new Set(found.chain.seals.map((seal) => sound(seal)?.schedule.timezone));
  return [
    ...names
      .filter((name) => canonicalText(manifest[name]) !== canonicalText(follows[name] ?? null))
      .map((name) => `what it says of ${name} does not follow from this locker`),
    ...(zones.has(period.timezone) ? [] : [`no night was sealed in the time zone ${period.timezone}`]),
  ];
}

/** Whatever is found wrong with what it lists must be named in it, and it must not look better in any other way. */
function verificationFaults(
  { verification }: Manifest,
  found: Pick<VerifyResult, 'checked' | 'problems'>,
): string[] {
  const { ok, trust, trustedKeys, checked, problems } = verification;
  const named = new Set(problems.map(({ kind, path }) => `${kind} ${path}`));
  const silent = found.problems.filter(({ kind, path }) => !named.has(`${kind} ${path}`));
  const counted = (['runs', 'files', 'bytes'] as const).every((name) => checked[name] <= found.checked[name]);
  return [
    ...silent.map(({ path, message }) => `${path}: ${message} It does not say so`),
    ...(ok === (problems.length === 0)
      ? []
      : ['it says that there are no problems and names problems, or the reverse']),
    ...(trust === 'locker' && trustedKeys?.length === 0
      ? []
      : ['it says that keys were trusted from outside']),
    ...(counted ? [] : ['it says that more was checked than there is']),
  ];
}
