import { runFolder } from '../../locker/keys.ts';
import { parseSums, sumsName } from '../../seal/sums.ts';
import { sound } from '../../seal/verify/chain.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import type { CheckedSeal } from '../../seal/verify/seals.ts';
import { beforeFolder } from '../before.ts';
import type { PackageLocker } from '../evidence-files.ts';
import type { Manifest } from '../manifest.ts';

/** A package's evidence for judging again, that notes what was asked of nights before the period and is not there. */
export interface AskedBefore {
  readonly locker: PackageLocker;
  /** What was asked for, was sealed, and is not in the package. */
  problems(): readonly VerifyProblem[];
}

/**
 * Judging takes a file of an earlier night that is not there for one that never was. In a package, where only a part of
 * those nights lies, that would make a lie of leaving one out: so the list of each of them must be there, and what was
 * sealed and is asked for.
 */
export function askedBefore(
  locker: PackageLocker,
  { manifest, seals }: { readonly manifest: Manifest; readonly seals: readonly CheckedSeal[] },
): AskedBefore {
  const start = Date.parse(manifest.period.start);
  const runs = seals.flatMap((seal) => sound(seal)?.run ?? []).filter((run) => Date.parse(run) < start);
  const earlier = new Set(runs.map(runFolder));
  const found = new Map<string, string>();
  const listed = listsOf(locker);
  const note = async (key: string): Promise<void> => {
    const folder = key.split('/').slice(0, 2).join('/');
    if (!earlier.has(folder)) return;
    const sums = await listed(folder);
    if (sums === null) found.set(`${folder}/${sumsName}`, 'The list of an earlier night is not there');
    else if (sums.has(key.slice(folder.length + 1)))
      found.set(key, 'Judging the period takes this into account, and it is not there');
  };
  const remembering =
    <Found>(read: (key: string) => Promise<Found | null>) =>
    async (key: string): Promise<Found | null> => {
      const found = await read(key);
      if (found === null) await note(key);
      return found;
    };
  return {
    locker: { ...locker, read: remembering(locker.read), local: remembering(locker.local) },
    problems: () => [...found].map(([key, text]) => problem('missing', `${beforeFolder}/${key}`, `${text}.`)),
  };
}

/** The names in the list of a night's folder; null where it has none that can be read. */
function listsOf(locker: PackageLocker): (folder: string) => Promise<ReadonlySet<string> | null> {
  const lists = new Map<string, ReadonlySet<string> | null>();
  return async (folder) => {
    const known = lists.get(folder);
    if (known !== undefined) return known;
    const names = namesIn(await locker.read(`${folder}/${sumsName}`));
    lists.set(folder, names);
    return names;
  };
}

function namesIn(list: Buffer | null): ReadonlySet<string> | null {
  try {
    return list && new Set(parseSums(list).map(({ path }) => path));
  } catch {
    return null;
  }
}
