import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../../config/configuration.ts';
import { readConnectionSecret } from '../../config/secret.ts';
import { type ConnectionHealth, examine } from '../../nightly/doctor.ts';
import { providers } from '../../providers/catalog.ts';
import { thisCollector } from '../collector.ts';
import type { ExitCode } from '../exit.ts';

import { type ConfigOption, openConfiguration } from '../open.ts';
import { type Terminal, terminal, verdictWord } from '../terminal.ts';
import { columns, inert, wrap } from '../text.ts';

export interface DoctorOptions extends ConfigOption {
  readonly json?: boolean;
}

/** `exhibit doctor`: does each provider answer what the controls need, and if not, what is missing. */
export async function doctorCommand(options: DoctorOptions): Promise<ExitCode> {
  const shown = terminal(options.json === true);
  const health = await examineAll(await openConfiguration(options));
  const well = health.every(({ results }) => results.every(({ verdict }) => verdict === 'pass'));
  if (options.json) shown.out(JSON.stringify({ schema: 'exhibit/doctor/v1', ok: well, connections: health }));
  else shown.out(healthText(health, shown));
  return well ? 0 : 1;
}

async function examineAll(configuration: Configuration): Promise<readonly ConnectionHealth[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'exhibit-doctor-'));
  try {
    return await examine({
      configuration,
      scratch,
      collector: thisCollector(),
      providers: new Map(providers.map((provider) => [provider.id, provider])),
      now: () => new Date(),
      secretOf: (connection) => readConnectionSecret(connection, process.env),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function healthText(health: readonly ConnectionHealth[], shown: Terminal): string {
  const rows = health.flatMap(({ connection, results }) =>
    results.map(({ dataset, verdict }) => [verdictWord(shown, verdict), connection, dataset]),
  );
  const troubles = health.flatMap(({ connection, results, unknownControls }) => [
    ...results
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ dataset, message }) =>
        wrap(`${connection}/${dataset}: ${inert(message)}`, shown.columns, '    '),
      ),
    ...(unknownControls.length > 0
      ? [
          wrap(
            `${connection}: until then these are unknown: ${unknownControls.join(', ')}.`,
            shown.columns,
            '    ',
          ),
        ]
      : []),
  ]);
  const end = troubles.length > 0 ? troubles : ['Every provider answers what is needed. Next: exhibit run'];
  return [columns(rows), '', ...end].join('\n');
}
