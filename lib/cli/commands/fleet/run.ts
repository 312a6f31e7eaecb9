import { availableParallelism } from 'node:os';
import { webhookChannel } from '../../../alerts/deliver/webhook.ts';
import { writtenReference } from '../../../config/on-aws.ts';
import { readSecret } from '../../../config/secret.ts';
import { nightsAtOnce } from '../../../fleet/at-once.ts';
import { sharedNames } from '../../../fleet/environment.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import { failedLast } from '../../../fleet/night/failed.ts';
import { type FleetResult, fleetNight } from '../../../fleet/night/fleet-night.ts';
import { lastList } from '../../../fleet/night/lists.ts';
import { isObjectionable, type OrganizationLine } from '../../../fleet/night/night.ts';
import type { FleetRun } from '../../../fleet/night/run-fleet.ts';
import { messagesOf, tellDigest } from '../../../fleet/night/tell.ts';
import { lockIn } from '../../../locker/lock.ts';
import type { Locker } from '../../../locker/locker.ts';
import { isS3Location } from '../../../locker/s3/location.ts';
import type { AlertResult } from '../../../nightly/alert/alert-result.ts';
import { runId } from '../../../runs/run-id.ts';
import type { Clock } from '../../clock.ts';
import { thisCollector } from '../../collector.ts';
import type { FleetRunOptions } from '../../definitions/fleet.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { runChild } from '../../fleet/child.ts';
import { withFleetLocker } from '../../fleet/fleet-locker.ts';
import { openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { fleetRunReport, fleetRunText, lineText } from '../../fleet/run-text.ts';
import { environmentOf, variablesOf } from '../../fleet/variables.ts';
import { type Terminal, terminal } from '../../terminal.ts';
import { nominalTime } from '../run.ts';

/** `exhibit fleet run`: one night of every organization of the fleet, and the fleet's own seal over them all. */
export async function fleetRunCommand(options: FleetRunOptions, now: Clock): Promise<ExitCode> {
  const shown = terminal(options);
  const fleet = openFleet(options);
  organizationsNamed(fleet, options.only);
  const run = runId(options.at === undefined ? now() : nominalTime(options.at));
  const said = new Map<string, string>();
  const { result, alerted } = await withFleetLocker(fleet, run, async (locker, remembering) => {
    const collector = thisCollector('schedule');
    const asked = { ...fleetRunOf(fleet, run, said, shown), only: await onlyOf(options, locker) };
    const night = await fleetNight(asked, { fleet, locker, remembering, collector, now });
    return { result: night, alerted: await tell(night, fleet, locker, now) };
  });
  notes(result, alerted, shown);
  const code = exitCodeOf(result);
  if (options.json) shown.out(JSON.stringify(fleetRunReport(result, alerted, said)));
  else if (!shown.quiet || code !== 0) shown.out(fleetRunText(result, alerted.alert, fleet.locker, shown));
  return code;
}

/** Who is asked: everybody, whoever is named, or whoever was without a whole night last. */
async function onlyOf({ failed, only }: FleetRunOptions, locker: Locker): Promise<readonly string[] | null> {
  if (!failed) return only ?? null;
  const last = await lastList(locker);
  if (!last) throw new CommandError('No night of the fleet has been sealed yet, so none has failed.');
  const ids = await failedLast(locker, last);
  if (ids.length === 0) throw new CommandError('The last night of every organization was complete.');
  return only ? ids.filter((id) => only.includes(id)) : ids;
}

function fleetRunOf(
  fleet: Fleet,
  run: string,
  said: Map<string, string>,
  shown: Terminal,
): Omit<FleetRun, 'last' | 'only'> {
  const named = variablesOf(fleet);
  for (const [name, ids] of sharedNames(named))
    shown.err(`Note: ${ids.join(', ')} take a secret from the same variable, ${name}.`);
  return {
    fleet,
    run,
    atOnce: nightsAtOnce(fleet.limits, {
      cores: availableParallelism(),
      megabytes: Math.floor(process.availableMemory() / 2 ** 20),
    }),
    start: ({ id }, file) =>
      runChild({
        file,
        run,
        environment: environmentOf(id, named, fleet, process.env),
        limits: fleet.limits,
      }),
    isBusy: async (location) => {
      const holder = isS3Location(location) ? null : await lockIn(location);
      return holder !== null && !holder.gone;
    },
    onLine: async (line, text) => {
      if (text !== '' && line.problem !== null) said.set(line.id, text);
      shown.err(lineText(line, text, shown));
    },
  };
}

async function tell(result: FleetResult, fleet: Fleet, locker: Locker, now: Clock): Promise<AlertResult> {
  const { webhook } = fleet;
  const channel =
    webhook &&
    webhookChannel({
      place: writtenReference(webhook),
      address: () => readSecret(webhook, process.env),
      now,
    });
  return await tellDigest(result, await messagesOf(fleet, result), locker, channel ? [channel] : []);
}

function notes(
  { already, night, note, recovered }: FleetResult,
  alerted: AlertResult,
  shown: Terminal,
): void {
  if (already) shown.err(`${night.run} was sealed before; nothing was collected again. Its result:`);
  if (note !== null) shown.err(`Note: ${note}`);
  for (const run of recovered) shown.err(`${run} had been cut off before its seal, and is now sealed.`);
  for (const { message } of alerted.problems) shown.err(`Note: ${message}`);
}

/** 2 when no organization has a night; 1 when something is not as it should be; else 0. */
function exitCodeOf({ night }: FleetResult): ExitCode {
  if (night.status === 'failed') return 2;
  return night.organizations.some((line: OrganizationLine) => isObjectionable(line)) ? 1 : 0;
}
