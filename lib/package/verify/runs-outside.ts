import { runOfFolder } from '../../locker/keys.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import type { Manifest } from '../manifest.ts';
import { isWithin } from '../period/period.ts';

/** Runs of other days, for which no seal is asked: in a package they have no place among those of its period. */
export function runsOutside({ files, period }: Pick<Manifest, 'files' | 'period'>): VerifyProblem[] {
  const folders = files.map(({ path }) => path.split('/')).filter(([room]) => room === 'runs');
  return [...new Set(folders.map(([, name]) => name ?? ''))].flatMap((name) => {
    const run = runOfFolder(name);
    if (run === null || isWithin(period, run)) return [];
    return [problem('unlisted', `runs/${name}`, 'This run is of another day than those of the package.')];
  });
}
