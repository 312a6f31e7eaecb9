import { completenessOf, type EvidenceDocument } from '../../lib/evidence/document.ts';

/** A document of a dataset that was collected whole, but for what `changes` says. */
export function evidence(
  connection: string,
  dataset: string,
  changes: Partial<EvidenceDocument> = {},
): EvidenceDocument {
  return {
    schema: 'exhibit/evidence/v1',
    run: '2026-11-23T02:00:00Z',
    connection,
    provider: 'google-workspace',
    dataset,
    origin: 'api',
    tenant: null,
    principal: null,
    scopes: [],
    startedAt: '2026-11-23T02:00:01.000Z',
    finishedAt: '2026-11-23T02:00:02.000Z',
    clockSkewMs: 0,
    completeness: completenessOf(3, changes.problem ?? null),
    problem: null,
    population: { records: 3, strata: {} },
    requests: [],
    records: null,
    raw: null,
    collector: { version: '0.0.0', commit: null, node: 'v24', trigger: 'schedule', by: null },
    ...changes,
  };
}
