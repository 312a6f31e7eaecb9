import { problem, type VerifyProblem } from './result.ts';
import type { UnmatchedFile } from './run.ts';

/**
 * Names what is missing and what is in no list; where both have the same content, the file was moved.
 * Each missing file explains one unlisted file, so that a copy of it remains unlisted.
 */
export function checkUnmatched(
  missing: readonly UnmatchedFile[],
  unlisted: readonly UnmatchedFile[],
): VerifyProblem[] {
  const lost = new Map<string, string[]>();
  for (const { path, sha256 } of missing) lost.set(sha256, [...(lost.get(sha256) ?? []), path]);
  return [
    ...missing.map(({ path }) => problem('missing', path, 'This file was sealed, and it is not there.')),
    ...unlisted.map(({ path, sha256 }) => {
      const from = lost.get(sha256)?.shift();
      return from
        ? problem('moved', path, `This file was sealed as ${from}.`)
        : problem('unlisted', path, 'No seal covers this file.');
    }),
  ];
}
