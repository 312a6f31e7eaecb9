import { isOne } from '../../judging/assessed.ts';
import type { Assessed, Assessment } from '../../judging/control.ts';
import { isSystemError, ownFailure } from '../../locker/own-failure.ts';

/** A control, or the evidence that it was reading, broke down while it judged. */
export class ControlFault extends Error {
  override readonly name = 'ControlFault';
}

/** What a control says, with every error that comes out of making them turned into a `ControlFault`. */
export function* guarded(evaluate: () => Iterable<Assessed>): Generator<Assessed> {
  try {
    for (const assessed of evaluate()) {
      if (isOne(assessed)) check(assessed);
      else assessed.forEach(check);
      yield assessed;
    }
  } catch (error) {
    // What it read or wrote through was our disk: that is no word of the control.
    if (isSystemError(error) || ownFailure(error)) throw error;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ControlFault(`This control itself failed, so it says nothing: ${text}. Please report it.`, {
      cause: error,
    });
  }
}

/** A record without its id can leave a subject without a name, whatever the types say of what is read from a file. */
function check({ key, subject }: Assessment): void {
  if (typeof key === 'string' && typeof subject === 'string') return;
  throw new TypeError('it gave a verdict on a subject that has no name or no key');
}
