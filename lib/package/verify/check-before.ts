import { runFolder } from '../../locker/keys.ts';
import { parseSums, sumsName } from '../../seal/sums.ts';
import { sound } from '../../seal/verify/chain.ts';
import type { FileFact, LockerReader } from '../../seal/verify/reader.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import type { CheckedSeal } from '../../seal/verify/seals.ts';
import { beforeFolder } from '../before.ts';
import type { Manifest } from '../manifest.ts';

/** What a package is made of, as verifying has read it. */
export interface CheckedPackage {
  readonly reader: Pick<LockerReader, 'read'>;
  readonly manifest: Manifest;
  readonly facts: ReadonlyMap<string, FileFact>;
  readonly seals: readonly CheckedSeal[];
}

/**
 * Holds what a package keeps of nights before its period against their seals. Not all of such a night is there; what is
 * there must be what was sealed.
 */
export async function checkBefore(checked: CheckedPackage): Promise<VerifyProblem[]> {
  const paths = [...checked.facts.keys()].filter((path) => path.startsWith(`${beforeFolder}/`));
  const folders = Map.groupBy(paths, (path) => path.split('/').slice(0, 3).join('/'));
  const problems: VerifyProblem[] = [];
  for (const [folder, files] of folders) problems.push(...(await checkRunBefore(checked, folder, files)));
  return problems;
}

async function checkRunBefore(
  { facts, manifest, reader, seals }: CheckedPackage,
  folder: string,
  files: readonly string[],
): Promise<VerifyProblem[]> {
  const sealed = seals.find((seal) => {
    const predicate = sound(seal);
    return predicate !== null && `${beforeFolder}/${runFolder(predicate.run)}` === folder;
  });
  const run = sound(sealed)?.run;
  if (run === undefined || Date.parse(run) >= Date.parse(manifest.period.start))
    return files.map((path) => problem('unlisted', path, 'No seal of a night before the period covers it.'));
  const list = `${folder}/${sumsName}`;
  if (facts.get(list)?.sha256 !== sealed?.statement?.subject[0].digest.sha256)
    return [problem('modified', list, 'It is not the list of files that was sealed.')];
  const sums = new Map(parseSums((await reader.read(list)) ?? '').map(({ path, sha256 }) => [path, sha256]));
  return files
    .filter((path) => path !== list && sums.get(path.slice(folder.length + 1)) !== facts.get(path)?.sha256)
    .map((path) => problem('modified', path, 'It is not what was sealed on that night.'));
}
