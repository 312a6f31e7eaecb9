import * as z from 'zod/mini';
import type { GitHubLicenses } from '../../../evidence/datasets/github.ts';
import { CollectError } from '../../../evidence/problem.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { type Place, requestLicenses } from './requests.ts';

const count = () => z.int().check(z.nonnegative());
const response = z.object({
  total_seats_consumed: z.optional(z.unknown()),
  total_seats_purchased: z.optional(z.unknown()),
});

/** How many licences the enterprise says are taken. Throws `not-visible` where it does not say: that is not zero. */
export function* readLicenses(
  place: Pick<Place, 'endpoint'>,
  enterprise: string,
): Reading<never, ProviderRequest, GitHubLicenses> {
  const { data } = response.safeParse((yield* asked(place, enterprise)).body);
  if (!data)
    throw new CollectError(
      'malformed',
      'The count of licences is not an object. The raw answer shows what came.',
    );
  const consumed = count().safeParse(data.total_seats_consumed);
  if (!consumed.success)
    throw new CollectError(
      'not-visible',
      `GitHub does not say how many licences of ${enterprise} are taken (total_seats_consumed). ${grant}`,
    );
  const purchased = count().safeParse(data.total_seats_purchased);
  return { consumed: consumed.data, enterprise, purchased: purchased.success ? purchased.data : null };
}

const grant = 'Use a token of an owner of the enterprise; a classic one needs the scope read:enterprise.';

/** An enterprise that the token may not see is 404. */
function* asked(place: Pick<Place, 'endpoint'>, enterprise: string): ReturnType<typeof requestLicenses> {
  try {
    return yield* requestLicenses(place, enterprise);
  } catch (error) {
    if (!(error instanceof CollectError) || (error.code !== 'denied' && error.status !== 404)) throw error;
    throw new CollectError('denied', `${error.message} ${grant}`, { cause: error });
  }
}
