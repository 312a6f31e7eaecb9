import { localDate } from '../../judging/local-date.ts';
import { type NightDue, nightsDue } from '../../seal/nights-due.ts';
import { graceMs } from '../../seal/schedule.ts';
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
  /** By when it was to be sealed; null for a run besides. */
  readonly dueBy: string | null;
}

type Sealed = Pick<SealPredicate, 'run' | 'status' | 'schedule'> & Partial<Pick<SealPredicate, 'nextDueBy'>>;

/**
 * Every night of the period, by time: each run that was sealed, and each time that the schedule in force asked for a
 * run and none was sealed for it.
 * @param sealed the sealed runs of the whole chain, in any order
 * @param asOf up to when nights can have been due
 */
export function nightsOf(sealed: readonly Sealed[], period: Period, asOf: Date): readonly PeriodNight[] {
  const runs = [...sealed].sort((a, b) => Date.parse(a.run) - Date.parse(b.run));
  const nights = nightsDue(runs, asOf).map((night) => periodNight(night, period.timezone));
  return nights.filter(({ run }) => isWithin(period, run));
}

function periodNight({ due, run }: NightDue<Sealed>, timezone: string): PeriodNight {
  const dueBy = due && new Date(due.getTime() + graceMs).toISOString();
  const name = run?.run ?? `${due?.toISOString().slice(0, 19)}Z`;
  return {
    run: name,
    day: localDate(new Date(name), timezone),
    due: due !== null,
    outcome: run?.status ?? 'missing',
    dueBy,
  };
}
