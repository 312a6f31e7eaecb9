import { dirname, join, relative } from 'node:path';
import { story } from '../../demo/company/story.ts';
import type { Configuration } from '../config/configuration.ts';
import { users } from '../evidence/datasets/google-workspace.ts';
import { localDate } from '../judging/local-date.ts';
import type { RunResult } from '../nightly/run.ts';
import type { ControlHistory, History } from '../runs/control-history.ts';
import { command } from './called-as.ts';
import { configVariable } from './definitions/shared.ts';
import { nightFindings } from './demo-findings.ts';
import { callerFolder } from './paths.ts';
import { nightLegend, nightRows, nightsThatFit } from './status-table.ts';
import type { Terminal } from './terminal.ts';
import { columns, inert, plural, wrap } from './text.ts';
import { worstFirst } from './worst-first.ts';

export interface DemoPlaces {
  readonly config: string;
  readonly locker: string;
}

/** What a newcomer reads after the demo: how the controls fared, what happened when, where to look next. */
export function demoSummary(
  results: readonly RunResult[],
  history: History,
  places: DemoPlaces,
  shown: Terminal,
): string {
  const { latest, runs } = history;
  const { paint } = shown;
  const people = latest.datasets.find(({ dataset }) => dataset === users.name)?.records ?? 0;
  const services = new Set(latest.datasets.map(({ connection }) => connection)).size;
  return [
    '',
    `${paint('bold', inert(latest.organization))}: ${plural(people, 'person', 'people')}, ${plural(services, 'connection')}, ${plural(runs.length, 'night')}`,
    ...controlsByFate(history, shown),
    '',
    nightLegend(Math.min(runs.length, nightsThatFit(history.controls, shown)), shown),
    '',
    paint('bold', 'What happened, and what Exhibit saw'),
    ...results.flatMap((result, at) => nightStory(result, story[at + 1], shown)),
    '',
    paint('bold', 'Where to look next'),
    ...nextSteps(places, runs, latest, shown),
  ].join('\n');
}

/** Those that do not pass now, those that did not for some nights, and those of which there is nothing to tell. */
function controlsByFate({ controls }: History, shown: Terminal): string[] {
  const open = worstFirst(
    controls.filter(({ latest }) => latest.verdict !== 'pass'),
    ({ latest }) => latest.verdict,
  );
  const passing = controls.filter(({ latest }) => latest.verdict === 'pass');
  const mended = passing.filter(({ nights }) => nights.some((verdict) => verdict !== 'pass'));
  const steady = passing.filter((control) => !mended.includes(control));
  const table = columns(nightRows([...open, ...mended], shown, nightsThatFit(controls, shown))).split('\n');
  const names = steady.map(({ latest }) => latest.id).join(', ');
  return [
    ...block(
      `After the last night ${open.length} of ${controls.length} controls do not pass`,
      open,
      table,
      shown,
    ),
    ...block('Did not pass on some nights, and do now', mended, table.slice(open.length), shown),
    ...(steady.length > 0 ? ['', shown.paint('bold', 'Passed every night'), wrap(names, shown.columns)] : []),
  ];
}

function block(
  title: string,
  controls: readonly ControlHistory[],
  lines: readonly string[],
  { paint }: Terminal,
): string[] {
  return controls.length > 0 ? ['', paint('bold', title), ...lines.slice(0, controls.length)] : [];
}

/** What people did, and under it which controls changed their verdict that night. */
function nightStory(result: RunResult, story: string | undefined, shown: Terminal): string[] {
  const seen = nightFindings(result, shown);
  if (story === undefined && seen.length === 0) return [];
  const day = new Date(result.findings.run).toLocaleDateString('en-GB', {
    day: '2-digit',
    month: 'short',
    timeZone: 'Europe/Amsterdam',
  });
  return [
    wrap(`  ${day}  ${story ?? ''}`, shown.columns, '          '),
    ...seen.map((line) => `          ${line}`),
  ];
}

/** A path as one would type it where the command was called. */
function here(path: string): string {
  const near = relative(callerFolder(), path);
  return near.startsWith('..') ? path : near || '.';
}

/** The command that makes the auditor's package of all nights, with the report in it. */
export function packageCommandOf(
  runs: readonly string[],
  zone: Pick<Configuration, 'timezone'>,
  { config }: Pick<DemoPlaces, 'config'>,
): string {
  return `${command} package --config ${here(config)} ${periodFlags(runs, zone)}`;
}

function periodFlags(runs: readonly string[], { timezone }: Pick<Configuration, 'timezone'>): string {
  const days = runs.map((run) => localDate(new Date(run), timezone));
  return `--from ${days[0]} --to ${days.at(-1)}`;
}

/** Commands as they work when they are typed here, each short enough for a line. */
function nextSteps(
  { config, locker }: DemoPlaces,
  runs: readonly string[],
  zone: Pick<Configuration, 'timezone'>,
  { columns, paint }: Terminal,
): string[] {
  const since = localDate(new Date(runs.at(-13) ?? ''), zone.timezone);
  const steps = [
    [`export ${configVariable}=${here(config)}`, 'so that the commands below are about this company'],
    [`${command} open`, 'the report, in your browser'],
    [`${command} status`, 'the status of every control, and for whom'],
    [`${command} drift --from ${since}`, 'what changed since a day'],
    [
      `${command} verify`,
      `that nobody changed it, by the key ${here(join(dirname(config), 'public-key.pem'))}`,
    ],
    [`${command} package ${periodFlags(runs, zone)}`, 'all of it in one file, for an auditor'],
  ];
  const last = `Change a byte of any file in ${here(locker)}/runs and verify again. Then write your own: \`unset ${configVariable}\`, and \`exhibit init\``;
  return [
    ...steps.flatMap(([what = '', why = '']) => [`  ${what}`, paint('dim', `      ${why}`)]),
    '',
    wrap(`  ${last}`, columns, '  '),
  ];
}
