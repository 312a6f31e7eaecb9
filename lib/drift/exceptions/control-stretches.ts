import { type Look, type Stretch, stretchesOf } from './stretches.ts';

/** What a control was on a night; the last two say nothing of it. */
export type ControlState = 'pass' | 'fail' | 'unknown' | 'not-judged' | 'none';

/** When a control as a whole failed or could not be decided. A night on which it was not judged ends nothing. */
export function controlStretches(states: readonly ControlState[]): Stretch[] {
  const looks = states.flatMap((state, night): Look | [] => {
    if (state === 'none' || state === 'not-judged') return [];
    return { from: night, to: night, nights: 1, state: state === 'pass' ? 'good' : state };
  });
  return stretchesOf(looks).map(({ stretch }) => stretch);
}
