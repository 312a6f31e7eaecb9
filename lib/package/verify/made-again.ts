import { temporaryFolder } from '../../locker/temporary-folder.ts';
import { sound } from '../../seal/verify/chain.ts';
import type { Rejudge } from '../../seal/verify/rejudged.ts';
import type { VerifyNotice, VerifyProblem } from '../../seal/verify/result.ts';
import type { CheckedSeal } from '../../seal/verify/seals.ts';
import { versionText } from '../../text/version-text.ts';
import type { PackageLocker } from '../evidence-files.ts';
import type { Manifest } from '../manifest.ts';
import { isWithin } from '../period/period.ts';
import { askedBefore } from './asked-before.ts';
import type { MadePackage, PackageVerdict, PackageVerifyOptions, Rebuild } from './package-verdict.ts';
import { unpackedLocker } from './unpacked.ts';

interface MadeAgain {
  readonly problems: readonly VerifyProblem[];
  readonly notices?: readonly VerifyNotice[];
  readonly said: Pick<PackageVerdict, 'rebuilt' | 'notRebuilt' | 'rejudged' | 'notRejudged'>;
}

/** Makes page and tables, or records and verdicts again, as far as that is asked for. */
export async function madeAgain(
  { rebuild, rejudge, trustedKeys }: PackageVerifyOptions,
  {
    facts,
    manifest,
    reader,
    seals,
  }: Pick<MadePackage, 'reader' | 'manifest' | 'facts'> & { seals: readonly CheckedSeal[] },
): Promise<MadeAgain> {
  if (!rebuild && !rejudge) return { problems: [], said: {} };
  const temporary = await temporaryFolder('exhibit-unpacked');
  const folder = temporary.path;
  try {
    const locker = await unpackedLocker(reader, manifest, { folder, raw: rejudge !== undefined });
    const rebuilding = await rebuilt(rebuild, { reader, manifest, facts, trustedKeys, locker });
    const asked = askedBefore(locker, { seals, manifest });
    const rejudging = await rejudged(rejudge, manifest, seals, asked.locker);
    return {
      problems: [...rebuilding.problems, ...rejudging.problems, ...asked.problems()],
      notices: rejudging.notices ?? [],
      said: { ...rebuilding.said, ...rejudging.said },
    };
  } finally {
    await temporary.remove();
  }
}

/** Only the version that made a package can make the same bytes. */
async function rebuilt(rebuild: Rebuild | undefined, made: MadePackage): Promise<MadeAgain> {
  if (!rebuild) return { problems: [], said: {} };
  const [theirs, ours] = [made.manifest.maker, rebuild.maker].map(versionText);
  if (theirs === ours) return { problems: await rebuild.problems(made), said: { rebuilt: true } };
  const notRebuilt = `The package was made by version ${theirs}, and this is ${ours}: page, tables and OSCAL were not made again. Take that version.`;
  return { problems: [], said: { rebuilt: false, notRebuilt } };
}

/** Of people who were replaced no answer is there, and nobody can be judged again. */
async function rejudged(
  rejudge: Rejudge | undefined,
  { period, pseudonyms }: Manifest,
  seals: readonly CheckedSeal[],
  locker: PackageLocker,
): Promise<MadeAgain> {
  if (!rejudge) return { problems: [], said: {} };
  const isWanted = (run: string): boolean => isWithin(period, run);
  const { notices, notRejudged, problems, runs } =
    pseudonyms === null
      ? await rejudge({ locker, seals, isWanted })
      : { notRejudged: replacedNights(seals, isWanted), problems: [], notices: [], runs: 0 };
  return { problems, notices, said: { rejudged: runs, notRejudged } };
}

function replacedNights(seals: readonly CheckedSeal[], isWanted: (run: string) => boolean) {
  const runs = seals.flatMap((seal) => sound(seal)?.run ?? []).filter(isWanted);
  return runs.map((run) => ({ run, why: 'People were replaced in it, and its answers are withheld.' }));
}
