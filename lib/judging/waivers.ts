import type { Assessment } from './control.ts';
import type { AppliedWaiver } from './finding.ts';
import { daysBetween, localDate, mostDays, withinExpiry } from './local-date.ts';

/** A company's own decision to accept one failure for a time. */
export interface Waiver {
  readonly control: string;
  /** What the subject is called, or its key. Lower-cased. */
  readonly subject: string;
  readonly reason: string;
  readonly approvedBy: string;
  /** Day on which it was approved, YYYY-MM-DD; absent where nobody wrote it down. */
  readonly approvedOn?: string;
  /** Where it was decided, such as the number of a ticket. */
  readonly ticket?: string;
  /** Last day on which it counts, YYYY-MM-DD, in the company's time zone. At most 366 days after it was approved. */
  readonly expires: string;
}

/** Whether a waiver would count for longer than one may: from its approval, or where none is dated, from now. */
export function isTooLong({ approvedOn, expires }: Waiver, now: Date, timezone: string): boolean {
  return daysBetween(approvedOn ?? localDate(now, timezone), expires) > mostDays;
}

/** The waivers of one control that are in force, by subject. One that has ended excuses nothing. */
export function waiversInForce(
  waivers: readonly Waiver[],
  control: string,
  now: Date,
  timezone: string,
): ReadonlyMap<string, AppliedWaiver> {
  const inForce = new Map<string, AppliedWaiver>();
  for (const waiver of waivers) {
    const { control: of, subject, reason, approvedBy, expires } = waiver;
    if (of === control && withinExpiry(expires, now, timezone) && !isTooLong(waiver, now, timezone))
      inForce.set(subject, { reason, approvedBy, expires });
  }
  return inForce;
}

/** The waiver that covers a failure: a person's, or else a rule of the provider that has not ended. */
export function waiverFor(
  assessment: Assessment,
  inForce: ReadonlyMap<string, AppliedWaiver>,
  now: Date,
): AppliedWaiver | null {
  if (assessment.verdict !== 'fail') return null;
  const own = inForce.get(assessment.key.toLowerCase()) ?? inForce.get(assessment.subject.toLowerCase());
  return own ?? excuseOf(assessment, now);
}

/** What a rule of the provider itself excuses until a moment to come. */
export function excuseOf({ excusedUntil: until }: Assessment, now: Date): AppliedWaiver | null {
  if (until === undefined || !(Date.parse(until) > now.getTime())) return null;
  return { reason: 'Excused by a rule of the provider itself.', approvedBy: 'policy', expires: until };
}

/** Whether a waiver names what several subjects are called, so that nobody can tell which one it is for. */
export function isAmbiguous(
  namesakes: readonly Assessment[],
  inForce: ReadonlyMap<string, AppliedWaiver>,
): boolean {
  const [one] = namesakes;
  return namesakes.length > 1 && one !== undefined && inForce.has(one.subject.toLowerCase());
}
