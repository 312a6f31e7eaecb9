import type { ExpectedBesideSeen, Verdict } from '../../judging/control.ts';
import type { AppliedWaiver } from '../../judging/finding.ts';
import type { Cause } from './cause.ts';
import { type FailurePeriod, failurePeriodsOf, type Look, type PeriodWithLooks } from './failure-periods.ts';

/** Nights in a row with the same finding of a subject. */
export interface SubjectInterval extends ExpectedBesideSeen {
  readonly from: number;
  readonly to: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly waiver: AppliedWaiver | null;
  /** What the subject was when last seen, where these nights could not see it. */
  readonly carried?: Verdict;
  /** First night of this verdict, where that lies before the first of the nights. RFC 3339. */
  readonly since?: string;
}

/** What a control said of one subject, night by night. */
export interface SubjectNights {
  readonly subject: string;
  /** Tells it from others of its name; absent where nights had no keys. */
  readonly key?: string;
  readonly intervals: readonly SubjectInterval[];
}

/** A waiver while it covered a failure. */
export interface WaivedNights extends AppliedWaiver {
  readonly from: number;
  readonly to: number;
}

/**
 * One subject that failed a control, or could not be decided, from the last good night to the first good one. Page, tables,
 * OSCAL and alerts tell of these and count them.
 */
export interface Exception extends FailurePeriod {
  readonly subject: string;
  readonly key: string | null;
  /** First night of it where that lies before the first of the nights; RFC 3339. */
  readonly since: string | null;
  /** Why, on the last night that showed it, with what was to be there and what was. */
  readonly reason: string;
  readonly expected: string | null;
  readonly seen: string | null;
  /** How many of its nights a waiver covered, and which ones did. */
  readonly waived: number;
  readonly waivers: readonly WaivedNights[];
  /** Whether what was seen began it, or what was judged by; null where no event tells. */
  readonly cause: Cause | null;
  /** The same of its end. */
  readonly overCause: Cause | null;
}

/** Why a subject's status changed on a night; null where no event tells. */
export type CauseOf = (night: number, subject: Pick<Exception, 'subject' | 'key'>) => Cause | null;

/**
 * A subject's exceptions, in order of the first night.
 * @param judged which nights judged the control
 */
export function exceptionsOf(
  { key, intervals, subject }: SubjectNights,
  judged: readonly boolean[],
  causeOf: CauseOf,
): Exception[] {
  if (intervals.every(({ verdict }) => verdict === 'pass')) return [];
  const whom = { subject, key: key ?? null };
  return failurePeriodsOf(looksAt(intervals, judged)).map((one) => ({
    ...whom,
    ...one.period,
    ...saidIn(one),
    cause: one.looks[0]?.interval?.since === undefined ? causeOf(one.period.firstBad, whom) : null,
    overCause: one.period.over && causeOf(one.period.over.night, whom),
  }));
}

/** Whether a waiver covers it on the last night that showed it. */
export function isWaived({ lastBad, waivers }: Exception): boolean {
  return waivers.some(({ from, to }) => from <= lastBad && lastBad <= to);
}

interface IntervalLook extends Look {
  /** Null where the subject was not there. */
  readonly interval: SubjectInterval | null;
}

function* looksAt(
  intervals: readonly SubjectInterval[],
  judged: readonly boolean[],
): Generator<IntervalLook> {
  let next = 0;
  for (const interval of intervals) {
    yield* absence(next, interval.from, judged);
    const { from, to, verdict, carried } = interval;
    const state = verdict === 'pass' ? 'good' : verdict;
    const nights = judgedWithin(judged, from, to);
    yield { from, to, state, nights, interval, ...(carried === 'fail' ? { failing: true } : {}) };
    next = to + 1;
  }
  yield* absence(next, judged.length, judged);
}

function* absence(from: number, end: number, judged: readonly boolean[]): Generator<IntervalLook> {
  const first = judged.indexOf(true, from);
  if (first < 0 || first >= end) return;
  yield {
    from: first,
    to: end - 1,
    state: 'gone',
    nights: judgedWithin(judged, first, end - 1),
    interval: null,
  };
}

function judgedWithin(judged: readonly boolean[], from: number, to: number): number {
  let count = 0;
  for (let at = from; at <= to; at++) if (judged[at]) count++;
  return count;
}

type Said = Pick<Exception, 'since' | 'reason' | 'expected' | 'seen' | 'waived' | 'waivers'>;

function saidIn({ looks, period }: PeriodWithLooks<IntervalLook>): Said {
  const last = looks.findLast(({ state }) => state === period.kind)?.interval;
  const covered = looks.filter(({ interval, state }) => state === 'fail' && interval?.waiver);
  return {
    since: looks[0]?.interval?.since ?? null,
    reason: (last ?? looks.at(-1)?.interval)?.reason ?? '',
    expected: last?.expected ?? null,
    seen: last?.seen ?? null,
    waived: covered.reduce((sum, { nights }) => sum + nights, 0),
    waivers: covered.flatMap(({ from, to, interval }) =>
      interval?.waiver ? { from, to, ...interval.waiver } : [],
    ),
  };
}
