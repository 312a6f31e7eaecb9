import type { DriftDocument } from '../drift/event.ts';
import { sha256Of } from '../evidence/sha256.ts';
import type { StandardChange } from '../report/model.ts';
import { standardName } from '../runs/standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import type { GatheredNight } from './period/gathered.ts';

/** Every change of what was judged by, night by night, as each night's sealed drift tells it. */
export async function deriveStandard(
  locker: PackageLocker,
  nights: readonly GatheredNight[],
): Promise<readonly StandardChange[]> {
  const found: StandardChange[] = [];
  for (const [night, { findings, folder }] of nights.entries()) {
    if (!findings?.standard) continue;
    const told = await eventsOf(locker, folder, findings.drift);
    for (const { after, before, control, message, path, type } of told)
      if (type === 'standard.changed')
        found.push({ night, control, path: path ?? '', before, after, message });
  }
  return found;
}

/** The events of a night's drift; none where it is not the one that its findings name. */
async function eventsOf(
  locker: PackageLocker,
  folder: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): Promise<DriftDocument['events']> {
  const bytes = await locker.read(`${folder}/${path}`);
  if (!bytes || sha256Of(bytes) !== sha256) return [];
  return (JSON.parse(bytes.toString('utf8')) as DriftDocument).events;
}

/** Where a night's standard lies; null where it kept none. */
export function standardPath({ findings, folder }: GatheredNight): string | null {
  return findings?.standard ? `${folder}/${standardName}` : null;
}
