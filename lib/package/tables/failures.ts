import { daysBetween, localDate } from '../../judging/local-date.ts';
import type { FindingSpan, SubjectHistory } from '../../report/model.ts';
import { csvHead, csvRow } from '../../text/csv.ts';
import type { GatheredNight } from '../period/gathered.ts';

/** A failure from its first night to its last. */
export interface Failure {
  readonly subject: string;
  /** Places among the nights. */
  readonly from: number;
  readonly to: number;
  /** First night of it where that lies before the period. */
  readonly since: string | null;
  /** The night on which it was over; null when it stood to the period's end. */
  readonly ended: number | null;
  /** Nights on which it was seen, and how many of those a waiver covered. */
  readonly nights: number;
  readonly waived: number;
  readonly waiver: FindingSpan['waiver'];
  readonly reason: string;
  /** What was to be there on the last night that showed it, and what was. */
  readonly expected: string;
  readonly seen: string;
}

/**
 * A subject's failures. One that cannot be seen for a night goes on (`carried`), as does one that a waiver covers;
 * a night that left no findings neither ends nor begins one.
 * @param believed which nights left findings that judged the control
 */
export function failuresOf({ subject, spans }: SubjectHistory, believed: readonly boolean[]): Failure[] {
  const failures: OpenFailure[] = [];
  let open: OpenFailure | undefined;
  for (const span of spans) {
    const over = open && endOf(open, span, believed);
    if (open && over !== null && over !== undefined) {
      open.ended = over;
      open = undefined;
    }
    if (!isFailing(span)) continue;
    if (!open) {
      open = begun(subject, span);
      failures.push(open);
    }
    extend(open, span, believed);
  }
  const after = open ? nextBelieved(believed, open.to) : believed.length;
  if (open && after < believed.length) open.ended = after;
  return failures;
}

type OpenFailure = { -readonly [Key in keyof Failure]: Failure[Key] };

/** The night on which a failure was over before a span went on with it; null when it was not. */
function endOf(open: OpenFailure, span: FindingSpan, believed: readonly boolean[]): number | null {
  const next = nextBelieved(believed, open.to);
  if (next < span.from) return next;
  return isFailing(span) ? null : span.from;
}

function begun(subject: string, { from, to, since }: FindingSpan): OpenFailure {
  return {
    subject,
    from,
    to,
    since: since ?? null,
    ended: null,
    nights: 0,
    waived: 0,
    waiver: null,
    reason: '',
    expected: '',
    seen: '',
  };
}

function extend(open: OpenFailure, span: FindingSpan, believed: readonly boolean[]): void {
  const seen = span.verdict === 'fail' ? count(believed, span.from, span.to) : 0;
  open.to = span.to;
  open.nights += seen;
  if (span.waiver) open.waived += seen;
  open.waiver = span.waiver ?? open.waiver;
  if (span.verdict !== 'fail') return;
  open.reason = span.reason;
  open.expected = span.expected ?? '';
  open.seen = span.seen ?? '';
}

function isFailing({ verdict, carried }: FindingSpan): boolean {
  return (carried ?? verdict) === 'fail';
}

function nextBelieved(believed: readonly boolean[], after: number): number {
  const next = believed.indexOf(true, after + 1);
  return next < 0 ? believed.length : next;
}

function count(believed: readonly boolean[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at <= to; at++) if (believed[at]) sum++;
  return sum;
}

export const failuresHead = csvHead([
  'control',
  'subject',
  'failing since',
  'last night failing',
  'over on',
  'days it stood',
  'nights seen failing',
  'nights waived',
  'waiver approved by',
  'waiver expires',
  'reason',
  'expected',
  'seen',
]);

/** A line of `failures.csv`. One that was not over counts up to the last night on which it stood. */
export function failureRow(
  control: string,
  { subject, from, to, since, ended, nights: seen, waived, waiver, ...words }: Failure,
  nights: readonly GatheredNight[],
  timezone: string,
): string {
  const first = since ?? nights[from]?.run ?? '';
  const firstDay = since ? localDate(new Date(since), timezone) : (nights[from]?.day ?? '');
  const days = daysBetween(firstDay, nights[ended ?? to]?.day ?? firstDay);
  const over = ended === null ? '' : nights[ended]?.run;
  const approval = [waiver?.approvedBy, waiver?.expires];
  return csvRow([
    control,
    subject,
    first,
    nights[to]?.run,
    over,
    days,
    seen,
    waived,
    ...approval,
    words.reason,
    words.expected,
    words.seen,
  ]);
}
