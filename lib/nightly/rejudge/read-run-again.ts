import type { Connection } from '../../config/configuration.ts';
import { defaults } from '../../config/defaults.ts';
import { isLoopback } from '../../config/fields.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { isWhole } from '../../evidence/document.ts';
import type { Standard, StandardConnection } from '../../judging/standard.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import type { AnyProvider } from '../../providers/provider.ts';
import { RawMismatchError } from '../../providers/recorded-responses.ts';
import { recallFor } from '../../runs/recall.ts';
import { recordsInTime } from '../../runs/records-in-time.ts';
import { loadContinuations, readEvidence } from '../../runs/run-history.ts';
import { type ReadAgain, readAgain } from '../collect/read-again.ts';
import { readPlan } from '../plan/plan.ts';
import { claimThatDiffers } from './document-again.ts';
import { firstLineThatDiffers } from './first-line.ts';
import { requestThatDiffers } from './requests-again.ts';

/** A sealed run whose records are to be made again. */
export interface ReadableRun {
  readonly locker: LockerContent;
  readonly run: string;
  readonly standard: Standard;
  /** The runs that were there when it was collected, oldest first. */
  readonly earlier: readonly string[];
  readonly providers: ReadonlyMap<string, AnyProvider>;
  /** An empty folder. */
  readonly scratch: string;
}

/** Records that do not follow from the answers. */
export interface RecordsDiffer {
  /** `connection/dataset`. */
  readonly dataset: string;
  readonly message: string;
}

/** Seconds; it is in messages of failed requests only, which are not compared. */
const { patience } = defaults;

/**
 * Makes the records of every dataset of a run again from its raw answers, by the readers that made them, and holds these
 * against the sealed ones. Why a provider that did not answer did not, its answers cannot say: nothing rests on that but
 * that the dataset is not whole.
 */
export async function* readRunAgain(run: ReadableRun): AsyncGenerator<RecordsDiffer> {
  for (const connection of run.standard.connections) {
    const said = connection.endpoint ?? null;
    const own = await readable(run, connection, said).catch(retryOnThisMachine(run, connection));
    yield* own;
  }
}

/** Of an address on this machine the standard holds no port; each request does. Any other address must be the one it names. */
function retryOnThisMachine(run: ReadableRun, connection: StandardConnection) {
  return async (error: unknown): Promise<RecordsDiffer[]> => {
    const endpoint = error instanceof RawMismatchError ? await askedAt(run, connection) : null;
    if (endpoint === null || !isLoopback(new URL(endpoint).hostname)) return [unreadable(connection, error)];
    return await readable(run, connection, endpoint).catch((again: unknown) => [
      unreadable(connection, again),
    ]);
  };
}

function unreadable({ id }: StandardConnection, error: unknown): RecordsDiffer {
  const why = error instanceof Error ? error.message : String(error);
  return { dataset: id, message: `The answers are not those that were asked for: ${why}` };
}

async function askedAt({ locker, providers, run }: ReadableRun, connection: StandardConnection) {
  for (const { name } of providers.get(connection.provider)?.datasets ?? []) {
    const document = await readEvidence(locker, run, connection.id, name);
    const url = document?.requests.find((request) => URL.canParse(request.url))?.url;
    if (url !== undefined) return `${new URL(url).origin}${pathOf(connection)}`;
  }
  return null;
}

/** Of an endpoint the path is part of the standard, wherever it is asked. */
function pathOf({ endpoint }: StandardConnection): string {
  return endpoint === undefined ? '' : new URL(endpoint).pathname.replace(/\/+$/, '');
}

async function readable(
  input: ReadableRun,
  inStandard: StandardConnection,
  endpoint: string | null,
): Promise<RecordsDiffer[]> {
  const { earlier, locker, providers, run, scratch, standard } = input;
  const { id, provider, settings } = inStandard;
  const known = providers.get(provider);
  if (!known) return [];
  const connection: Connection = { id, provider, settings, endpoint, patience, credentials: null };
  const stored = new Map<string, EvidenceDocument>();
  for (const { name } of known.datasets) {
    const document = await readEvidence(locker, run, id, name);
    if (document) stored.set(name, document);
  }
  const asked = known.datasets.filter(({ name }) => stored.has(name));
  const continuations = await loadContinuations(locker, earlier, id, asked);
  const recalled = await recallFor(known, { locker, run, earlier, connection });
  const rawOf = async (dataset: string): Promise<string | null> => {
    const raw = stored.get(dataset)?.raw;
    return raw ? await locker.local(`${runFolder(run)}/${id}/${raw.path}`) : null;
  };
  const collector = { version: '', commit: null, node: '', trigger: 'manual', by: null } as const;
  const context = { providers, run, scratch, collector, configuration: { settings: standard } };
  const begun = (await readPlan(locker, run))?.startedAt ?? null;
  const mostRecords = standard.limits?.datasetRecords ?? Number.POSITIVE_INFINITY;
  const inTimeOf = (dataset: string): number | null => {
    const document = stored.get(dataset);
    return document ? recordsInTime(document) : null;
  };
  const options = { connection, continuations, recalled, mostRecords, rawOf, inTimeOf };
  const found: RecordsDiffer[] = [];
  for await (const again of readAgain(context, options)) {
    const document = stored.get(again.dataset);
    const message =
      document &&
      ((await differenceOf(input, document, again)) ??
        (await requestThatDiffers(document, { raw: await rawOf(again.dataset), begun })));
    if (message) found.push({ dataset: `${id}/${again.dataset}`, message });
  }
  return found;
}

async function differenceOf(
  { locker, run }: ReadableRun,
  document: EvidenceDocument,
  { collected, gap }: ReadAgain,
): Promise<string | null> {
  const { connection, raw, records } = document;
  // Of what nobody was asked, as on a night that was cut off, some readers would still record that it could not be read.
  if (raw === null && records === null && !isWhole(document)) return null;
  if ((records?.sha256 ?? null) !== (collected.records?.sha256 ?? null)) {
    const sealed = records && (await locker.local(`${runFolder(run)}/${connection}/${records.path}`));
    const line = firstLineThatDiffers(sealed, collected.records?.path ?? null);
    return `Its records are not what its answers say. ${line}`;
  }
  if (gap?.kind === 'unread') return `An answer was kept and not used: ${gap.request}.`;
  const again = collected.document;
  if (isWhole(document) && !isWhole(again))
    return `It is called ${document.completeness}, and its answers make it ${again.completeness}: ${again.problem?.message ?? ''}`;
  if (gap === null && isWhole(again) && !isWhole(document))
    return `It is called ${document.completeness}, and its answers make it ${again.completeness}.`;
  const [said, is] = [document, again].map(({ tenant }) => tenant?.id ?? null);
  // A dataset that nobody was asked for, as on a night that was cut off, is nobody's.
  const asked = document.requests.length > 0;
  if (asked && is !== null && said !== is)
    return `It is said to be of ${said}, and its answers are of ${is}.`;
  return claimThatDiffers(document, collected);
}
