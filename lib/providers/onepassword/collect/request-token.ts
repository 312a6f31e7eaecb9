import type { OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { findCollectError, type ProblemCode } from '../../../evidence/problem.ts';
import type { ReaderInput, Reading } from '../../reader.ts';
import type { OnePasswordSettings } from '../settings.ts';
import { ForeignAccountError } from './account.ts';
import { type OnePasswordRequest, requestFeatures } from './requests.ts';

/** After these there is no use in asking for events: there is no token, or none that is accepted. */
const final: ReadonlySet<ProblemCode> = new Set(['not-configured', 'unauthenticated']);

/**
 * What the Events API's token may see; null where that, or its account, is not told: then it is a problem, and events are
 * still read for what they tell. Throws where there is nothing to read, or nothing of this account.
 */
export function* requestToken(
  connection: ReaderInput<OnePasswordSettings>['connection'],
): Reading<OnePasswordEvent, OnePasswordRequest, readonly string[] | null> {
  try {
    return yield* requestFeatures(connection);
  } catch (error) {
    const known = findCollectError(error);
    if (!known || known instanceof ForeignAccountError || final.has(known.code)) throw error;
    yield { problem: known.problem };
    return null;
  }
}
