import { graceMs, nextScheduled } from './schedule.ts';
import type { SealPredicate } from './statement.ts';

/** What a sealed run says of when it was, and by which schedule. */
export interface ScheduledRun extends Pick<SealPredicate, 'run' | 'status' | 'schedule'> {
  /** As its seal says; worked out from the schedule where it is left out. */
  readonly nextDueBy?: string | null;
}

type Scheduled = Omit<ScheduledRun, 'status'>;

/** A time that was due with the run that claims it, a time that nothing claims, or a run besides. */
export interface NightDue<Run> {
  /** When it was due; null for a run besides. */
  readonly due: Date | null;
  /** Null where it is missing. */
  readonly run: Run | null;
}

/** How many of the nights that were due came to what; runs besides are apart. */
export interface DueCounts {
  readonly due: number;
  readonly complete: number;
  readonly partial: number;
  readonly failed: number;
  readonly missing: number;
  readonly besides: number;
}

export function countDue(
  nights: readonly { readonly due: boolean; readonly outcome: keyof DueCounts }[],
): DueCounts {
  const due = nights.filter((night) => night.due);
  const count = (outcome: string): number => due.filter((night) => night.outcome === outcome).length;
  return {
    due: due.length,
    complete: count('complete'),
    partial: count('partial'),
    failed: count('failed'),
    missing: count('missing'),
    besides: nights.length - due.length,
  };
}

/** What lay between two runs that follow one another. */
export interface Between {
  /** Times that were due and that nothing was sealed for. */
  readonly missed: readonly Date[];
  /** The time that the later run claims; null where it is of the same one as the run before it, or of none. */
  readonly own: Date | null;
}

/**
 * Every time that was due, and every run: a time is claimed by one run at most, the best of those from it on until the
 * next, and the others are besides. A run that starts late counts for its night. The one account of this: verifying,
 * packages, the page and `status` go by it.
 * @param runs sealed runs, by their nominal time
 * @param asOf up to when nights can have been due
 */
export function nightsDue<Run extends ScheduledRun>(runs: readonly Run[], asOf: Date): NightDue<Run>[] {
  const slots: { due: Date | null; runs: Run[] }[] = [];
  for (const [at, run] of runs.entries()) {
    const before = runs[at - 1];
    const { missed, own } = before ? between(before, run) : { missed: [], own: onTime(run) };
    slots.push(...missed.map((due) => ({ due, runs: [] })));
    const last = slots.at(-1);
    if (own || !last) slots.push({ due: own, runs: [run] });
    else last.runs.push(run);
  }
  const last = runs.at(-1);
  if (last) slots.push(...missedAfter(last, asOf).map((due) => ({ due, runs: [] })));
  return slots.flatMap(claimed).sort((a, b) => timeOf(a) - timeOf(b));
}

const worstFirst = ['failed', 'partial', 'complete'] as const;

/** Of two that are as good, the earlier counts. */
function isBetter(one: ScheduledRun, other: ScheduledRun): boolean {
  return worstFirst.indexOf(one.status) > worstFirst.indexOf(other.status);
}

function claimed<Run extends ScheduledRun>({
  due,
  runs,
}: {
  readonly due: Date | null;
  readonly runs: readonly Run[];
}): NightDue<Run>[] {
  if (runs.length === 0) return [{ due, run: null }];
  const best = runs.reduce((one, other) => (isBetter(other, one) ? other : one));
  return runs.map((run) => ({ due: run === best ? due : null, run }));
}

function timeOf({ due, run }: NightDue<ScheduledRun>): number {
  return run ? Date.parse(run.run) : (due?.getTime() ?? 0);
}

/**
 * What was due between two runs. The schedule in force is that of the run before; where the later one was made by another,
 * the night that was due is the first one by the new schedule that is not before the old one, unless the run itself was on
 * its new time before that, or on the old one.
 */
export function between(before: Scheduled, next: Scheduled): Between {
  const promised = dueAfter(before);
  const run = Date.parse(next.run);
  if (!promised) return { missed: [], own: onTime(next) };
  const first = scheduledFrom(promised, next.schedule);
  if (!first) return byTheOld(promised, run);
  if (run < first.getTime()) return { missed: [], own: afterAChange(before, next, promised) };
  const times = [first];
  for (let at = after(first, next); at && at.getTime() <= run; at = after(at, next)) times.push(at);
  return { missed: times.slice(0, -1), own: times.at(-1) ?? null };
}

/** The times that were due after the last run, and that are over. */
export function missedAfter(last: Scheduled, asOf: Date): Date[] {
  const missed: Date[] = [];
  for (let at = dueAfter(last); at && at.getTime() + graceMs < asOf.getTime(); at = after(at, last))
    missed.push(at);
  return missed;
}

/** A schedule that is none: then nothing more is known than that the old one's time is over. */
function byTheOld(promised: Date, run: number): Between {
  if (run > promised.getTime() + graceMs) return { missed: [promised], own: null };
  return { missed: [], own: run >= promised.getTime() ? promised : null };
}

function afterAChange(before: Scheduled, next: Scheduled, promised: Date): Date | null {
  if (isSame(before.schedule, next.schedule)) return null;
  const own = onTime(next);
  if (own && own.getTime() > Date.parse(before.run)) return own;
  return Date.parse(next.run) >= promised.getTime() ? promised : null;
}

/** When the run after this one was due, by its own schedule; null when nothing was. */
function dueAfter({ run, schedule, nextDueBy }: Scheduled): Date | null {
  if (nextDueBy === undefined) return scheduledAfter(new Date(run), schedule);
  return nextDueBy === null ? null : new Date(Date.parse(nextDueBy) - graceMs);
}

/** The scheduled time that a run was made for, where it began within the time that a night has for that. */
function onTime({ run, schedule }: Scheduled): Date | null {
  const at = Date.parse(run);
  const scheduled = scheduledFrom(new Date(at - graceMs), schedule);
  return scheduled && scheduled.getTime() <= at ? scheduled : null;
}

function after(at: Date, { schedule }: Scheduled): Date | null {
  return scheduledAfter(at, schedule);
}

function scheduledFrom(at: Date, schedule: ScheduledRun['schedule']): Date | null {
  return scheduledAfter(new Date(at.getTime() - 1), schedule);
}

function scheduledAfter(at: Date, { time, timezone }: ScheduledRun['schedule']): Date | null {
  try {
    return nextScheduled(at, time, timezone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isSame(one: ScheduledRun['schedule'], other: ScheduledRun['schedule']): boolean {
  return one.time === other.time && one.timezone === other.timezone;
}
