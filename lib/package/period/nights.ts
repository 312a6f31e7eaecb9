import { localDate } from '../../judging/local-date.ts';
import { graceMs, nextScheduled } from '../../seal/schedule.ts';
import type { SealPredicate } from '../../seal/statement.ts';
import { isWithin, type Period } from './period.ts';

/** What a night that was due came to; `missing`: no seal speaks for it. */
export type NightOutcome = 'complete' | 'partial' | 'failed' | 'missing';

/** A night of the period: one that was due, one that was run besides, or both. */
export interface PeriodNight {
  /** The run's nominal time; of a missing one, the time that it was due. */
  readonly run: string;
  /** In the company's time zone. */
  readonly day: string;
  readonly due: boolean;
  readonly outcome: NightOutcome;
  /** By when it was to be sealed; null for a run that the schedule did not ask for. */
  readonly dueBy: string | null;
}

type Sealed = Pick<SealPredicate, 'run' | 'status' | 'schedule'>;

/**
 * Every night of the period, by time: each run that was sealed, and each time that the schedule in force asked for a
 * run and none was sealed for it. The schedule in force is that of the seal before.
 * @param sealed the sealed runs of the whole chain, in any order
 * @param asOf up to when nights can have been due
 */
export function nightsOf(sealed: readonly Sealed[], period: Period, asOf: Date): readonly PeriodNight[] {
  const runs = [...sealed].sort((a, b) => Date.parse(a.run) - Date.parse(b.run));
  const nights = runs.flatMap((run, at) => [
    sealedNight(run, runs[at - 1]?.schedule ?? run.schedule, period.timezone),
    ...missedBetween(run, runs[at + 1], asOf, period.timezone),
  ]);
  return nights.filter(({ run }) => isWithin(period, run));
}

function sealedNight({ run, status }: Sealed, schedule: Sealed['schedule'], timezone: string): PeriodNight {
  const at = new Date(run);
  const scheduled = nextScheduled(new Date(at.getTime() - graceMs - 1), schedule.time, schedule.timezone);
  const due = scheduled <= at;
  const dueBy = due ? new Date(scheduled.getTime() + graceMs).toISOString() : null;
  return { run, day: localDate(at, timezone), due, outcome: status, dueBy };
}

/** The times after a run at which the next one was due, and that passed without it. */
function missedBetween(
  { run, schedule }: Sealed,
  next: Sealed | undefined,
  asOf: Date,
  timezone: string,
): PeriodNight[] {
  const end = next ? Date.parse(next.run) : asOf.getTime();
  const missed: PeriodNight[] = [];
  let at = nextScheduled(new Date(run), schedule.time, schedule.timezone);
  while (at.getTime() + graceMs < end) {
    missed.push({
      run: `${at.toISOString().slice(0, 19)}Z`,
      day: localDate(at, timezone),
      due: true,
      outcome: 'missing',
      dueBy: new Date(at.getTime() + graceMs).toISOString(),
    });
    at = nextScheduled(at, schedule.time, schedule.timezone);
  }
  return missed;
}
