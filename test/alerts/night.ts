import type { Alert, SectionKind } from '../../lib/alerts/alert.ts';
import type { AnnouncedRun } from '../../lib/alerts/events.ts';
import { makeAlert } from '../../lib/alerts/make-alert.ts';
import type { AlertControl, AlertDataset, AlertNight } from '../../lib/alerts/night.ts';
import { type DriftEvent, type DriftType, driftEvent } from '../../lib/drift/event.ts';
import type { Verdict } from '../../lib/judging/control.ts';
import type { Finding } from '../../lib/judging/finding.ts';

export const run = '2026-11-23T02:00:00Z';
const before = '2026-11-22T02:00:00Z';
export const folder = 'runs/2026-11-23T02-00-00Z';

/** A night on which all was as the night before; `changes` are what was not. */
export function nightWith(changes: Partial<AlertNight> = {}): AlertNight {
  return {
    run,
    organization: 'Acme',
    timezone: 'UTC',
    status: 'complete',
    since: before,
    datasets: [dataset('users'), dataset('vault-access', { connection: 'vaults' })],
    controls: [control('pass'), control('pass', { id: 'b.second', title: 'Second' })],
    events: [],
    waivers: [],
    attestations: [],
    credentials: [],
    covered: [],
    endedLate: [],
    seal: { sequence: 42, path: 'chain/0000000042.sigstore.json', sha256: 'ab'.repeat(32) },
    locker: '/srv/evidence',
    folder,
    files: { findings: `${folder}/findings.ndjson`, drift: `${folder}/drift.json` },
    remindEveryDays: 7,
    ...changes,
  };
}

/** Control `a.first`, which reads the users of the directory. */
export function control(verdict: Verdict, traits: Partial<AlertControl> = {}): AlertControl {
  return {
    id: 'a.first',
    title: 'First',
    fix: 'Fix it.',
    verdict,
    obstacles: [],
    subjects: { pass: 3, fail: 0, unknown: 0, waived: 0 },
    since: verdict === 'pass' ? '2026-10-01T02:00:00Z' : run,
    needs: [{ connection: 'directory', dataset: 'users', completeness: 'complete' }],
    open: [],
    ...traits,
  };
}

export function dataset(name: string, traits: Partial<AlertDataset> = {}): AlertDataset {
  return { connection: 'directory', dataset: name, completeness: 'complete', problem: null, ...traits };
}

export function event(type: DriftType, traits: Partial<DriftEvent> = {}): DriftEvent {
  const given = { control: null, subject: null, before: null, after: null, message: `${type}.`, ...traits };
  return driftEvent(run, { type, ...given });
}

/** The change of `a.first` as a whole, and of these subjects with it. */
export function failed(...subjects: string[]): DriftEvent[] {
  return [
    event('control.failed', { control: 'a.first', before: 'pass', after: 'fail' }),
    ...subjects.map((subject) =>
      event('control.failed', {
        control: 'a.first',
        subject,
        before: 'pass',
        after: 'fail',
        message: 'Not so.',
      }),
    ),
  ];
}

export function finding(subject: string, verdict: Verdict, traits: Partial<Finding> = {}): Finding {
  return { control: 'a.first', reason: 'Not so.', since: run, subject, verdict, waiver: null, ...traits };
}

/** The message about a night, which has something to say. */
export function alertOf(changes: Partial<AlertNight>): Alert {
  const alert = makeAlert(nightWith(changes));
  if (!alert) throw new Error('There is nothing to say of this night.');
  return alert;
}

/** The names of its items by section, in the order of the message. */
export function outline(alert: Alert | null): [SectionKind, string[]][] {
  return (alert?.sections ?? []).map(({ kind, items }) => [kind, items.map(({ name }) => name)]);
}

export function sealedWith(events: readonly DriftEvent[]): AnnouncedRun {
  const { organization, status, seal, locker } = nightWith();
  return {
    run,
    organization,
    status,
    seal,
    locker,
    drift: { schema: 'exhibit/drift/v1', run, since: before, events },
    controls: { pass: 1, fail: 1, unknown: 0, notJudged: 0 },
    datasets: { whole: 2, all: 2 },
  };
}
