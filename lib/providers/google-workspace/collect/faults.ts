import type { Problem } from '../../../evidence/problem.ts';
import type { Reading } from '../../reader.ts';

/** Counts records that are not as Google documents them, so that a million of them make one sentence. */
export interface Faults {
  /** The record stays; these fields of it are not known. */
  wrong(record: string, fields: readonly string[]): void;
  /** The record has no identity, or is another customer's, and is left out. */
  dropped(record: string, why: string): void;
}

const shown = 3;

/** Reads, and then says once about every record that was found faulty. */
export function* withFaults<Row, Asked>(work: (faults: Faults) => Reading<Row, Asked>): Reading<Row, Asked> {
  const examples: string[] = [];
  let partial = 0;
  let left = 0;
  const note = (example: string) => examples.length < shown && examples.push(example);
  try {
    yield* work({
      wrong: (record, fields) => {
        partial++;
        note(`${record}: ${fields.join(', ')} of the wrong type`);
      },
      dropped: (record, why) => {
        left++;
        note(`${record}: ${why}`);
      },
    });
  } finally {
    if (partial + left > 0) yield { problem: problemOf(examples, partial, left) };
  }
}

function problemOf(examples: readonly string[], partial: number, left: number): Problem {
  const more = partial + left - examples.length;
  const list = examples.join('; ') + (more > 0 ? `; and ${more} more` : '');
  const message =
    `Not as Google documents it: ${list}. ` +
    `${partial} kept with the faulty fields unknown, ${left} left out. ` +
    'The raw answers show what came.';
  return { code: 'malformed', message };
}
