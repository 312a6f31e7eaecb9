import * as z from 'zod/mini';
import type { Connection, KnownProviders } from '../../config/configuration.ts';
import { optional, required, variables } from '../../config/environment.ts';
import { secretFaultOnAws } from '../../config/on-aws.ts';
import { readConnectionSecret } from '../../config/secret.ts';
import { readSecretsManager } from '../../config/secrets-manager.ts';
import { CollectError } from '../../evidence/problem.ts';
import type { WorkStore } from '../../locker/open.ts';
import type { SessionCredentials } from '../../locker/session-credentials.ts';
import { anyProvider, type Provider } from '../../providers/provider.ts';
import { isConcluded, precedingRuns, readEvidence } from '../../runs/run-history.ts';
import { collectConnection } from '../collect/connection.ts';
import { deadlineWithin } from '../collect/resume/deadline.ts';
import type { CollectContext } from '../run-context.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { EventError, name, nightText, readEvent, runText } from './event.ts';
import type { CollectEvent, CollectedSummary, CollectOutput } from './events.ts';
import { noteDone, withNights } from './nights.ts';
import { emptyScratch, type Opened, stepContext, withOpened } from './open.ts';
import { uploadedFile } from './uploaded-file.ts';

const shape: z.ZodMiniType<CollectEvent> = z.object({
  run: runText,
  night: nightText,
  connection: name,
  cursor: z.pipe(
    z.nullish(name),
    z.transform((cursor) => cursor ?? null),
  ),
});

/** A run whose time lies further off than this from ours was named by hand, and not by the schedule. */
const nominalWithinMs = 24 * 3_600_000;

/**
 * The function that collects the connections of one provider, and knows no other's code.
 * @param named what the configuration may name here; another where the provider stands in a file of the company's own
 */
export function collectFunction<Settings>(
  provider: Provider<Settings>,
  means: Partial<Means> = {},
  named: KnownProviders = { providers: [anyProvider(provider)], isPart: true },
) {
  const of = `collect/${provider.id}`;
  const known = anyProvider(provider);
  return defineFunction<CollectEvent, CollectOutput>(
    {
      name: of,
      read: (event) => readEvent(of, event, shape),
      tags: ({ connection }) => ({ connection }),
      work: (event, call) =>
        withOpened(call, { known: named, run: event.run }, async (opened) => {
          const connection = connectionOf(event, provider.id, opened);
          const step = await stepContext(event.run, call, opened, [known]);
          const uploads = await openUploads(call);
          const context: CollectContext = {
            ...step,
            ...(uploads ? { exported: uploads.file } : {}),
            providers: new Map([[provider.id, known]]),
            nominalGiven: Math.abs(call.now().getTime() - Date.parse(event.run)) > nominalWithinMs,
            secretOf: (one) => secretOf(one, call),
          };
          return await collect(event, call, context, connection).finally(() => uploads?.close());
        }),
    },
    means,
  );
}

/** Where people upload exports; null for a function none of whose connections reads one. */
async function openUploads({ environment, openLocker }: Call) {
  const location = optional(environment, variables.exports);
  if (location === null) return null;
  const store: WorkStore = openLocker(location, { scratch: await emptyScratch({}) });
  return {
    file: ({ id }: Connection, file: string) => uploadedFile(store, location, id, file),
    close: () => store.close(),
  };
}

async function collect(
  { run, night, cursor }: CollectEvent,
  call: Call,
  context: CollectContext,
  connection: Connection,
): Promise<CollectOutput> {
  const { environment, log, openLocker, remainingMs } = call;
  const { id, provider, patience } = connection;
  const deadline = deadlineWithin(remainingMs, patience * 1000);
  const work: WorkStore = openLocker(required(environment, variables.work), {
    scratch: await emptyScratch({}),
  });
  try {
    // Judged already: what would be stored now could not count.
    const over = await isConcluded(context.locker, run);
    const earlier = over ? [] : await precedingRuns(context.locker, run);
    const note = (text: string): void => log.warn(text, { run, connection: id });
    const checkpoint = { work, deadline, cursor, note };
    const next = over ? null : await collectConnection(context, connection, earlier, checkpoint);
    const datasets = await collected(context, connection);
    const outcome = { connection: id, provider, datasets };
    if (next === null) await withNights(call, (nights) => noteDone(nights, night, outcome));
    log.info('The connection was collected.', {
      run,
      connection: id,
      done: next === null,
      datasets: datasets.length,
    });
    return { connection: id, provider, done: next === null, cursor: next };
  } finally {
    deadline.end();
    await work.close();
  }
}

function connectionOf({ connection }: CollectEvent, provider: string, { configuration }: Opened): Connection {
  const found = configuration.connections.find(({ id }) => id === connection);
  if (!found) throw new EventError(`The configuration has no connection ${connection}.`);
  if (found.provider === provider) return found;
  throw new EventError(
    `${connection} is a connection of ${found.provider}, and this function collects ${provider}.`,
  );
}

/**
 * A secret that cannot be read is this connection's problem, and in its evidence. AWS itself is asked in the session of the call, where
 * there is one: the function's own role is not an organization's.
 */
async function secretOf(connection: Connection, { environment, aws }: Call): Promise<string | null> {
  if (connection.provider === 'aws' && connection.credentials === null && aws.credentials)
    return JSON.stringify(aws.credentials satisfies SessionCredentials);
  const fault = secretFaultOnAws(connection.credentials);
  if (fault !== null) throw new CollectError('unauthenticated', fault);
  return await readConnectionSecret(connection, environment, (name) => readSecretsManager(name, aws));
}

async function collected(
  { locker, providers, run }: CollectContext,
  { id, provider }: Connection,
): Promise<CollectedSummary[]> {
  const found: CollectedSummary[] = [];
  for (const { name: dataset } of providers.get(provider)?.datasets ?? []) {
    const document = await readEvidence(locker, run, id, dataset);
    if (!document) continue;
    const { completeness, population, problem } = document;
    found.push({ dataset, completeness, records: population.records, problem: problem?.code ?? null });
  }
  return found;
}
