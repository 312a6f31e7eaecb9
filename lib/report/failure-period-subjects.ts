import type { FailurePeriod } from '../drift/exceptions/failure-periods.ts';
import type { FindingInterval, SubjectHistory } from './model.ts';
import type { PageFailurePeriod } from './page-data.ts';

/** As many are named where there is room for a few. */
const named = 3;

/** Collects for each failure period whom it was about. */
export class FailurePeriodSubjects {
  readonly #periods: readonly {
    readonly period: FailurePeriod;
    subjects: number;
    readonly some: [number, string, string][];
  }[];

  constructor(periods: readonly FailurePeriod[]) {
    this.#periods = periods.map((period) => ({ period, subjects: 0, some: [] }));
  }

  add(place: number, { subject, intervals }: SubjectHistory): void {
    for (const one of this.#periods) {
      const shown = intervals.find((interval) => isPartOf(interval, one.period));
      if (!shown) continue;
      one.subjects++;
      if (one.some.length < named) one.some.push([place, subject, shown.reason]);
    }
  }

  get all(): readonly PageFailurePeriod[] {
    return this.#periods.map(({ period, subjects, some }) => ({ ...period, subjects, some }));
  }
}

function isPartOf(interval: FindingInterval, period: FailurePeriod): boolean {
  return (
    interval.verdict === period.kind &&
    !interval.waiver &&
    interval.from <= period.lastBad &&
    interval.to >= period.firstBad
  );
}
