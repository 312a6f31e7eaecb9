import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFolder } from '../../lib/locker/keys.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { type Rejudged, rejudge } from '../../lib/nightly/conclude/rejudge.ts';
import { sealedRuns } from '../../lib/runs/run-history.ts';

/** Every sealed run of a locker judged once more, from the locker alone. */
export async function rejudgeAll(locker: Locker): Promise<Readonly<Record<string, Rejudged>>> {
  const runs = await sealedRuns(locker);
  const scratch = mkdtempSync(join(tmpdir(), 'exhibit-rejudge-'));
  const outcomes: [string, Rejudged][] = [];
  for (const [at, run] of runs.entries()) {
    const own = join(scratch, String(at));
    mkdirSync(own);
    const evidence = await evidenceIn(locker, run);
    outcomes.push([run, await rejudge({ locker, run, earlier: runs.slice(0, at), evidence, scratch: own })]);
  }
  return Object.fromEntries(outcomes);
}

/** The evidence documents of a run, as `connection/dataset`. */
async function evidenceIn(locker: Locker, run: string): Promise<readonly string[]> {
  const folder = runFolder(run);
  const keys = (await locker.list(`${folder}/`)).map(({ key }) => key.slice(folder.length + 1));
  return keys.flatMap((key) => /^([^/]+\/[^/]+)\.json$/.exec(key)?.[1] ?? []);
}

/** What every run comes to when it is as it was judged. */
export function allTheSame(outcomes: Readonly<Record<string, Rejudged>>): Record<string, Rejudged> {
  return Object.fromEntries(Object.keys(outcomes).map((run) => [run, { outcome: 'same' }]));
}
