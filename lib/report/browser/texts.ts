import type { PageControl, PageFailurePeriod } from '../page-data.ts';
import { data } from './data.ts';

/** Days are written as in the company's calendar; their dates came as such, so no zone is applied again. */
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

export function day(text: string): string {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? text : dayFormat.format(date);
}

/** The day of a night, without the year where the whole period lies in one. */
export function nightDay(night: number): string {
  const text = data.nights[night]?.day;
  if (!text) return '–';
  const oneYear = data.period.from.slice(0, 4) === data.period.to.slice(0, 4);
  return oneYear ? shortFormat.format(new Date(`${text}T00:00:00Z`)) : day(text);
}

/** `2026-03` as a short name. */
export function monthName(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' });
}

/** A moment to the second, in UTC, as it stands in the evidence. */
export function moment(text: string | null): string {
  if (!text) return '–';
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** One for all: a view writes thousands of numbers, and making one costs more than any. */
const numberFormat = new Intl.NumberFormat('en');

export function count(value: number, one: string, many = `${one}s`): string {
  return `${numberFormat.format(value)} ${value === 1 ? one : many}`;
}

export function number(value: number): string {
  return numberFormat.format(value);
}

export function bytes(value: number): string {
  if (value < 10_000) return `${number(value)} bytes`;
  const [divisor, unit] = value < 1_000_000 ? [1e3, 'kB'] : value < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  return `${number(Math.round((value / divisor) * 10) / 10)} ${unit}`;
}

export const stateText: Readonly<Record<string, string>> = {
  P: 'pass',
  F: 'fail',
  U: 'unknown',
  N: 'not judged',
  '-': 'no findings',
  W: 'waived',
};

export const completenessText: Readonly<Record<string, string>> = {
  C: 'complete',
  E: 'complete, and empty',
  P: 'partial',
  F: 'failed',
};

const dayMs = 86_400_000;

/** Days, with their parts, from one moment to another (RFC 3339). */
export function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** Days from one night to another, by the clock, to the nearest whole one. */
export function daysBetween(from: number, to: number): number {
  const [a, b] = [data.nights[from]?.run, data.nights[to]?.run];
  return a && b ? Math.max(0, Math.round(daysFrom(a, b))) : 0;
}

/** How long a failure period lasted. One that is not over counts the last night that showed it as well. */
export function stood(
  period: PageFailurePeriod,
  { states, sinceBefore }: Pick<PageControl, 'states' | 'sinceBefore'>,
): string {
  const { firstBad, lastBad, over } = period;
  const began =
    states.search(/[PFU]/) === firstBad && sinceBefore !== data.nights[firstBad]?.run ? sinceBefore : null;
  const before = began ? `, and before the period since ${day(began)}` : '';
  if (over) return `${count(daysBetween(firstBad, over.night), 'day')}${before}`;
  return `${count(daysBetween(firstBad, lastBad) + 1, 'day')} so far${before}`;
}

/** How a failure period ended, or that it did not. */
export function ended({ kind, lastBad, over }: PageFailurePeriod): string {
  if (over?.how === 'passed') return `passed again ${nightDay(over.night)}`;
  if (over?.how === 'failed') return `found failing ${nightDay(over.night)}`;
  if (lastBad === data.nights.length - 1)
    return kind === 'fail' ? 'still failing at the end' : 'still unknown at the end';
  return 'not seen to pass again';
}

export function shortHash(hash: string | null): string {
  return hash ? `${hash.slice(0, 12)}…` : '–';
}

export function json(value: unknown): string {
  const text = JSON.stringify(value);
  return text === undefined || text === '{}' ? 'none' : text;
}
