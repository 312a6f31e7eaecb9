import type { Configuration } from '../../config/configuration.ts';
import { readConnectionSecret } from '../../config/secret.ts';
import type { DoctorReport } from '../../index.ts';
import type { Attestation } from '../../judging/attestation.ts';
import { temporaryFolder } from '../../locker/temporary-folder.ts';
import type { ConnectionHealth } from '../../nightly/doctor/connection-health.ts';
import { examine } from '../../nightly/doctor/examine.ts';
import { notJudgedBy } from '../../nightly/doctor/not-judged-by.ts';
import { unknownTonight } from '../../nightly/doctor/unknown-tonight.ts';
import { type Unmatched, unmatchedWaivers } from '../../nightly/doctor/unmatched-waivers.ts';
import { withOwnProviders } from '../../own-providers/collectors.ts';
import { providers } from '../../providers/collectors.ts';
import { readAttestations } from '../../runs/attestations.ts';
import type { Clock } from '../clock.ts';
import { thisCollector } from '../collector.ts';
import type { DoctorOptions } from '../definitions/start.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { healthText } from '../health-text.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { showProgress } from '../progress.ts';
import { type Terminal, terminal } from '../terminal.ts';

/** `exhibit doctor`: does each provider answer what the controls need, and if not, what is missing. */
export async function doctorCommand(options: DoctorOptions, clock: Clock): Promise<ExitCode> {
  const shown = terminal(options);
  const configuration = await openConfiguration(options);
  const health = await examineAll(configuration, clock, shown);
  const now = clock();
  const found = {
    health,
    unknown: unknownTonight(configuration, health, await attestationsIn(configuration.locker), now),
    notJudged: notJudgedBy(configuration),
    unmatched: await unmatchedIn(configuration, now),
    withoutCredential: new Set(withoutCredential(configuration)),
  };
  const well = health.every(({ results }) => results.every(({ verdict }) => verdict === 'pass'));
  if (options.json) {
    const { unknown, notJudged, unmatched } = found;
    const report = {
      schema: 'exhibit/doctor/v1',
      ok: well,
      connections: health,
      unknown,
      notJudged,
      unmatched,
    } satisfies DoctorReport;
    shown.out(JSON.stringify(report));
  } else if (!well || !shown.quiet) shown.out(healthText(found, now, shown));
  return well ? 0 : 1;
}

function withoutCredential({ connections }: Configuration): string[] {
  return connections.filter(({ credentials }) => credentials === null).map(({ id }) => id);
}

async function examineAll(
  configuration: Configuration,
  now: Clock,
  shown: Terminal,
): Promise<readonly ConnectionHealth[]> {
  const scratch = await temporaryFolder('exhibit-doctor');
  const ids = configuration.connections.map(({ id }) => id);
  const { progress, end } = showProgress(shown, ids, 'connection');
  try {
    return await examine({
      configuration,
      scratch: scratch.path,
      collector: thisCollector(),
      providers: withOwnProviders(providers, configuration),
      now,
      secretOf: (connection) => readConnectionSecret(connection, process.env),
      progress,
    });
  } finally {
    await end();
    await scratch.remove();
  }
}

/** What of the configuration matches nothing, by the last sealed night where there is one. */
async function unmatchedIn(configuration: Configuration, now: Date): Promise<readonly Unmatched[]> {
  try {
    return await withExistingLocker(configuration.locker, (locker) =>
      unmatchedWaivers(configuration, locker, now),
    );
  } catch {
    // Before the first night; that a locker cannot be read is said with what rests on it.
    return await unmatchedWaivers(configuration, null, now);
  }
}

/** What people have attested; none before the first night, null where the locker cannot be read. */
async function attestationsIn(location: string): Promise<readonly Attestation[] | null> {
  try {
    const attestations = await withExistingLocker(location, readAttestations);
    return attestations.map(({ attestation }) => attestation);
  } catch (error) {
    return error instanceof CommandError ? [] : null;
  }
}
