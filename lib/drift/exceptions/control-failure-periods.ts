import { type FailurePeriod, failurePeriodsOf, type Look } from './failure-periods.ts';

/** What a control was on a night; the last two say nothing of it. */
export type ControlState = 'pass' | 'fail' | 'unknown' | 'not-judged' | 'none';

/** When a control as a whole failed or could not be decided. A night on which it was not judged ends nothing. */
export function controlFailurePeriods(states: readonly ControlState[]): FailurePeriod[] {
  const looks = states.flatMap((state, night): Look | [] => {
    if (state === 'none' || state === 'not-judged') return [];
    return { from: night, to: night, nights: 1, state: state === 'pass' ? 'good' : state };
  });
  return failurePeriodsOf(looks).map(({ period }) => period);
}
