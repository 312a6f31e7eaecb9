import type { NightEvidence, ReportModel } from '../../lib/report/model.ts';

const sha = (text: string): string => text.repeat(64).slice(0, 64);

/** One evidence document for each night that collected something. */
export function* madeUpEvidence({ nights, datasets }: ReportModel, at: number): Generator<NightEvidence> {
  const own = datasets[at];
  if (!own) return;
  for (const [night, { seal, run }] of nights.entries()) {
    const collected = own.nights[night];
    if (!collected || !seal) continue;
    const pages = Math.max(1, Math.ceil(collected.records / 500));
    yield {
      night,
      path: `${seal.folder}/${own.connection}/${own.dataset}.json`,
      sha256: sha('e1'),
      document: {
        schema: 'exhibit/evidence/v1',
        run,
        connection: own.connection,
        provider: own.provider,
        dataset: own.dataset,
        origin: 'api',
        tenant: { id: 'C0acme', name: 'acme.example' },
        principal: 'exhibit@acme.example',
        scopes: ['https://www.googleapis.com/auth/admin.directory.user.readonly'],
        startedAt: run,
        finishedAt: run,
        clockSkewMs: 120,
        completeness: collected.completeness,
        problem: collected.problem,
        population: {
          records: collected.records,
          strata: { active: Math.max(0, collected.records - 5), suspended: 5 },
        },
        requests: Array.from({ length: pages }, (_, page) => ({
          method: 'GET',
          url: `https://admin.googleapis.com/admin/directory/v1/users?customer=my_customer&maxResults=500&pageToken=p${page}`,
          status: 200,
          requestId: `request-${page}`,
          providerDate: run,
          bytes: 20_000,
          sha256: sha(String(page % 10)),
          records: Math.min(500, collected.records - page * 500),
        })),
        records: {
          path: `${own.dataset}.ndjson`,
          sha256: sha('aa'),
          bytes: 21_659,
          count: collected.records,
          order: 'email',
        },
        raw: { path: `${own.dataset}.raw.ndjson.gz`, sha256: sha('bb'), bytes: 2477 },
        collector: { version: '0.1.0', commit: null, node: 'v24.21.0', trigger: 'schedule', by: null },
      },
    };
  }
}
