import { CollectError } from '../../../../evidence/problem.ts';
import { type Outcome, type ProviderResponse, sendAll } from '../../../reader.ts';
import { identityIn } from '../identity.ts';
import { type Given, givenIn, unlikeAws } from '../requests.ts';
import type { Requests } from './json-response.ts';
import { type OrganizationPlace, partitionOf, query, type SignedRequest } from './requests.ts';

/** So many accounts are asked side by side: each has limits of its own, and all answers of a round are held. */
export const sideBySide = 16;

/** What came of something in one account. */
export type In<Result> = { readonly is: Result } | { readonly error: CollectError };

export function* inBatches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += sideBySide) yield items.slice(at, at + sideBySide);
}

/**
 * Takes the role on in these accounts, side by side, and has each say which account it is: a role that answers for
 * another is none of this one. What came of it, by account.
 */
export function* enter(
  place: OrganizationPlace,
  accounts: readonly string[],
  { action, request }: Door = byRole,
): Requests<ReadonlyMap<string, In<{ readonly arn: string }>>> {
  const opened = yield* inEach(
    accounts,
    (id) => request(place, id),
    (response) => opens(response, action),
  );
  const open = accounts.filter((id) => isIn(opened.get(id)));
  const identities = yield* inEach(open, (id) => whoIs(place, id), identityOf);
  return new Map(
    accounts.map((id) => {
      const [session, identity] = [opened.get(id), identities.get(id)];
      return [id, session && 'error' in session ? session : (identity ?? notAsked)];
    }),
  );
}

/** By what a session in an account is opened. */
export interface Door {
  readonly action: string;
  readonly request: (place: OrganizationPlace, account: string) => SignedRequest;
}

const byRole: Door = { action: 'AssumeRole', request: assumeRole };

const notAsked: In<never> = { error: new CollectError('internal', 'It was not asked.') };

export function isIn<Result>(came: In<Result> | undefined): came is { readonly is: Result } {
  return came !== undefined && 'is' in came;
}

/** Asks the same of several accounts side by side, and reads each answer; what cannot be read is that account's error. */
export function* inEach<Result>(
  accounts: readonly string[],
  request: (account: string) => SignedRequest,
  read: (response: ProviderResponse, account: string) => Result,
): Requests<ReadonlyMap<string, In<Result>>> {
  if (accounts.length === 0) return new Map();
  const outcomes = yield* sendAll(accounts.map(request));
  return new Map(accounts.map((id, at) => [id, came(outcomes[at], id, read)]));
}

function came<Result>(
  outcome: Outcome | undefined,
  account: string,
  read: (response: ProviderResponse, account: string) => Result,
): In<Result> {
  if (!outcome) return notAsked;
  if ('error' in outcome) return outcome;
  try {
    return { is: read(outcome.response, account) };
  } catch (error) {
    if (error instanceof CollectError) return { error };
    throw error;
  }
}

/** An hour is what a role that was taken on by a role may have. */
const sessionSeconds = 3600;

export function assumeRole(place: OrganizationPlace, account: string): SignedRequest {
  const { externalId, role } = place.organization;
  return query(place, 'sts', 'AssumeRole', {
    session: null,
    about: account,
    opens: account,
    fields: {
      RoleArn: `arn:${partitionOf(place.region)}:iam::${account}:role/${role}`,
      RoleSessionName: 'exhibit',
      DurationSeconds: String(sessionSeconds),
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    },
  });
}

function whoIs(place: OrganizationPlace, session: string): SignedRequest {
  return query(place, 'sts', 'GetCallerIdentity', { session });
}

/** Whether there is a session in the answer. Of what was kept, what it consists of is blanked out. */
export function opens(response: ProviderResponse, action = byRole.action): true {
  const { fields } = givenIn(response, action);
  const parts = fields.get('Credentials')?.children.filter(({ text }) => text !== '') ?? [];
  const names = new Set(parts.map(({ name }) => name));
  if (sessionParts.every((name) => names.has(name))) return true;
  throw unlikeAws(action);
}

export const sessionParts = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'] as const;

function identityOf(response: ProviderResponse, asked: string): { readonly arn: string } {
  const { account, arn } = identityIn(givenIn(response, 'GetCallerIdentity'));
  if (account === asked) return { arn };
  throw new CollectError(
    'rejected',
    `AWS: account ${account} answers where ${asked} is asked. Its answers were not used for that account.`,
  );
}

/** What a question of the query protocol gave in one account. */
export function given(action: string): (response: ProviderResponse) => Given {
  return (response) => givenIn(response, action);
}
