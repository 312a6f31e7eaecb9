import type { Problem } from '../../../evidence/problem.ts';
import type { DatasetSink } from '../../provider.ts';

/** Counts records that are not as Google documents them, so that a million of them make one sentence. */
export interface Faults {
  /** The record stays; these fields of it are not known. */
  wrong(record: string, fields: readonly string[]): void;
  /** The record has no identity and is left out. */
  dropped(record: string, why: string): void;
}

const shown = 3;

/** Runs `work` and then tells the sink, once, about every record that `work` found faulty. */
export async function withFaults(
  sink: Pick<DatasetSink, 'fault'>,
  work: (faults: Faults) => Promise<void>,
): Promise<void> {
  const examples: string[] = [];
  let kept = 0;
  let left = 0;
  const note = (example: string) => examples.length < shown && examples.push(example);
  try {
    await work({
      wrong: (record, fields) => {
        kept++;
        note(`${record}: ${fields.join(', ')} of the wrong type`);
      },
      dropped: (record, why) => {
        left++;
        note(`${record}: ${why}`);
      },
    });
  } finally {
    if (kept + left > 0) sink.fault(problemOf(examples, kept, left));
  }
}

function problemOf(examples: readonly string[], kept: number, left: number): Problem {
  const more = kept + left - examples.length;
  const list = examples.join('; ') + (more > 0 ? `; and ${more} more` : '');
  const message =
    `Not as Google documents it: ${list}. ` +
    `${kept} kept with the faulty fields unknown, ${left} left out for want of an identity. ` +
    'The raw answers show what came.';
  return { code: 'malformed', message };
}
