import { ownWords } from '../controls/custom/words.ts';
import { controlsOfOwn } from '../declared/own.ts';
import type { Standard } from '../judging/standard.ts';
import { standardName } from '../runs/standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import { type ControlWords, judgedControls } from './model/controls.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import { shortFile } from './short-file.ts';

/**
 * What the company's own controls say of themselves, by the newest night that was judged by each: from what was sealed,
 * so that whoever has the package reads the same.
 */
export async function ownWordsOf(
  locker: Pick<PackageLocker, 'read' | 'pathOf'>,
  nights: readonly PackagedNight[],
  known: readonly ControlWords[],
): Promise<readonly ControlWords[]> {
  const ours = new Set(known.map(({ id }) => id));
  const wanted = new Set(judgedControls(nights).filter((id) => !ours.has(id)));
  const found: ControlWords[] = [];
  for (const { findings, folder } of [...nights].reverse()) {
    if (wanted.size === 0) break;
    if (!findings?.controls.some(({ id }) => wanted.has(id))) continue;
    for (const words of wordsIn(await shortFile(locker, `${folder}/${standardName}`)))
      if (wanted.delete(words.id)) found.push(words);
  }
  return found;
}

/** Of a night whose file is not as it was sealed, verifying has said so. */
function wordsIn(bytes: Buffer | null): readonly ControlWords[] {
  try {
    const { ownControls, ownProviders } = JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<Standard>;
    return [...(ownControls ?? []).map(ownWords), ...(ownProviders ?? []).flatMap(controlsOfOwn)];
  } catch {
    return [];
  }
}
