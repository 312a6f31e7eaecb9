import { ownWords } from '../controls/custom/words.ts';
import type { Standard } from '../judging/standard.ts';
import { standardName } from '../runs/standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import { type ControlWords, judgedControls } from './model/controls.ts';
import type { GatheredNight } from './period/gathered.ts';
import { shortFile } from './short-file.ts';

/**
 * What the company's own controls say of themselves, by the newest night that was judged by each: from what was sealed,
 * so that whoever has the package reads the same.
 */
export async function ownWordsOf(
  locker: Pick<PackageLocker, 'read' | 'pathOf'>,
  nights: readonly GatheredNight[],
  known: readonly ControlWords[],
): Promise<readonly ControlWords[]> {
  const ours = new Set(known.map(({ id }) => id));
  const wanted = new Set(judgedControls(nights).filter((id) => !ours.has(id)));
  const found: ControlWords[] = [];
  for (const { findings, folder } of [...nights].reverse()) {
    if (wanted.size === 0) break;
    if (!findings?.controls.some(({ id }) => wanted.has(id))) continue;
    for (const own of ownControlsIn(await shortFile(locker, `${folder}/${standardName}`)))
      if (wanted.delete(own.id)) found.push(ownWords(own));
  }
  return found;
}

/** Of a night whose file is not as it was sealed, verifying has said so. */
function ownControlsIn(bytes: Buffer | null): Standard['ownControls'] {
  try {
    const { ownControls } = JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<Standard>;
    return Array.isArray(ownControls) ? ownControls : [];
  } catch {
    return [];
  }
}
