import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/npm.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { result } from '../../follow.ts';
import { type Found, probeDataset } from '../../probe-dataset.ts';
import type { ProbeResult } from '../../provider.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { connect, type Session } from './collect.ts';
import { isFragmentOf, readToken as readCredential } from './credential.ts';
import { registryBase, requestList, requestName, requestTokens } from './requests.ts';
import { readMembers, readPackages, readToken } from './schema.ts';
import { mayNotList } from './tokens.ts';
import { openAnswered } from './tokens-page.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session): Promise<readonly ProbeResult[]> {
  const { org } = session.connection.settings;
  const base = registryBase(session.connection.endpoint);
  return [
    await tryOne(session, datasets.members, function* () {
      const { rows } = readMembers(yield* requestList(base, org, 'user'), org);
      return `The members of ${org} can be read (${rows.length}).`;
    }),
    await tryOne(session, datasets.packages, function* () {
      const { rows } = readPackages(yield* requestList(base, org, 'package'));
      return `The packages of ${org} can be read (${rows.length}).`;
    }),
    await tryOne(session, datasets.account, () => probeAccount(session, base)),
  ];
}

function tryOne<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  request: () => Reading<never, ProviderRequest, string | Found>,
): Promise<ProbeResult> {
  return probeDataset(session, dataset, async (sink) => result(request(), connect(session, sink)));
}

/** A token that may not list tokens is as much as most should have, so that this is no failure. */
function* probeAccount(session: Session, base: string): Reading<never, ProviderRequest, string | Found> {
  const name = yield* requestName(base);
  const whose = `The token is ${name === null ? 'of an account that npm does not name' : `${name}’s`}`;
  const credential = readCredential(session.connection.credential);
  try {
    const own = yield* findOwn(base, credential);
    if (own !== undefined) return { message: `${whose} and ${endOf(own)}.`, expires: expiryOf(own) };
    return `${whose} and lists that account’s tokens.`;
  } catch (error) {
    if (!(error instanceof CollectError && mayNotList(error))) throw error;
    return `${whose} and may not list tokens: one that bypasses two-factor authentication would not be noticed.`;
  }
}

/** The token that asks, as npm lists it; undefined where it is not in the list. */
function* findOwn(base: string, credential: string): Reading<never, ProviderRequest, unknown> {
  let own: unknown;
  yield* requestTokens<never, unknown>(base, openAnswered, function* ({ items }) {
    own = items.find((item) => isOwn(item, credential));
    return own === undefined ? null : enough;
  });
  return own;
}

function isOwn(item: unknown, credential: string): boolean {
  const fragment = typeof item === 'object' && item !== null && 'token' in item ? item.token : null;
  return isFragmentOf(fragment, credential);
}

function expiryOf(item: unknown): string | null {
  return readToken(item)?.expiry ?? null;
}

function endOf(item: unknown): string {
  const expiry = expiryOf(item)?.slice(0, 10);
  return expiry ? `expires on ${expiry}` : 'names no end';
}
