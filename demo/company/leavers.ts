import { addressOf } from './identifiers.ts';
import { storyDay } from './nights.ts';

/** From this night on the people office hands its list over, and the configuration names it. */
const handedOverFrom = 24;

/** The file's name, beside the configuration. */
export const leaversFile = 'leavers.csv';

const lines: readonly (readonly [name: string, lastDay: string])[] = [
  ['Tamsin Rook', storyDay('2026-11-06')],
  ['Samir Chaudhry', storyDay('2026-11-13')],
];

/** The people office's list of those who left; null on nights on which there was none yet. */
export function leaversAt(night: number): string | null {
  if (night < handedOverFrom) return null;
  return ['person,lastDay', ...lines.map(([name, lastDay]) => `${addressOf(name)},${lastDay}`), ''].join(
    '\n',
  );
}
