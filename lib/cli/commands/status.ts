import type { StatusReport } from '../../index.ts';
import type { Control } from '../../judging/control.ts';
import { endingSoon, endsOf, endText } from '../../judging/expirations.ts';
import { besides, type Finding } from '../../judging/finding.ts';
import { localDate } from '../../judging/local-date.ts';
import type { Locker } from '../../locker/locker.ts';
import { type History, readHistory } from '../../runs/control-history.ts';
import { exceptions, findingsPath, passing } from '../../runs/exceptions.ts';
import { lockerCheckedBefore } from '../checked-before.ts';
import { controlStatus } from '../control-status.ts';
import type { StatusOptions } from '../definitions/nights.ts';
import { countsOf, isOverdue } from '../due.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { type Ending, statusTable } from '../status-table.ts';
import { terminal } from '../terminal.ts';
import { worstFirst, worstOf } from '../worst-first.ts';

/** `exhibit status [CONTROL]`: where every control stands, and its last runs; of one, where every subject stands. */
export async function statusCommand(
  control: string | undefined,
  options: StatusOptions,
  now: Date,
): Promise<ExitCode> {
  const before = control === undefined ? await lockerCheckedBefore(options.config) : null;
  if (before !== null)
    return await withExistingLocker(before, (locker) => showStatus(locker, null, options, now));
  const configuration = await openConfiguration(options);
  const { controlNamed } = await import('../control-named.ts');
  const known = control === undefined ? null : controlNamed(control, configuration);
  return await withExistingLocker(configuration.locker, (locker) => showStatus(locker, known, options, now));
}

async function showStatus(
  locker: Locker,
  only: Control | null,
  options: StatusOptions,
  now: Date,
): Promise<ExitCode> {
  const shown = terminal(options);
  const whole = await readHistory(locker);
  const history = whole && (only ? historyOf(whole, only.id) : whole);
  if (!history) throw new CommandError('No night has been sealed yet. Run `exhibit run` first.');
  const overdue = isOverdue(history, now);
  const counts = countsOf(history, now);
  const ending = endingOf(history, now);
  const path = await findingsPath(locker, history.latest.run, history.latest.findings.path);
  if (options.json) {
    const controls = worstFirst(history.controls, ({ latest }) => latest.verdict).map(
      ({ latest, nights }) => ({
        id: latest.id,
        verdict: latest.verdict,
        since: latest.since,
        subjects: latest.subjects,
        nights,
        exceptions: worstOf(exceptions(path, latest), Number.POSITIVE_INFINITY).map(entryOf),
        ...(only ? { passing: passing(path, latest).map(entryOf) } : {}),
      }),
    );
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
  } else if (only) for (const line of controlStatus(only, history, path, shown)) shown.out(line);
  const wrong =
    (only === null && (overdue || history.latest.status !== 'complete')) ||
    history.controls.some(({ latest }) => latest.verdict !== 'pass');
  if (!options.json && !only && (wrong || !shown.quiet))
    shown.out(statusTable(history, { overdue, counts, ending, path }, shown));
  return wrong ? 1 : 0;
}

/** The same nights, of one control. */
function historyOf(history: History, id: string): History {
  const { latest, controls } = history;
  return {
    ...history,
    latest: { ...latest, notJudged: latest.notJudged.filter((one) => one.id === id) },
    controls: controls.filter((one) => one.latest.id === id),
  };
}

function entryOf({ key, subject, verdict, reason, since, waiver, expected, seen }: Finding) {
  return { key, subject, verdict, reason, since, waiver, ...besides({ expected, seen }) };
}

/** What counts now and ends within fourteen days. */
function endingOf({ latest }: History, now: Date): readonly Ending[] {
  const today = localDate(now, latest.timezone);
  const ends = endsOf(latest.waivers, latest.attestations, latest.credentials ?? []);
  return endingSoon(ends, today).map((end) => ({ end, text: endText(end, today) }));
}
