import type { DriftEvent } from '../drift/event.ts';
import { causeText, openException } from '../drift/exceptions/open-exception.ts';
import { unnamedIn } from '../drift/unnamed-subjects.ts';
import type { Verdict } from '../judging/control.ts';
import type { Finding, FindingStatus } from '../judging/finding.ts';
import type { AlertItem, AlertSubject, SectionKind } from './alert.ts';
import { dayOf, item } from './item-text.ts';
import type { AlertControl, AlertNight } from './night.ts';

/** What changed of one control in a night. */
export interface ControlChange {
  readonly control: AlertControl;
  readonly kind: 'failing' | 'unknown' | 'excused' | 'redefined' | 'recovered';
  /** The change of the verdict on the whole; null when that stayed. */
  readonly whole: DriftEvent | null;
  readonly subjects: readonly DriftEvent[];
}

const kinds = {
  'control.failed': 'failing',
  'service.found': 'failing',
  'control.unknown': 'unknown',
  'control.waived': 'excused',
  'control.recovered': 'recovered',
  'control.redefined': 'redefined',
} as const satisfies Partial<Record<DriftEvent['type'], SectionKind>>;

const statuses: Record<ControlChange['kind'], FindingStatus> = {
  failing: 'fail',
  unknown: 'unknown',
  excused: 'waived',
  redefined: 'pass',
  recovered: 'pass',
};
const worstFirst = ['failing', 'unknown', 'excused', 'redefined', 'recovered'] as const;

/** The controls of which something changed, each once, under the worst that happened to it. */
export function controlChanges({ controls, events }: AlertNight): ControlChange[] {
  return controls.flatMap((control) => {
    const own = events.filter((event) => event.control === control.id && kindOf(event) !== null);
    const whole = own.find(({ subject }) => subject === null) ?? null;
    const subjects = own.filter(({ subject }) => subject !== null);
    const kind = worstFirst.find((one) => own.some((event) => kindOf(event) === one));
    return kind ? [{ control, kind, whole, subjects }] : [];
  });
}

function kindOf({ type }: DriftEvent): ControlChange['kind'] | null {
  return type in kinds ? kinds[type as keyof typeof kinds] : null;
}

/** A control that changed, with those of its subjects that did. */
export function changedItem({ control, whole, subjects }: ControlChange, night: AlertNight): AlertItem {
  const before = whole ? `; ${beforeText(whole)} before` : '';
  const sorted = subjects.toSorted((a, b) => rank(a) - rank(b));
  const unnamed = sorted.reduce((sum, event) => sum + (unnamedIn(event) ?? 0), 0);
  const named = sorted.filter((event) => unnamedIn(event) === null);
  return item({
    ...partsOf(control, night, before),
    subjects: named.map(subjectOfEvent),
    total: named.length + unnamed,
  });
}

/** A control as it stands, with subjects that are open: for a first night, and for reminders. */
export function openItem(control: AlertControl, night: AlertNight): AlertItem {
  const { fail, unknown } = control.subjects;
  return item({
    ...partsOf(control, night, ''),
    subjects: control.open.map((finding) => subjectOfFinding(finding, control, night)),
    total: fail + unknown,
  });
}

function beforeText({ before }: DriftEvent): string {
  return before !== null && before in earlier ? earlier[before as Verdict] : 'it was not judged';
}

const earlier: Record<Verdict, string> = {
  pass: 'it passed',
  fail: 'it failed',
  unknown: 'it could not be decided',
};
const states: Record<Verdict, string> = { pass: 'Holds', fail: 'Fails', unknown: 'Cannot be decided' };

function partsOf(control: AlertControl, night: AlertNight, before: string) {
  const { id, title, fix, verdict, since, obstacles } = control;
  const counts = countText(control);
  const state = `${states[verdict]} since ${dayOf(since, night)}${before}${counts ? `: ${counts}` : ''}.`;
  const what = verdict === 'unknown' && obstacles[0] ? `${state} ${obstacles[0]}` : state;
  return {
    name: id,
    title,
    what,
    fix: verdict === 'pass' ? null : fix,
    evidence: verdict === 'pass' ? [] : evidenceOf(control, night),
  };
}

function countText({ subjects }: AlertControl): string {
  const texts = { fail: 'failing', unknown: 'unknown', waived: 'waived' } as const;
  return (['fail', 'unknown', 'waived'] as const)
    .filter((status) => subjects[status] > 0)
    .map((status) => `${subjects[status].toLocaleString('en')} ${texts[status]}`)
    .join(', ');
}

function evidenceOf({ needs }: AlertControl, { folder, files }: AlertNight): string[] {
  const read = needs.filter(({ connection, completeness }) => connection !== null && completeness !== null);
  return [
    files.findings,
    ...read.map(({ connection, dataset }) => `${folder}/${connection}/${dataset}.json`),
  ];
}

function rank(event: DriftEvent): number {
  return worstFirst.indexOf(kindOf(event) ?? 'recovered');
}

function subjectOfEvent(event: DriftEvent): AlertSubject {
  const standing = statuses[kindOf(event) ?? 'unknown'];
  const words = [standing === 'pass' ? '' : event.message, causeText(event)].filter(Boolean).join(' ');
  return { name: event.subject ?? '', words, standing };
}

function subjectOfFinding(finding: Finding, control: AlertControl, night: AlertNight): AlertSubject {
  const { subject, reason, verdict } = finding;
  const since = openException(finding)?.firstBad;
  const from = since && since !== control.since ? ` Since ${dayOf(since, night)}.` : '';
  return { name: subject, words: `${reason}${from}`, standing: verdict };
}
