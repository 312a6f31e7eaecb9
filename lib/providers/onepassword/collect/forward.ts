import type { Outcome, ProviderResponse, Reading, Step } from '../../reader.ts';

/** Passes one step of a reading on to whoever follows this one, and gives what comes after it. */
export function* forward<Row, Asked, Result>(
  step: Step<Row, Asked>,
  reading: Reading<Row, Asked, Result>,
): Reading<Row, Asked, IteratorResult<Step<Row, Asked>, Result>> {
  let response: ProviderResponse | readonly Outcome[] | undefined;
  try {
    response = yield step;
  } catch (error) {
    return reading.throw(error);
  }
  return reading.next(response);
}
