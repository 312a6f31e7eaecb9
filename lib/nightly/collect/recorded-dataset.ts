import type { Connection } from '../../config/configuration.ts';
import { runFolder } from '../../locker/keys.ts';
import { ownFailure } from '../../locker/own-failure.ts';
import type { RecordedClient } from '../../providers/provider.ts';
import type { RecordedForm } from '../../providers/reader.ts';
import { recordedResponses } from '../../providers/recorded-responses.ts';
import { recordsInTime } from '../../runs/records-in-time.ts';
import { readEvidence } from '../../runs/run-history.ts';
import type { CollectContext } from '../run-context.ts';
import { rawEntries } from './raw-lines.ts';

interface Means {
  readonly form: RecordedForm;
  /** Is told that our own disk or store failed. Throws what it is given. */
  readonly fail: (error: unknown) => never;
}

/**
 * Answers from what lies in the locker of a dataset of this night; null where it has no document, or was not asked for. Of one whose
 * time was up, the last answer may have come too late for its records, which nobody who reads on is to take for told.
 */
export async function recordedDataset(
  { locker, providers, run }: Pick<CollectContext, 'locker' | 'providers' | 'run'>,
  { id, patience, provider }: Connection,
  dataset: string,
  { fail, form }: Means,
): Promise<RecordedClient | null> {
  const document = await readEvidence(locker, run, id, dataset);
  if (!document) return null;
  const raw = document.raw && (await locker.local(`${runFolder(run)}/${id}/${document.raw.path}`));
  const { client } = recordedResponses(raw ? rawEntries(raw) : nothing(), {
    ...form,
    provider: providers.get(provider)?.title ?? provider,
    patienceMs: patience * 1000,
  });
  return {
    client: (request) =>
      client(request).catch((error: unknown) => {
        if (ownFailure(error)) fail(error);
        throw error;
      }),
    recordsInTime: recordsInTime(document),
  };
}

async function* nothing(): AsyncGenerator<never> {}
