import type { EvidenceDocument } from '../../evidence/document.ts';
import { reconciledWith } from '../../providers/totals.ts';
import type { NightEvidence } from '../../report/model.ts';
import type { DatasetName } from './dataset-nights.ts';
import { exclusionsOf, type Produced, producedNight, queryOf, reproduceCommand } from './produced.ts';

/** Gathers from a dataset's documents, given by night, how it came about. */
export interface Producing {
  add(evidence: NightEvidence & { readonly bytes: number }): void;
  produced(): Produced;
}

/** @param asked the datasets of the same connection that the period has */
export function producing(name: DatasetName, asked: ReadonlySet<string>): Producing {
  const nights: Produced['nights'][number][] = [];
  const changes: Produced['changes'][number][] = [];
  const excluded: Produced['excluded'][number][] = [];
  let latest: EvidenceDocument | null = null;
  let [who, provider] = ['', ''];
  return {
    add(evidence) {
      const { document, bytes } = evidence;
      provider = document.provider;
      nights.push(producedNight(evidence, bytes));
      excluded.push(...exclusionsOf([document]));
      if (document.requests.length === 0) return;
      latest = document;
      const { run, tenant, principal, scopes } = document;
      const now = JSON.stringify([tenant, principal, scopes]);
      if (now !== who) changes.push({ from: run, tenant, principal, scopes });
      who = now;
    },
    produced: () => ({
      schema: 'exhibit/population/v1',
      ...name,
      provider,
      origin: latest?.origin ?? 'api',
      tenant: latest?.tenant ?? null,
      principal: latest?.principal ?? null,
      scopes: latest?.scopes ?? [],
      query: queryOf(latest?.requests ?? []),
      excluded,
      reconciledWith: reconciledWith(provider, name.dataset, asked),
      reproduce: latest ? reproduceCommand(latest) : `exhibit run --only ${name.connection}`,
      nights,
      changes,
    }),
  };
}
