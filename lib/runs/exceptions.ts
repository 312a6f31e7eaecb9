import type { Finding } from '../judging/finding.ts';
import { fileLines, fileRecords } from '../locker/file-lines.ts';
import { runFolder } from '../locker/keys.ts';
import type { Locker } from '../locker/locker.ts';
import type { ControlResult } from './findings-document.ts';

/** As canonical JSON has it; inside a text, its quotes would be escaped. */
const passes = '"verdict":"pass"';

/**
 * The subjects of a control that do not simply pass, in their order. No more is read than has them, and no pass, which is
 * nearly every line, is parsed. Throws when the findings are not there.
 */
export function* exceptions(
  path: string | null,
  { lines, subjects }: Pick<ControlResult, 'lines' | 'subjects'>,
): Generator<Finding> {
  if (lines.count === 0) return;
  if (!path) throw new Error('The findings are missing from the locker. See what else is: exhibit verify.');
  let left = subjects.fail + subjects.unknown + subjects.waived;
  if (left === 0) return;
  for (const line of fileLines(path, lines)) {
    if (line === '' || line.includes(passes)) continue;
    yield JSON.parse(line) as Finding;
    if (--left === 0) return;
  }
}

/** Local path of a run's findings. */
export function findingsPath(locker: Locker, run: string, name: string): Promise<string | null> {
  return locker.local(`${runFolder(run)}/${name}`);
}

/** The subjects of a control that pass, in their order. For a person who asks for one control. */
export function passing(path: string | null, { lines }: Pick<ControlResult, 'lines'>): Finding[] {
  if (lines.count === 0 || !path) return [];
  return [...fileRecords<Finding>(path, lines)].filter(({ verdict }) => verdict === 'pass');
}
