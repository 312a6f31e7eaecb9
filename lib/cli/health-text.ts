import { dayMs } from '../evidence/day.ts';
import type { NotJudged } from '../index.ts';
import type { ConnectionHealth } from '../nightly/doctor/connection-health.ts';
import { noAttestation, type UnknownTonight } from '../nightly/doctor/unknown-tonight.ts';
import type { Unmatched } from '../nightly/doctor/unmatched-waivers.ts';
import { causeLines } from './causes.ts';
import { notJudgedLines } from './run-summary.ts';
import { type Terminal, verdictMark, verdictText } from './terminal.ts';
import { columns, inert, pad, plural, width, wrap, wrapAfter } from './text.ts';
import { worstFirst } from './worst-first.ts';

/** A credential that ends within so many days is said to be about to end. */
const soonDays = 14;

type Shown = Pick<Terminal, 'paint' | 'columns'>;

/** All that doctor found. */
export interface Found {
  readonly health: readonly ConnectionHealth[];
  readonly unknown: readonly UnknownTonight[];
  readonly notJudged: readonly NotJudged[];
  readonly unmatched: readonly Unmatched[];
  /** The connections for which the configuration names no credential. */
  readonly withoutCredential: ReadonlySet<string>;
}

/** What `exhibit doctor` says: the outcome, what is wrong, each dataset, credentials and clocks, and what stays unknown. */
export function healthText(
  { health, unknown, notJudged, unmatched, withoutCredential }: Found,
  now: Date,
  shown: Shown,
): string {
  const troubles = troublesIn(health, shown);
  const parts = [
    [outcome(health, shown)],
    troubles,
    datasetLines(health, shown),
    connectionLines(health, withoutCredential, now, shown),
    unknownText(unknown, shown),
    unmatchedText(unmatched, shown),
    notJudgedLines(notJudged, shown),
    troubles.length > 0 ? [] : ['Next: `exhibit run`, or `exhibit run --dry-run` to store nothing.'],
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
}

function outcome(health: readonly ConnectionHealth[], shown: Shown): string {
  const results = health.flatMap((one) => one.results);
  const wanting = results.filter(({ verdict }) => verdict !== 'pass').length;
  if (wanting === 0) return `${verdictMark(shown, 'pass')} Every provider answers what is needed.`;
  const text = `${wanting} of ${plural(results.length, 'question')} not answered as needed`;
  return `${verdictMark(shown, 'fail')} ${shown.paint('bold', text)}`;
}

function troublesIn(health: readonly ConnectionHealth[], shown: Shown): string[] {
  const troubles = health.flatMap(({ connection, results }) =>
    results.filter(({ verdict }) => verdict !== 'pass').map((result) => ({ connection, ...result })),
  );
  return causeLines(troubles, shown.columns);
}

/** A line for each connection and verdict. */
function datasetLines(health: readonly ConnectionHealth[], shown: Shown): string[] {
  const rows = health.flatMap(({ connection, results }) =>
    [...Map.groupBy(results, ({ verdict }) => verdict)].map(([verdict, alike]) => ({
      connection: inert(connection),
      verdict,
      datasets: alike.map(({ dataset }) => dataset).join(', '),
    })),
  );
  const widest = (cells: readonly string[]) => Math.max(0, ...cells.map(width));
  const text = widest(rows.map(({ verdict }) => verdictText(shown, verdict)));
  const names = widest(rows.map(({ connection }) => connection));
  return worstFirst(rows, ({ verdict }) => verdict).map(({ connection, verdict, datasets }) => {
    const lead = `${pad(verdictText(shown, verdict), text)}  ${pad(connection, names)}  `;
    return wrapAfter(lead, datasets, shown.columns);
  });
}

/** A line for each connection that answered, and one for those of which nothing is known. */
function connectionLines(
  health: readonly ConnectionHealth[],
  without: Found['withoutCredential'],
  now: Date,
  shown: Shown,
): string[] {
  const [silent, heard] = [health.filter(isSilent), health.filter((one) => !isSilent(one))];
  const rows = heard.map((one) => [
    inert(one.connection),
    without.has(one.connection) ? 'no credential is named for it' : credentialText(one, now, shown),
    clockText(one),
  ]);
  const names = silent.map(({ connection }) => inert(connection)).join(', ');
  return [
    ...(rows.length > 0 ? [columns(rows)] : []),
    ...(names === ''
      ? []
      : [wrap(`The clock and the end of the credential are not known for ${names}.`, shown.columns, '    ')]),
  ];
}

function isSilent({ results, clockSkewMs }: ConnectionHealth): boolean {
  return (
    clockSkewMs === null &&
    results.every(({ verdict, expires }) => verdict !== 'pass' && expires === undefined)
  );
}

function unmatchedText(unmatched: readonly Unmatched[], shown: Shown): string[] {
  if (unmatched.length === 0) return [];
  return [
    'These waivers excuse nothing:',
    ...unmatched.map(({ control, subject, why }) =>
      wrap(`  ${inert(subject)}, ${inert(control)}: ${inert(why)}`, shown.columns, '      '),
    ),
  ];
}

/** When the credential ends, as far as the provider tells. */
function credentialText({ results }: ConnectionHealth, now: Date, { paint }: Shown): string {
  const ending = results.find(({ expires }) => expires !== undefined);
  if (ending?.expires === undefined) return 'the end of the credential is not known';
  if (ending.expires === null) return 'the credential has no end';
  const days = Math.floor((Date.parse(ending.expires) - now.getTime()) / dayMs);
  if (Number.isNaN(days)) return `the credential ends on ${inert(ending.expires)}`;
  const text = `the credential ends on ${inert(ending.expires.slice(0, 10))}, in ${plural(days, 'day')}`;
  return days < soonDays ? paint('yellow', `${text}: renew it`) : text;
}

function clockText({ clockSkewMs }: ConnectionHealth): string {
  if (clockSkewMs === null) return 'its clock was not seen';
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000);
  if (seconds < 2) return 'its clock agrees';
  return `its clock is ${seconds} s ${clockSkewMs > 0 ? 'ahead' : 'behind'}`;
}

function unknownText(unknown: readonly UnknownTonight[], shown: Shown): string[] {
  if (unknown.length === 0) return [];
  const alike = Map.groupBy(unknown, ({ reasons }) => reasonText(reasons));
  const lines = [...alike].map(([why, controls]) =>
    wrap(`  ${controls.map(({ control }) => control).join(', ')}: ${why}`, shown.columns, '      '),
  );
  const attest = unknown.some(({ reasons }) => reasons.includes(noAttestation));
  const how = '  Where no API answers, attest it: `exhibit attest CONTROL --by WHO --note TEXT`';
  return [
    'These controls would be unknown tonight:',
    ...lines,
    ...(attest ? [wrap(how, shown.columns, '  ')] : []),
  ];
}

/** A dataset is named as it stands in the table, and is one word. */
function reasonText(reasons: readonly string[]): string {
  const [first = '', ...others] = reasons.filter((reason) => !reason.includes(' ')).map(inert);
  const more =
    others.length > 3 ? ` and ${others.length} others` : others.map((name) => `, ${name}`).join('');
  return [
    ...(first === '' ? [] : [`needs ${first}${more}`]),
    ...reasons.filter((reason) => reason.includes(' ')),
  ].join('; ');
}
