import { days } from '../evidence/day.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** What a connection's datasets were derived from. */
export interface Baseline {
  readonly connection: string;
  /** When it was begun, RFC 3339. */
  readonly at: string;
  /** How old it may get, in days. */
  readonly days: number;
}

/** Days before it is too old on which that is said. */
const warnedBefore = 7;

/** Baselines that came within a week of being too old since the last run; each said once, and anew of another one. */
export function baselineDrift(run: string, baselines: readonly Baseline[], since: Date | null): DriftEvent[] {
  const each = new Map(baselines.map((baseline) => [`${baseline.connection} ${baseline.at}`, baseline]));
  return [...each.values()].flatMap(({ at, connection, days: allowed }) => {
    const end = Date.parse(at) + days(allowed);
    const warned = end - days(warnedBefore);
    const [now, then] = [Date.parse(run), since?.getTime() ?? Number.NEGATIVE_INFINITY];
    if (now < warned || now > end || then >= warned) return [];
    const ends = new Date(end).toISOString();
    const message =
      `The vaults of ${connection} are derived from an export of ${at.slice(0, 10)}, which is too old from ` +
      `${ends.slice(0, 16).replace('T', ' ')} UTC on: export them again before then.`;
    return [
      driftEvent(run, {
        type: 'baseline.ending',
        control: null,
        subject: connection,
        before: at,
        after: ends,
        message,
      }),
    ];
  });
}
