import type { Configuration } from '../../config/configuration.ts';
import { meant } from '../../config/suggestions.ts';
import { isObjection } from '../../drift/event.ts';
import { isInCalendar } from '../../evidence/day.ts';
import type { Locker } from '../../locker/locker.ts';
import type { AlertResult } from '../../nightly/alert/alert-result.ts';
import type { RunResult } from '../../nightly/run.ts';
import { type NightShown, runJson } from '../../nightly/run-json.ts';
import type { Clock } from '../clock.ts';
import { thisCollector } from '../collector.ts';
import type { RunOptions } from '../definitions/nights.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { dryNight, type NightOptions, night } from '../night.ts';
import { openConfiguration } from '../open.ts';
import { showProgress } from '../progress.ts';
import { refuseWithoutCredentials } from '../readable-credentials.ts';
import { runSummary } from '../run-summary.ts';
import { type Terminal, terminal } from '../terminal.ts';

/** `exhibit run`: one night, now. */
export async function runCommand(options: RunOptions, now: Clock): Promise<ExitCode> {
  const shown = terminal(options);
  const at = options.at === undefined ? null : nominalTime(options.at);
  const configuration = await openConfiguration(options);
  const only = onlyOf(options, configuration);
  const environment = process.env;
  if (!options.scheduled) await refuseWithoutCredentials(configuration, only, environment);
  const collector = thisCollector(options.scheduled ? 'schedule' : 'manual');
  const { progress, end } = showProgress(shown, only ?? configuration.connections.map(({ id }) => id));
  const asked = { configuration, at, only, environment, collector, now, progress };
  try {
    return await (options.dryRun ? rehearsed : sealed)(asked, options, shown, end);
  } finally {
    await end();
  }
}

function onlyOf({ only }: RunOptions, { connections }: Configuration): readonly string[] | null {
  const ids = connections.map(({ id }) => id);
  const unknown = only?.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new CommandError(
      `--only ${unknown}: there is no such connection. ${meant(unknown, ids, '`exhibit doctor` asks each.')}`,
    );
  return only ?? null;
}

type Doing = (
  asked: NightOptions,
  options: RunOptions,
  shown: Terminal,
  end: () => Promise<void>,
) => Promise<ExitCode>;

const sealed: Doing = (asked, options, shown, end) =>
  night(asked, async (result, locker, alerted) => {
    await end();
    notes(result, alerted, shown);
    return await report(result, alerted, locker, options, shown);
  });

const rehearsed: Doing = (asked, options, shown, end) =>
  dryNight(asked, async (result, locker) => {
    await end();
    return await report(result, undefined, locker, options, shown);
  });

function notes(result: RunResult, alerted: AlertResult, shown: Terminal): void {
  if (result.already)
    shown.err(`${result.findings.run} was sealed before; nothing was collected again. Its result:`);
  for (const run of result.recovered)
    shown.err(`${run} had been cut off and is now sealed with what it had.`);
  for (const note of result.notes) shown.err(`Note: ${note}`);
  for (const { message } of alerted.problems) shown.err(`Note: ${message}`);
}

async function report(
  result: NightShown,
  alerted: AlertResult | undefined,
  locker: Locker,
  { json }: RunOptions,
  shown: Terminal,
): Promise<ExitCode> {
  const code = exitCodeOf(result);
  if (json) {
    for await (const piece of runJson(locker, result, alerted)) await written(piece);
    await written('\n');
  } else if (!shown.quiet || code !== 0)
    shown.out(await runSummary(result, alerted?.alert ?? null, locker, shown));
  return code;
}

/** Waits while the reader is slower, so that a long answer is not piled up in memory. */
function written(text: string): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve();
    else process.stdout.once('drain', resolve);
  });
}

/** 2 when nothing was collected; 1 when something is not as it should be; else 0. */
export function exitCodeOf({ findings, drift }: Pick<RunResult, 'findings' | 'drift'>): ExitCode {
  if (findings.status === 'failed') return 2;
  const wrong =
    findings.status !== 'complete' ||
    findings.controls.some(({ verdict }) => verdict !== 'pass') ||
    drift.events.some(isObjection);
  return wrong ? 1 : 0;
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

/** Throws `CommandError` for what is not an RFC 3339 time. */
export function nominalTime(text: string): Date {
  const at = new Date(text);
  if (!rfc3339.test(text) || Number.isNaN(at.getTime()) || !isInCalendar(text))
    throw new CommandError(
      `--at ${text} is not a time such as 2026-11-23T02:00:00Z (RFC 3339, with its offset).`,
    );
  return at;
}
