import { type DriftEvent, isObjection } from '../drift/event.ts';
import type { RunResult } from '../nightly/run.ts';
import { type Terminal, verdictMark } from './terminal.ts';
import { inert, plural, width } from './text.ts';

/** How many controls a line of good news names; beyond it they are counted. */
const namedMost = 2;

/** The changes of verdict of a night in lines that fit beside its day; what follows from an outage, in one with it. */
export function nightFindings({ drift }: RunResult, shown: Terminal): string[] {
  const changes = drift.events.filter(({ type, subject }) => type.startsWith('control.') && subject === null);
  const outages = drift.events.filter(({ type }) => type === 'collection.failed');
  const worse = changes.filter(isObjection);
  // What is unknown on such a night is so because of the outage; what fails is told for itself.
  const undecided = outages.length > 0 ? worse.filter(({ type }) => type !== 'control.failed') : [];
  const bad = [
    ...(outages.length > 0 ? [outageText(outages, undecided.length, shown)] : []),
    ...worse
      .filter((event) => !undecided.includes(event))
      .map((event) => worseText(event, drift.events, shown)),
  ];
  const found = drift.events
    .filter(({ type }) => type === 'service.found')
    .map(({ control, subject }) => `${verdictMark(shown, 'fail')} ${control}: ${inert(subject ?? '')}`);
  const good = betterText(
    changes.filter(({ type }) => type === 'control.recovered' || type === 'control.redefined'),
    shown,
  );
  return inLines([...bad, ...found, ...good], shown.columns - 10);
}

function outageText(outages: readonly DriftEvent[], controls: number, shown: Terminal): string {
  const datasets = outages.map(({ subject }) => inert(subject ?? '')).join(' and ');
  return `${verdictMark(shown, 'unknown')} ${datasets} not collected: ${plural(controls, 'control')} could not be decided`;
}

function worseText(event: DriftEvent, all: readonly DriftEvent[], shown: Terminal): string {
  const { type, control } = event;
  const same = all.filter((one) => one.control === control && one.type === type && one.subject !== null);
  const mark = verdictMark(shown, type === 'control.failed' ? 'fail' : 'unknown');
  const [first] = same;
  const others = same.length > 1 ? ` and ${same.length - 1} more` : '';
  return `${mark} ${control}${first ? `: ${inert(first.subject ?? '')}${others}` : ''}`;
}

function betterText(mended: readonly DriftEvent[], shown: Terminal): string[] {
  const mark = verdictMark(shown, 'pass');
  if (mended.length > namedMost) return [`${mark} ${plural(mended.length, 'control')}`];
  return mended.map(({ control }) => `${mark} ${control}`);
}

/** As many to a line as there is room for. */
function inLines(parts: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && width(last) + 3 + width(part) <= room)
      lines[lines.length - 1] = `${last}   ${part}`;
    else lines.push(part);
  }
  return lines;
}
