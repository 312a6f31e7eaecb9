import type { Fleet } from '../../fleet/fleet.ts';
import { FleetError } from '../../fleet/fleet-error.ts';
import type { FleetStatusReport } from '../../index.ts';
import type { Locker } from '../../locker/locker.ts';
import { isS3Location } from '../../locker/s3/location.ts';
import { chainHead, readSeal, type SealFile } from '../../seal/chain.ts';
import { SealError } from '../../seal/error.ts';
import { openKeyFile } from '../../seal/key-file.ts';
import { type KeyFile, ringInLocker, ringOf } from '../../seal/verify/keys.ts';
import { checkMemory } from '../../seal/verify/memory.ts';
import { checkSeals } from '../../seal/verify/seals.ts';
import { readTrustedKeys } from '../reading.ts';
import type { Terminal } from '../terminal.ts';
import { inert, wrap } from '../text.ts';
import { rememberedOf } from '../verifying/what-to-verify.ts';

export type NewestSeal = FleetStatusReport['seal'];

/**
 * Whether the seals from that of a night on are made by the fleet's key, and the newest is the one that the key made last. A list says
 * who is looked after, and what became of them: whoever could write one could leave an organization out.
 */
export async function newestSeal(fleet: Fleet, run: string, locker: Locker): Promise<NewestSeal> {
  const seals = await sealsFrom(run, locker);
  const [newest] = seals;
  if (!newest) throw new FleetError('damaged', `The fleet's night of ${run} has no seal.`);
  const keys = await ownKeys(fleet);
  const ring = keys.length > 0 ? ringOf(keys) : ringInLocker(await keyFiles(locker));
  const checked = checkSeals(seals, ring);
  const { locker: location, name, signing } = fleet;
  const isHere = signing.memory !== null && !isS3Location(signing.memory);
  const remembered = isHere && (await rememberedOf({ locker: location, organization: name, signing }));
  const [wrong] = [
    ...checked.flatMap(({ problem }) => problem ?? []),
    ...(remembered ? checkMemory(checked, remembered) : []),
  ];
  return {
    sequence: newest.sequence,
    sha256: newest.sha256,
    trust: keys.length > 0 ? 'given' : 'locker',
    problem: wrong ? `${wrong.path}: ${wrong.message}` : null,
  };
}

/** That of the night, and those after it, newest first. */
async function sealsFrom(run: string, locker: Locker): Promise<readonly SealFile[]> {
  const found: SealFile[] = [];
  let seal = await chainHead(locker);
  while (seal) {
    found.push(seal);
    if (Date.parse(seal.statement?.predicate.run ?? '') <= Date.parse(run)) break;
    seal = seal.sequence > 1 ? await readSeal(locker, seal.sequence - 1) : null;
  }
  return found;
}

/** Those that the file trusts, and that of the key file, where that is on this machine. */
async function ownKeys({ signing: { key }, trustedKeys }: Fleet): Promise<readonly string[]> {
  const trusted = await readTrustedKeys(trustedKeys);
  if (key.from !== 'file') return trusted;
  try {
    return [...trusted, (await openKeyFile(key.name, { create: false })).publicKey];
  } catch (error) {
    if (error instanceof SealError) return trusted;
    throw error;
  }
}

async function keyFiles(locker: Locker): Promise<readonly KeyFile[]> {
  const names = await locker.names('keys/');
  const files = names.map(async (name) => ({
    path: `keys/${name}`,
    bytes: await locker.read(`keys/${name}`),
  }));
  return (await Promise.all(files)).flatMap(({ bytes, path }) => (bytes ? [{ path, bytes }] : []));
}

/** For a person: what is wrong with it, or that it was believed by a key that lies beside it. Whether something is wrong. */
export function tellOfSeal({ problem, sequence, trust }: NewestSeal, shown: Terminal): boolean {
  if (problem !== null)
    shown.err(
      shown.paint(
        'red',
        wrap(
          `✘ The fleet's newest seal is wrong: do not rely on anything below. ${inert(problem)} \`exhibit fleet verify\` says what else is wrong.`,
          shown.columns,
          '  ',
        ),
      ),
    );
  else if (trust === 'locker')
    shown.err(
      wrap(
        `Warning: The fleet's seal ${sequence} was checked only with a key from its own locker: there is no key file here, and fleet.yaml has no trustedKeys:.`,
        shown.columns,
        '  ',
      ),
    );
  return problem !== null;
}
