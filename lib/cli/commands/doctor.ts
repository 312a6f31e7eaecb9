import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../../config/configuration.ts';
import { readConnectionSecret } from '../../config/secret.ts';
import type { DoctorReport } from '../../index.ts';
import type { Attestation } from '../../judging/attestation.ts';
import type { ConnectionHealth } from '../../nightly/doctor/connection-health.ts';
import { examine } from '../../nightly/doctor/examine.ts';
import { unknownTonight } from '../../nightly/doctor/unknown-tonight.ts';
import { withOwnProviders } from '../../own-providers/collectors.ts';
import { providers } from '../../providers/collectors.ts';
import { readAttestations } from '../../runs/attestations.ts';
import type { Clock } from '../clock.ts';
import { thisCollector } from '../collector.ts';
import type { DoctorOptions } from '../definitions/start.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { healthText } from '../health-text.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { terminal } from '../terminal.ts';

/** `exhibit doctor`: does each provider answer what the controls need, and if not, what is missing. */
export async function doctorCommand(options: DoctorOptions, clock: Clock): Promise<ExitCode> {
  const shown = terminal(options.json === true);
  const configuration = await openConfiguration(options);
  const health = await examineAll(configuration, clock);
  const unknown = unknownTonight(configuration, health, await wordsIn(configuration.locker), clock());
  const well = health.every(({ results }) => results.every(({ verdict }) => verdict === 'pass'));
  if (options.json) {
    const report = {
      schema: 'exhibit/doctor/v1',
      ok: well,
      connections: health,
      unknown,
    } satisfies DoctorReport;
    shown.out(JSON.stringify(report));
  } else shown.out(healthText(health, unknown, clock(), shown));
  return well ? 0 : 1;
}

async function examineAll(configuration: Configuration, now: Clock): Promise<readonly ConnectionHealth[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'exhibit-doctor-'));
  try {
    return await examine({
      configuration,
      scratch,
      collector: thisCollector(),
      providers: withOwnProviders(providers, configuration),
      now,
      secretOf: (connection) => readConnectionSecret(connection, process.env),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What people have given their word for; none before the first night, null where the locker cannot be read. */
async function wordsIn(location: string): Promise<readonly Attestation[] | null> {
  try {
    const words = await withExistingLocker(location, readAttestations);
    return words.map(({ attestation }) => attestation);
  } catch (error) {
    return error instanceof CommandError ? [] : null;
  }
}
