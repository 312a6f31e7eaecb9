import { dirname, resolve } from 'node:path';
import { sha256Of } from '../evidence/sha256.ts';
import { madeBytes } from '../files/made-file.ts';
import { isFolderLocker, openFolderLocker } from '../locker/folder.ts';
import { readFindings } from '../runs/read-findings.ts';
import { sealedRuns } from '../runs/run-history.ts';
import { callerPath } from './paths.ts';

/** A whole line at the margin, so that it is the key itself, with a folder that YAML reads as it stands here. */
const lockerLine = /^locker: +(["']?)(\.{0,2}\/[\w./-]+)\1[ \t]*$/gm;

/**
 * The folder of the locker that a configuration names, without checking the configuration: the last sealed run was made by the very
 * same bytes, which were checked then. Null wherever that is not so, or not seen at once; then everything is checked.
 */
export async function lockerCheckedBefore(config: string): Promise<string | null> {
  try {
    const file = callerPath(config);
    const bytes = madeBytes(file);
    const [found, ...others] = bytes.toString('utf8').matchAll(lockerLine);
    if (found?.[2] === undefined || others.length > 0) return null;
    const folder = resolve(dirname(file), found[2]);
    return (await isOfLastRun(folder, sha256Of(bytes))) ? folder : null;
  } catch {
    // What is wrong is told by whoever checks everything.
    return null;
  }
}

async function isOfLastRun(folder: string, sha256: string): Promise<boolean> {
  if (!(await isFolderLocker(folder))) return false;
  const locker = openFolderLocker(folder);
  try {
    const [last] = await sealedRuns(locker, { last: 1 });
    const findings = last === undefined ? null : await readFindings(locker, last);
    return findings?.configuration.sha256 === sha256;
  } finally {
    await locker.close();
  }
}
