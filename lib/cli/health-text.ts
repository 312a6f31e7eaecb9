import { dayMs } from '../evidence/day.ts';
import type { ConnectionHealth } from '../nightly/doctor/connection-health.ts';
import type { UnknownTonight } from '../nightly/doctor/unknown-tonight.ts';
import { type Terminal, verdictWord } from './terminal.ts';
import { columns, inert, plural, wrap } from './text.ts';

/** A credential that ends within so many days is said to be about to end. */
const soonDays = 14;

type Shown = Pick<Terminal, 'paint' | 'columns'>;

/** What `exhibit doctor` says: a line for each dataset, what is wrong, credentials and clocks, and what stays unknown. */
export function healthText(
  health: readonly ConnectionHealth[],
  unknown: readonly UnknownTonight[],
  now: Date,
  shown: Shown,
): string {
  const troubles = troublesIn(health, shown);
  const end = troubles.length > 0 ? [] : ['Every provider answers what is needed. Next: exhibit run'];
  const parts = [
    [columns(health.flatMap((one) => rowsOf(one, shown)))],
    troubles,
    [
      columns(
        health.map((one) => [inert(one.connection), credentialWords(one, now, shown), clockWords(one)]),
      ),
    ],
    unknownWords(unknown, shown),
    end,
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
}

function rowsOf({ connection, results }: ConnectionHealth, shown: Shown): string[][] {
  return results.map(({ dataset, verdict }) => [verdictWord(shown, verdict), inert(connection), dataset]);
}

function troublesIn(health: readonly ConnectionHealth[], shown: Shown): string[] {
  return health.flatMap(({ connection, results }) =>
    results
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ dataset, message }) =>
        wrap(`${inert(connection)}/${dataset}: ${inert(message)}`, shown.columns, '    '),
      ),
  );
}

/** When the credential ends, as far as the provider tells. */
function credentialWords({ results }: ConnectionHealth, now: Date, { paint }: Shown): string {
  const told = results.find(({ expires }) => expires !== undefined);
  if (told?.expires === undefined) return 'nothing tells when the credential ends';
  if (told.expires === null) return 'the credential has no end';
  const days = Math.floor((Date.parse(told.expires) - now.getTime()) / dayMs);
  if (Number.isNaN(days)) return `the credential ends on ${inert(told.expires)}`;
  const words = `the credential ends on ${inert(told.expires.slice(0, 10))}, in ${plural(days, 'day')}`;
  return days < soonDays ? paint('yellow', `${words}: renew it`) : words;
}

function clockWords({ clockSkewMs }: ConnectionHealth): string {
  if (clockSkewMs === null) return 'its clock was not seen';
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000);
  if (seconds < 2) return 'its clock agrees';
  return `its clock is ${seconds} s ${clockSkewMs > 0 ? 'ahead' : 'behind'}`;
}

function unknownWords(unknown: readonly UnknownTonight[], shown: Shown): string[] {
  if (unknown.length === 0) return [];
  const lines = unknown.map(({ control, reasons }) =>
    wrap(`  ${control}: ${reasons.map(reasonWords).join('; ')}`, shown.columns, '      '),
  );
  const attest = unknown.some(({ reasons }) => reasons.some((reason) => reason.startsWith('nobody')));
  const how = '  What no API answers rests on somebody’s word: exhibit attest CONTROL --by WHO --note TEXT';
  return [
    'These controls would be unknown tonight:',
    ...lines,
    ...(attest ? [wrap(how, shown.columns, '  ')] : []),
  ];
}

/** A dataset is named as it stands in the table. */
function reasonWords(reason: string): string {
  return reason.includes(' ') ? reason : `needs ${inert(reason)}`;
}
