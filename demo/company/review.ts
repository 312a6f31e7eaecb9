import { addressOf } from './identifiers.ts';
import { nightTime } from './nights.ts';

/** The access review that is done on the day before a night, on the sheets of the last night that was sealed. */
export interface DemoReview {
  /** Who went through it together, so that nobody decided alone on their own access. */
  readonly by: readonly string[];
  /** RFC 3339. */
  readonly at: string;
  /** The accounts that are to go, by connection and name; all others stay. */
  readonly removals: readonly {
    readonly connection: string;
    readonly account: string;
    readonly note: string;
  }[];
}

const reviewNight = 9;

/** Of the two that were to go, one goes; the other stays until its key is found to be unused. */
export function reviewBefore(night: number): DemoReview | null {
  if (night !== reviewNight) return null;
  return {
    by: ['Adaeze Nwosu', 'Ines Verbeek'].map(addressOf),
    at: new Date(nightTime(night).getTime() - 10 * 3_600_000).toISOString(),
    removals: [
      { connection: 'aws', account: 'brochure-upload', note: 'The brochure is printed elsewhere now' },
      { connection: 'aws', account: 'timetable-import', note: 'Switched off in August' },
    ],
  };
}
