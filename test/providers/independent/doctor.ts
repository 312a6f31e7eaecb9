import { examine } from '../../../lib/nightly/doctor/examine.ts';
import { silent } from '../../../lib/nightly/run-context.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import type { Stage } from '../conformance/stage.ts';

/** What `exhibit doctor` finds of a stage's connections: its lines that are no pass, by dataset. */
export async function complaintsOf(stage: Stage): Promise<readonly (readonly [string, string])[]> {
  const health = await examine({
    configuration: stage.configuration,
    scratch: await temporaryFolder(),
    collector: { version: '0.0.0', commit: null, node: 'v24', trigger: 'manual', by: null },
    providers: new Map(providers.map((one) => [one.id, one])),
    now: () => new Date('2026-11-23T02:00:00Z'),
    secretOf: async ({ id }) => stage.credentials[id] ?? null,
    progress: silent,
    sleep: async () => {},
  });
  const results = health.flatMap((one) => one.results).filter(({ dataset }) => dataset !== 'clock');
  if (results.length === 0) throw new Error('Nothing was examined.');
  return results
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ dataset, message }) => [dataset, message]);
}
