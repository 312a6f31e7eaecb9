import type { AnnouncedRun } from '../../alerts/events.ts';
import { subjectsNamed } from '../../alerts/item-text.ts';
import type { AlertControl, AlertNight } from '../../alerts/night.ts';
import { netChanges } from '../../drift/net-changes.ts';
import { isWhole } from '../../evidence/document.ts';
import type { Control } from '../../judging/control.ts';
import type { Finding } from '../../judging/finding.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { exceptions, findingsPath } from '../../runs/exceptions.ts';
import type { ControlResult } from '../../runs/findings-document.ts';
import type { SealedRun } from '../../runs/sealed-run.ts';
import type { PendingNotification } from './pending.ts';

export interface AlertMeans {
  readonly locker: Locker;
  /** Every control known, for how to mend a failure. */
  readonly controls: readonly Control[];
  readonly remindEveryDays: number;
}

/** What the message of a night is made from, read from the locker. */
export async function readNight(
  { nights, covered }: PendingNotification,
  means: AlertMeans,
): Promise<AlertNight> {
  const [first, last] = [nights[0], nights.at(-1)];
  if (!first || !last) throw new Error('There is no night to announce.');
  const { findings, seal } = last;
  const { run, organization, timezone, status, datasets, waivers, attestations } = findings;
  const path = await findingsPath(means.locker, run, findings.findings.path);
  const folder = runFolder(run);
  return {
    run,
    organization,
    timezone,
    status,
    since: first.drift.since,
    datasets,
    controls: findings.controls.map((control) => alertControl(control, path, means)),
    events: eventsOf(nights, run),
    waivers,
    attestations,
    credentials: findings.credentials ?? [],
    covered,
    endedLate: nights.flatMap(({ findings: of, seal: { path: own }, endedLate }) =>
      endedLate === null ? [] : [{ run: of.run, at: endedLate, seal: own }],
    ),
    seal,
    locker: means.locker.location,
    folder,
    files: { findings: `${folder}/${findings.findings.path}`, drift: `${folder}/${findings.drift.path}` },
    remindEveryDays: means.remindEveryDays,
  };
}

function eventsOf(nights: readonly SealedRun[], run: string) {
  const all = nights.flatMap(({ drift }) => drift.events);
  return nights.length > 1 ? netChanges(run, all) : all;
}

function alertControl(control: ControlResult, path: string | null, { controls }: AlertMeans): AlertControl {
  const { id, title, verdict, obstacles, subjects, since, needs } = control;
  const fix = controls.find((one) => one.id === id)?.fix ?? null;
  return { id, title, fix, verdict, obstacles, subjects, since, needs, open: firstOpen(control, path) };
}

/** The first few that fail and the first few that are unknown; no more is read than that takes. */
function firstOpen(control: ControlResult, path: string | null): readonly Finding[] {
  const { fail, unknown } = control.subjects;
  const [failing, undecided]: [Finding[], Finding[]] = [[], []];
  const [mostFailing, mostUndecided] = [Math.min(fail, subjectsNamed), Math.min(unknown, subjectsNamed)];
  if (fail + unknown === 0) return [];
  for (const finding of exceptions(path, control)) {
    if (failing.length === mostFailing && undecided.length === mostUndecided) break;
    if (finding.verdict === 'fail' && !finding.waiver && failing.length < mostFailing) failing.push(finding);
    if (finding.verdict === 'unknown' && undecided.length < mostUndecided) undecided.push(finding);
  }
  return [...failing, ...undecided].slice(0, subjectsNamed);
}

/** A night as its events speak of it. */
export function announcedRun({ findings, drift, seal }: SealedRun, locker: Locker): AnnouncedRun {
  const { run, organization, status, controls, notJudged, datasets } = findings;
  const count = (verdict: ControlResult['verdict']) =>
    controls.filter((control) => control.verdict === verdict).length;
  return {
    run,
    organization,
    status,
    drift,
    seal,
    locker: locker.location,
    controls: {
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      notJudged: notJudged.length,
    },
    datasets: { whole: datasets.filter(isWhole).length, all: datasets.length },
  };
}
