import { hash } from 'node:crypto';
import type { EvidenceDocument } from '../../evidence/document.ts';
import type { Locker } from '../../locker/locker.ts';
import type { NightEvidence } from '../../report/model.ts';
import type { PackagedNight, PeriodEvidence } from '../period/period-evidence.ts';
import { ahead } from '../read-ahead.ts';
import { shortFile } from '../read-short-file.ts';

export interface DatasetName {
  readonly connection: string;
  readonly dataset: string;
}

/** Documents that are fetched at once. */
const inHand = 16;

/** Every dataset that any night of the period speaks of, in the order in which they were first configured. */
export function datasetNames(nights: readonly PackagedNight[]): readonly DatasetName[] {
  const names = new Map<string, DatasetName>();
  for (const { findings } of nights)
    for (const { connection, dataset } of findings?.datasets ?? [])
      if (!names.has(`${connection}/${dataset}`))
        names.set(`${connection}/${dataset}`, { connection, dataset });
  return [...names.values()];
}

/** Evidence documents of a dataset that are as they were sealed, by night; those that are not are left out. */
export async function* datasetEvidence(
  locker: Pick<Locker, 'read' | 'pathOf'>,
  { nights, verification }: Pick<PeriodEvidence, 'nights' | 'verification'>,
  { connection, dataset }: DatasetName,
): AsyncGenerator<NightEvidence & { readonly bytes: number }> {
  const wrong = new Set(verification.problems.map(({ path }) => path));
  const places = nights.flatMap(({ folder, findings }, night) => {
    const path = `${folder}/${connection}/${dataset}.json`;
    return findings && !wrong.has(path) ? [{ night, path }] : [];
  });
  const found = ahead(places, inHand, async (place) => ({
    ...place,
    bytes: await shortFile(locker, place.path),
  }));
  for await (const { night, path, bytes } of found) {
    const document = bytes && parse(bytes);
    if (!document || document.connection !== connection || document.dataset !== dataset) continue;
    yield { night, path, sha256: hash('sha256', bytes), bytes: bytes.length, document };
  }
}

function parse(bytes: Buffer): EvidenceDocument | null {
  try {
    const document = JSON.parse(bytes.toString('utf8')) as EvidenceDocument;
    return document.schema === 'exhibit/evidence/v1' ? document : null;
  } catch {
    return null;
  }
}
