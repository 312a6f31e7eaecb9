import { type Finding, standingOf } from '../judging/finding.ts';
import { runFolder } from '../locker/keys.ts';
import { fileRecords } from '../locker/lines.ts';
import type { Locker } from '../locker/locker.ts';
import type { ControlResult } from './findings-document.ts';

/** The subjects of a control that do not simply pass, in their order. Throws when the findings are not there. */
export function* exceptions(
  path: string | null,
  { lines }: Pick<ControlResult, 'lines'>,
): Generator<Finding> {
  if (lines.count === 0) return;
  if (!path) throw new Error('The findings are missing from the locker. See what else is: exhibit verify.');
  for (const finding of fileRecords<Finding>(path, lines)) if (standingOf(finding) !== 'pass') yield finding;
}

/** Local path of a run's findings. */
export function findingsPath(locker: Locker, run: string, name: string): Promise<string | null> {
  return locker.local(`${runFolder(run)}/${name}`);
}
