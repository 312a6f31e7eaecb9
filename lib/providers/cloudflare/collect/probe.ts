import type { CloudflareMember } from '../../../evidence/datasets/cloudflare.ts';
import * as datasets from '../../../evidence/datasets/cloudflare.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { result } from '../../follow.ts';
import { probeDataset } from '../../probe-dataset.ts';
import type { ProbeResult } from '../../provider.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { type Connected, connect, type Session } from './collect.ts';
import { placeOf } from './read.ts';
import { type Place, requestAccount, requestMembers, requestToken } from './requests.ts';
import { readAccount, readExpiry, readMember } from './schema.ts';
import { hiddenFactors, nobodyThere, notShown } from './visibility.ts';

/** One line for each dataset: whether it can be collected, or what to grant; and when the token ends. */
export async function probe(session: Session): Promise<readonly ProbeResult[]> {
  const place = placeOf(session);
  return [
    await probeDataset(session, datasets.account, async (sink) => {
      const connected = connect(session, sink);
      const account = readAccount(await result(requestAccount(place), connected.client), place.account, []);
      if (account.enforceTwoFactor === null) throw new CollectError(notShown.code, notShown.message);
      const expires = await expiryOf(place, connected);
      const message = `Whether ${account.name ?? account.id} requires two-factor authentication can be read.`;
      return { message: `${message} ${asText(expires)}`, ...(expires === undefined ? {} : { expires }) };
    }),
    await probeDataset(session, datasets.members, async (sink) =>
      result(probeMembers(place), connect(session, sink).client),
    ),
  ];
}

/** Reads the first page, of the smallest size that Cloudflare takes, and on only until somebody has accepted. */
function* probeMembers(place: Place): Reading<never, ProviderRequest, string> {
  const seen: CloudflareMember[] = [];
  yield* requestMembers<never>(place, 5, function* ({ items }) {
    seen.push(...items.flatMap((item) => readMember(item, []) ?? []));
    return seen.some(({ status }) => status === 'accepted') ? enough : null;
  });
  const [problem] = [...nobodyThere(seen), ...hiddenFactors(seen)];
  if (problem) throw new CollectError(problem.code, problem.message);
  return 'Members can be read, with who has two-factor authentication.';
}

/**
 * A token of a user is verified at another address than one of the account; where the token does not tell whose it is,
 * both are asked. What does not answer hinders nothing: the token was good enough for what matters.
 */
async function expiryOf(place: Place, { client, credential }: Connected): Promise<string | null | undefined> {
  const owners = credential.owner === null ? (['user', 'account'] as const) : [credential.owner];
  for (const owner of owners) {
    try {
      const { active, expires } = readExpiry(await result(requestToken(place, owner), client));
      if (active) return expires;
    } catch (error) {
      if (!(error instanceof CollectError)) throw error;
    }
  }
  return undefined;
}

function asText(expires: string | null | undefined): string {
  if (expires === undefined) return 'Cloudflare does not say when the token ends.';
  return expires === null ? 'The token has no end.' : `The token ends on ${expires}.`;
}
