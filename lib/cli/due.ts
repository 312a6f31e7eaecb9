import type { History } from '../runs/control-history.ts';
import { countDue, type DueCounts, missedAfter, nightsDue } from '../seal/nights-due.ts';

/** Whether the night after the last sealed one should have been sealed by now. */
export function isOverdue({ latest }: History, now: Date): boolean {
  const { run, schedule: time, timezone } = latest;
  return missedAfter({ run, schedule: { time, timezone } }, now).length > 0;
}

/** What the nights came to that were due since the oldest of these. */
export function countsOf({ scheduled }: History, now: Date): DueCounts {
  return countDue(
    nightsDue(scheduled, now).map(({ due, run }) => ({
      due: due !== null,
      outcome: run?.status ?? 'missing',
    })),
  );
}
