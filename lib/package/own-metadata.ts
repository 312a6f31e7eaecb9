import { ownMetadata } from '../controls/custom/metadata.ts';
import { controlsOfOwn } from '../declared/own.ts';
import type { Standard } from '../judging/standard.ts';
import { standardName } from '../runs/standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import { type ControlMetadata, judgedControls } from './model/controls.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import { shortFile } from './read-short-file.ts';

/**
 * What the company's own controls say of themselves, by the newest night that was judged by each: from what was sealed,
 * so that whoever has the package reads the same.
 */
export async function ownMetadataOf(
  locker: Pick<PackageLocker, 'read' | 'pathOf'>,
  nights: readonly PackagedNight[],
  known: readonly ControlMetadata[],
): Promise<readonly ControlMetadata[]> {
  const ours = new Set(known.map(({ id }) => id));
  const wanted = new Set(judgedControls(nights).filter((id) => !ours.has(id)));
  const found: ControlMetadata[] = [];
  for (const { findings, folder } of [...nights].reverse()) {
    if (wanted.size === 0) break;
    if (!findings?.controls.some(({ id }) => wanted.has(id))) continue;
    for (const metadata of metadataIn(await shortFile(locker, `${folder}/${standardName}`)))
      if (wanted.delete(metadata.id)) found.push(metadata);
  }
  return found;
}

/** Of a night whose file is not as it was sealed, verifying has said so. */
function metadataIn(bytes: Buffer | null): readonly ControlMetadata[] {
  try {
    const { ownControls, ownProviders } = JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<Standard>;
    return [...(ownControls ?? []).map(ownMetadata), ...(ownProviders ?? []).flatMap(controlsOfOwn)];
  } catch {
    return [];
  }
}
