import type { Connection } from '../../config/configuration.ts';
import { runFolder } from '../../locker/keys.ts';
import { ownFailure } from '../../locker/own-failure.ts';
import type { ProviderClient, ProviderRequest, RecordedForm } from '../../providers/reader.ts';
import { recordedResponses } from '../../providers/recorded-responses.ts';
import { readEvidence } from '../../runs/run-history.ts';
import type { CollectContext } from '../run-context.ts';
import { butLast, rawEntries } from './raw-lines.ts';

interface Means {
  readonly form: RecordedForm;
  /** Is told that our own disk or store failed. Throws what it is given. */
  readonly fail: (error: unknown) => never;
}

/**
 * Answers from what lies in the locker of a dataset of this night; null where it has no document, or was not asked for. Of one whose
 * time was up, the last answer may have come too late for its records: it is not given, so that nobody who reads on takes the list
 * for one that came to its end.
 */
export async function recordedDataset(
  { locker, providers, run }: Pick<CollectContext, 'locker' | 'providers' | 'run'>,
  { id, patience, provider }: Connection,
  dataset: string,
  { fail, form }: Means,
): Promise<ProviderClient<ProviderRequest> | null> {
  const document = await readEvidence(locker, run, id, dataset);
  if (!document) return null;
  const raw = document.raw && (await locker.local(`${runFolder(run)}/${id}/${document.raw.path}`));
  const wasCut = document.problem?.code === 'timeout';
  const entries = raw ? rawEntries(raw) : nothing();
  const { client } = recordedResponses(wasCut ? butLast(entries) : entries, {
    ...form,
    endsUnanswered: wasCut,
    provider: providers.get(provider)?.title ?? provider,
    patienceMs: patience * 1000,
  });
  return (request) =>
    client(request).catch((error: unknown) => {
      if (ownFailure(error)) fail(error);
      throw error;
    });
}

async function* nothing(): AsyncGenerator<never> {}
