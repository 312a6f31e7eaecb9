import { relative } from 'node:path';
import { type DriftEvent, isObjection } from '../drift/event.ts';
import type { History } from '../nightly/history.ts';
import type { RunResult } from '../nightly/run.ts';
import { callerFolder } from './paths.ts';
import { nightTable } from './status-table.ts';
import type { Terminal } from './terminal.ts';
import { inert, plural, wrap } from './text.ts';

export interface DemoPlaces {
  readonly config: string;
  readonly locker: string;
  readonly publicKey: string;
}

/** What a newcomer reads after the demo: how the controls fared, what happened when, where to look next. */
export function demoSummary(
  results: readonly RunResult[],
  history: History,
  places: DemoPlaces,
  shown: Terminal,
): string {
  const people = history.latest.datasets.find(({ dataset }) => dataset === 'users')?.records;
  const { paint } = shown;
  return [
    '',
    `${paint('bold', inert(history.latest.organization))}, ${people} people. Every control on each of the thirty nights:`,
    '',
    nightTable(history, shown),
    '',
    paint('bold', 'What happened'),
    ...results.flatMap((result) => nightStory(result, shown)),
    '',
    paint('bold', 'Where to look next'),
    ...nextSteps(places, shown),
  ].join('\n');
}

/** The changes of verdict of a night, each with whom it is about; what follows from an outage in one line with it. */
function nightStory({ findings, drift }: RunResult, shown: Terminal): string[] {
  const changes = drift.events.filter(({ type, subject }) => type.startsWith('control.') && subject === null);
  const outages = drift.events.filter(({ type }) => type === 'collection.failed');
  const lines =
    outages.length > 0
      ? outages.map((outage) => outageLine(outage, changes.filter(isObjection).length, shown))
      : [
          ...changes.filter(isObjection).map((event) => storyLine(event, drift.events, shown)),
          ...mendedLine(changes, shown),
        ];
  return lines.map((line, at) => `  ${at === 0 ? day(findings.run) : '      '}  ${line}`);
}

function outageLine({ subject, after }: DriftEvent, controls: number, shown: Terminal): string {
  const effect = `${plural(controls, 'control')} could not be decided`;
  return shorten(`${shown.paint('yellow', '?')} The collection of ${subject} ${after}: ${effect}`, shown);
}

function mendedLine(changes: readonly DriftEvent[], shown: Terminal): string[] {
  const mended = changes.filter((event) => !isObjection(event));
  const mark = shown.paint('green', '✔');
  if (mended.length > 2) return [`${mark} ${mended.length} controls hold again`];
  return mended.map(({ control }) => `${mark} ${control} holds again`);
}

function storyLine(event: DriftEvent, all: readonly DriftEvent[], shown: Terminal): string {
  const { type, control } = event;
  const same = all.filter((one) => one.control === control && one.type === type && one.subject !== null);
  const mark = type === 'control.failed' ? shown.paint('red', '✘') : shown.paint('yellow', '?');
  const [first] = same;
  if (!first) return shorten(`${mark} ${control}: ${event.message}`, shown);
  const others = same.length > 1 ? ` (and ${same.length - 1} more)` : '';
  return shorten(`${mark} ${control}: ${first.subject}${others}. ${first.message}`, shown);
}

function shorten(text: string, { columns }: Terminal): string {
  const room = columns - 10;
  const clean = text.replaceAll('\n', ' ');
  return clean.length <= room ? clean : `${clean.slice(0, room - 1).trimEnd()}…`;
}

function day(run: string): string {
  return new Date(run).toLocaleDateString('en-GB', {
    day: '2-digit',
    month: 'short',
    timeZone: 'Europe/Amsterdam',
  });
}

function nextSteps({ config, locker, publicKey }: DemoPlaces, shown: Terminal): string[] {
  const here = (path: string): string => {
    const near = relative(callerFolder(), path);
    return near.startsWith('..') ? path : near || '.';
  };
  const exhibit = 'npm run -s exhibit --';
  const steps = [
    [`${here(locker)}/runs`, 'the evidence, one folder a night'],
    [`${exhibit} status --config ${here(config)}`, 'where every control stands, and for whom'],
    [`${exhibit} drift --config ${here(config)} --from 2026-11-10`, 'what changed since a day'],
    [`${exhibit} verify ${here(locker)} --key ${here(publicKey)}`, 'that nobody changed it'],
  ];
  const last = 'Change a byte of any file there and verify again; then write your own: exhibit init.';
  return [
    ...steps.flatMap(([what = '', why = '']) => [`  ${what}`, shown.paint('dim', `      ${why}`)]),
    '',
    wrap(`  ${last}`, shown.columns, '  '),
  ];
}
