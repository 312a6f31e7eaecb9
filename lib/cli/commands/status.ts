import type { StatusReport } from '../../index.ts';
import { endingSoon, endsOf, endWords } from '../../judging/ends.ts';
import { besides } from '../../judging/finding.ts';
import { localDate } from '../../judging/local-date.ts';
import type { Locker } from '../../locker/locker.ts';
import { type History, readHistory } from '../../runs/control-history.ts';
import { exceptions, findingsPath } from '../../runs/exceptions.ts';
import { countDue, type DueCounts, missedAfter, nightsDue } from '../../seal/nights-due.ts';
import type { StatusOptions } from '../definitions/nights.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { type Ending, statusTable } from '../status-table.ts';
import { terminal } from '../terminal.ts';

/** `exhibit status`: where every control stands, and its last thirty nights. */
export async function statusCommand(options: StatusOptions, now: Date): Promise<ExitCode> {
  const configuration = await openConfiguration(options);
  return await withExistingLocker(configuration.locker, (locker) => showStatus(locker, options, now));
}

async function showStatus(locker: Locker, options: StatusOptions, now: Date): Promise<ExitCode> {
  const shown = terminal(options.json === true);
  const history = await readHistory(locker);
  if (!history) throw new CommandError('No night has been sealed yet. Run `exhibit run` first.');
  const overdue = isOverdue(history, now);
  const counts = countsOf(history, now);
  const ending = endingOf(history, now);
  const path = await findingsPath(locker, history.latest.run, history.latest.findings.path);
  if (options.json) {
    const controls = history.controls.map(({ latest, nights }) => ({
      id: latest.id,
      verdict: latest.verdict,
      since: latest.since,
      subjects: latest.subjects,
      nights,
      exceptions: [...exceptions(path, latest)].map(
        ({ key, subject, verdict, reason, since, waiver, expected, seen }) => ({
          key,
          subject,
          verdict,
          reason,
          since,
          waiver,
          ...besides({ expected, seen }),
        }),
      ),
    }));
    const { run, status, notJudged } = history.latest;
    shown.out(
      JSON.stringify({
        schema: 'exhibit/status/v1',
        run,
        status,
        overdue,
        runs: history.runs,
        due: counts,
        controls,
        notJudged,
        ending: ending.map(({ end: { of, control, subject, expires } }) => ({
          of,
          control,
          subject,
          expires,
        })),
      } satisfies StatusReport),
    );
  } else shown.out(statusTable(history, { overdue, counts, ending, path }, shown));
  return overdue ||
    history.latest.status !== 'complete' ||
    history.controls.some(({ latest }) => latest.verdict !== 'pass')
    ? 1
    : 0;
}

/** Whether the night after the last sealed one should have been sealed by now. */
function isOverdue({ latest }: History, now: Date): boolean {
  const { run, schedule: time, timezone } = latest;
  return missedAfter({ run, schedule: { time, timezone } }, now).length > 0;
}

/** What the nights came to that were due since the oldest of these. */
function countsOf({ scheduled }: History, now: Date): DueCounts {
  return countDue(
    nightsDue(scheduled, now).map(({ due, run }) => ({
      due: due !== null,
      outcome: run?.status ?? 'missing',
    })),
  );
}

/** What counts now and ends within fourteen days. */
function endingOf({ latest }: History, now: Date): readonly Ending[] {
  const today = localDate(now, latest.timezone);
  const ends = endsOf(latest.waivers, latest.attestations, latest.credentials ?? []);
  return endingSoon(ends, today).map((end) => ({ end, words: endWords(end, today) }));
}
