import { dayMs } from '../../evidence/day.ts';
import type { SealPredicate } from '../../seal/statement.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import type { Manifest } from '../manifest.ts';
import { type Period, periodOf } from '../period/period.ts';

/** How long the making of a package may take, from looking at the clock to signing. */
const buildMs = 6 * 60 * 60_000;

/**
 * What a manifest says of its own days and of the clock, which decides what nights must be there: whoever signs it could
 * move the bounds past a night, or count up to a moment before one was missed.
 * @param sealed of the whole chain
 * @param packagedAt null where no trusted key says when it was made
 */
export function checkClaims(
  manifest: Manifest,
  sealed: readonly SealPredicate[],
  packagedAt: string | null,
): VerifyProblem[] {
  return [
    ...checkDays(manifest.period),
    ...checkZone(manifest.period, sealed),
    ...checkClock(manifest, sealed, packagedAt),
  ];
}

/** Up to when nights can have been due: never later than the day after the period, whatever is claimed. */
export function countedUpTo({ asOf, period }: Manifest): Date {
  return new Date(Math.min(Date.parse(asOf), Date.parse(period.end) + dayMs));
}

function checkDays(period: Period): VerifyProblem[] {
  const { from, to, timezone, start, end } = period;
  const follows = daysOf(period);
  if (follows?.start === start && follows.end === end) return [];
  const are = follows ? `are ${follows.start} to ${follows.end}` : 'are no days of a calendar';
  return [claim('moved', `It says ${start} to ${end}, and ${from} to ${to} in ${timezone} ${are}.`)];
}

/** Throws never: a manifest may say anything. */
function daysOf({ from, to, timezone }: Period): Period | null {
  try {
    return periodOf(from, to, timezone);
  } catch {
    return null;
  }
}

/** In another zone than the company's, a night at the edge falls into another day. */
function checkZone({ timezone }: Period, sealed: readonly SealPredicate[]): VerifyProblem[] {
  const zones = new Set(sealed.map(({ schedule }) => schedule.timezone));
  if (zones.size === 0 || zones.has(timezone)) return [];
  return [
    claim(
      'moved',
      `It takes its days by ${timezone}, and the nights were sealed by ${[...zones].join(', ')}.`,
    ),
  ];
}

function checkClock(
  { asOf, period }: Manifest,
  sealed: readonly SealPredicate[],
  packagedAt: string | null,
): VerifyProblem[] {
  const latest = Date.parse(period.end) + dayMs;
  const made = packagedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(packagedAt) - buildMs;
  const newest = Math.max(...sealed.map(({ run }) => Date.parse(run)));
  const earliest = Math.min(latest, Math.max(made, newest));
  const at = Date.parse(asOf);
  if (at >= earliest && at <= latest) return [];
  return [
    claim(
      'backdated',
      `It counts nights that were due by ${asOf}, and for these days, this chain and the time of its making that is not the moment.`,
    ),
  ];
}

function claim(kind: 'moved' | 'backdated', message: string): VerifyProblem {
  return problem(kind, 'manifest.json', message);
}
