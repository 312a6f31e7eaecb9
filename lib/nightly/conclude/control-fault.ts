import type { Assessed } from '../../judging/control.ts';
import { isSystemError, ownFailure } from '../../locker/own-failure.ts';

/** A control, or the evidence that it was reading, broke down while it judged. */
export class ControlFault extends Error {
  override readonly name = 'ControlFault';
}

/** What a control says, with every error that comes out of making them turned into a `ControlFault`. */
export function* guarded(evaluate: () => Iterable<Assessed>): Generator<Assessed> {
  try {
    yield* evaluate();
  } catch (error) {
    // What it read or wrote through was our disk: that is no word of the control.
    if (isSystemError(error) || ownFailure(error)) throw error;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ControlFault(`This control itself failed, so it says nothing: ${text}. Please report it.`, {
      cause: error,
    });
  }
}
