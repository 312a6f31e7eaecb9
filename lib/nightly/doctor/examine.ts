import type { Connection } from '../../config/configuration.ts';
import { findCollectError } from '../../evidence/problem.ts';
import { clockToleranceMs } from '../../judging/roll-up.ts';
import type { AnyProvider, CollectSession, ProbeResult } from '../../providers/provider.ts';
import { probeSession } from '../collect/connection.ts';
import { askedDatasets } from '../plan/asked-datasets.ts';
import type { ProbeContext } from '../run-context.ts';
import type { ConnectionHealth } from './connection-health.ts';
import { controlsBarred, missingIn } from './unknown-tonight.ts';

/** Somebody waits for it: a provider that is down is not asked for minutes. */
const patienceMs = 10_000;

/** Asks every connection the smallest question per dataset, all connections side by side. Stores nothing. */
export async function examine(given: ProbeContext): Promise<readonly ConnectionHealth[]> {
  const context = { ...given, patientUntil: performance.now() + patienceMs };
  return await Promise.all(
    context.configuration.connections.map(async (connection) => {
      context.progress.connection({ connection: connection.id, kind: 'started' });
      const health = await examineOne(context, connection);
      context.progress.connection({ connection: connection.id, kind: 'finished' });
      return health;
    }),
  );
}

async function examineOne(context: ProbeContext, connection: Connection): Promise<ConnectionHealth> {
  const provider = context.providers.get(connection.provider);
  if (!provider) throw new Error(`No provider ${connection.provider}.`);
  const { results, clockSkewMs } = await probe(context, connection, provider);
  const clock = clockResult(clockSkewMs);
  const all = clock ? [...results, clock] : results;
  return {
    connection: connection.id,
    provider: provider.title,
    results: all,
    clockSkewMs,
    unknownControls: controlsBarred(context.configuration, connection, missingIn({ results: all })).map(
      ({ control }) => control,
    ),
  };
}

async function probe(context: ProbeContext, connection: Connection, provider: AnyProvider) {
  try {
    const { session, skewMs } = await probeSession(context, connection);
    return { results: await provider.probe(session as CollectSession<never>), clockSkewMs: skewMs() };
  } catch (error) {
    const message =
      findCollectError(error)?.message ?? (error instanceof Error ? error.message : String(error));
    const results = askedDatasets(context.configuration, connection.id, provider).map(
      ({ name }): ProbeResult => ({ dataset: name, verdict: 'fail', message }),
    );
    return { results, clockSkewMs: null };
  }
}

function clockResult(skewMs: number | null): ProbeResult | null {
  if (skewMs === null || Math.abs(skewMs) <= clockToleranceMs) return null;
  const message = `The provider's clock and this machine's differ by ${Math.round(Math.abs(skewMs) / 1000)} s. Set this machine's clock.`;
  return { dataset: 'clock', verdict: 'fail', message };
}
