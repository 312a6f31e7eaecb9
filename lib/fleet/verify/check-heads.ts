import { canonicalText } from '../../evidence/canonical.ts';
import type { Locker } from '../../locker/locker.ts';
import { readSeal, type SealFile, sealPath } from '../../seal/chain.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import type { Head, NightCounts, OrganizationLine } from '../night/night.ts';
import { sealedCounts } from '../night/read-organization.ts';

/** What a sealed list of the fleet says of one organization. */
export interface Listed {
  readonly run: string;
  readonly line: OrganizationLine;
}

/**
 * Holds an organization's chain against every head that the fleet sealed of it, and what the fleet says of its nights against
 * what its own seals say. A seal that is not there any more is one problem, however many lists name it.
 */
export async function checkHeads(
  listed: readonly Listed[],
  locker: Pick<Locker, 'read'>,
): Promise<readonly VerifyProblem[]> {
  const problems = new Map<string, VerifyProblem>();
  for (const { run, line } of listed) {
    if (!line.head) continue;
    const there = await readSeal(locker, line.head.sequence);
    const found =
      objection(line.head, there, { run, line }) ?? (await countedOtherwise(locker, there, { run, line }));
    if (found) problems.set(found.path, problems.get(found.path) ?? found);
  }
  return [...problems.values()];
}

/** What the list says that a night came to, against what is sealed of it. Where that cannot be read, verifying says so. */
async function countedOtherwise(
  locker: Pick<Locker, 'read'>,
  seal: SealFile | null,
  { line, run }: Listed,
): Promise<VerifyProblem | null> {
  if (!seal || line.night === null || seal.statement?.predicate.run !== run) return null;
  const is = await sealedCounts(locker, run, seal);
  if (is === null || canonicalText(is) === canonicalText(line.night)) return null;
  return problem(
    'modified',
    sealPath(seal.sequence),
    `The fleet's list of ${run} says that the result of its night is ${textOf(line.night)}, and the sealed result is ${textOf(is)}.`,
  );
}

function textOf({ controls: { fail, notJudged, pass, unknown }, datasets, objections }: NightCounts): string {
  return `${pass} pass, ${fail} fail, ${unknown} unknown, ${notJudged} not judged, ${datasets.whole} of ${datasets.all} datasets whole and ${objections} objections`;
}

function objection(head: Head, there: SealFile | null, { run, line }: Listed): VerifyProblem | null {
  const path = sealPath(head.sequence);
  const sealed = `The fleet sealed this organization's seal ${head.sequence} on its night of ${run} (sha256 ${head.sha256})`;
  if (!there) return problem('missing', path, `${sealed}, and it is not there.`);
  if (there.sha256 !== head.sha256) return problem('modified', path, `${sealed}, and another seal is here.`);
  if (line.outcome === 'none' || there.statement === null) return null;
  const { predicate } = there.statement;
  if (predicate.run === run && predicate.status === line.outcome) return null;
  return problem(
    'modified',
    path,
    `The fleet's list of ${run} says that its night is ${line.outcome}, and its own seal says ${predicate.status} of ${predicate.run}.`,
  );
}
