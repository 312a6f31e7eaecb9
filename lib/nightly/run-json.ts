import type { RunReport } from '../index.ts';
import { runFolder } from '../locker/keys.ts';
import type { Locker } from '../locker/locker.ts';
import { exceptions } from '../runs/exceptions.ts';
import type { ControlResult } from '../runs/findings-document.ts';
import type { AlertResult } from './alert/alert-result.ts';
import type { Rehearsal } from './rehearse.ts';
import type { RunResult } from './run.ts';

/** A night that was sealed, or what one would come to. */
export type NightShown = RunResult | Rehearsal;

const noAlert = { alert: null, sent: 0, problems: [] } satisfies AlertResult;

/**
 * The pieces of `exhibit/run/v1` as JSON text, one after the other: the exceptions of a large population are
 * read from the locker as they are written out.
 */
export async function* runJson(
  locker: Locker,
  result: NightShown,
  alerted: AlertResult = noAlert,
): AsyncGenerator<string> {
  const { findings, drift } = result;
  const { seal, endedLate } = 'seal' in result ? result : { seal: null, endedLate: null };
  const path = await locker.local(`${runFolder(findings.run)}/${findings.findings.path}`);
  const head = {
    schema: 'exhibit/run/v1',
    run: findings.run,
    sequence: seal?.sequence ?? null,
    status: findings.status,
  } satisfies Partial<RunReport>;
  yield `${JSON.stringify(head).slice(0, -1)},"datasets":${JSON.stringify(findings.datasets)},"controls":[`;
  for (const [at, control] of findings.controls.entries()) {
    yield `${at > 0 ? ',' : ''}${controlHead(control)},"exceptions":[`;
    yield* exceptionsJson(path, control);
    yield ']}';
  }
  const alert = {
    id: alerted.alert?.id ?? null,
    urgency: alerted.alert?.urgency ?? null,
    headline: alerted.alert?.headline ?? null,
    sent: alerted.sent,
    problems: alerted.problems.map(({ message }) => message),
  };
  const rest = {
    notJudged: findings.notJudged,
    drift: drift.events,
    alert,
    seal: seal && { path: seal.path, sha256: seal.sha256 },
    dryRun: seal === null,
    endedLate: endedLate === null ? null : { at: endedLate },
  } satisfies Partial<RunReport>;
  yield `],${JSON.stringify(rest).slice(1)}`;
}

function controlHead({ id, version, verdict, subjects, obstacles, since }: ControlResult): string {
  return JSON.stringify({ id, version, verdict, since, subjects, obstacles }).slice(0, -1);
}

function* exceptionsJson(path: string | null, control: ControlResult): Generator<string> {
  let first = true;
  for (const { key, subject, verdict, reason, since, waiver, expected, seen } of exceptions(path, control)) {
    yield `${first ? '' : ','}${JSON.stringify({ key, subject, verdict, reason, since, waiver, expected, seen })}`;
    first = false;
  }
}
