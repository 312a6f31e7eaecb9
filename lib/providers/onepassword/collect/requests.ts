import type { z } from 'zod/mini';
import { CollectError } from '../../../evidence/problem.ts';
import { shapedJson } from '../../../http/json.ts';
import { readPages } from '../../../http/pages.ts';
import {
  type ProviderRequest,
  type ProviderResponse,
  type ReaderInput,
  type Reading,
  send,
} from '../../reader.ts';
import { eventsBase, type OnePasswordSettings, usersBase } from '../settings.ts';
import { ForeignAccountError, isAccount } from './account.ts';
import { type eventsPage, introspection, usersPage } from './schema.ts';

/** The scope that a Users API client needs. */
export const usersScope = 'list_users';

/** A question to one of the APIs, to the SDK, or for the file that a person exported. */
export interface OnePasswordRequest extends ProviderRequest {
  readonly api: 'users' | 'events' | 'sdk' | 'export';
  /** Of a POST: what is sent as JSON. */
  readonly body?: object;
  /** Of the SDK: the function, and what of it is asked for. */
  readonly call?: SdkCall;
  readonly id?: string;
}

export type SdkCall = 'vaults.list' | 'vaults.get' | 'groups.get';

export type Requests<Result> = Reading<never, OnePasswordRequest, Result>;
type Connection = ReaderInput<OnePasswordSettings>['connection'];

/** Every page of the account's users, in whatever state, as 1Password orders them. */
export function requestUsers<Row>(
  { endpoint, settings }: Connection,
  take: (users: readonly unknown[]) => Reading<Row, OnePasswordRequest, unknown>,
  pageSize = 1000,
): Reading<Row, OnePasswordRequest> {
  const base = usersBase(settings.region, endpoint);
  return readPages(
    function* (token) {
      const url = new URL(`${base}/v1beta1/accounts/${encodeURIComponent(settings.account)}/users`);
      url.searchParams.set('max_page_size', String(pageSize));
      if (token !== undefined) url.searchParams.set('page_token', token);
      const { text } = yield* send<OnePasswordRequest>({ method: 'GET', url: url.href, api: 'users' });
      return shapedJson(text, usersPage, '1Password Users API');
    },
    { next: ({ next }) => next, items: ({ users }) => users },
    ({ users }) => take(users),
  );
}

/**
 * The features that the Events API's token was given. Throws `denied` where it is of another account than the connection's,
 * which would be quiet whatever happens in this one, and `not-visible` where it does not say of which.
 */
export function* requestFeatures({ endpoint, settings }: Connection): Requests<readonly string[]> {
  const url = `${eventsBase(settings.region, endpoint)}/api/v2/auth/introspect`;
  const { text } = yield* send<OnePasswordRequest>({ method: 'GET', url, api: 'events' });
  const said = shapedJson(text, introspection, '1Password Events API introspection');
  if (said.account_uuid === null) throw new CollectError('not-visible', noAccount);
  if (!isAccount(said.account_uuid, settings.account))
    throw new ForeignAccountError('The Events API token', said.account_uuid);
  return said.features;
}

const noAccount =
  'The Events API does not say of which 1Password account its token is (account_uuid), so a list without events proves nothing.';

export type EventsPage = z.infer<typeof eventsPage>;

/** One of the SDK's answers, which is kept as `name`. */
export function requestSdk(call: SdkCall, id?: string): Requests<ProviderResponse> {
  const about = id === undefined ? {} : { id };
  return send<OnePasswordRequest>({ method: 'FILE', url: sdkFile(call, id), api: 'sdk', call, ...about });
}

/** The name that an answer of the SDK is kept under. */
export function sdkFile(call: SdkCall, id?: string, ending = 'json'): string {
  return `sdk/${id === undefined ? call : `${call}/${id}`}.${ending}`;
}

export function isSdkFile(name: string): boolean {
  return name.startsWith('sdk/');
}

/** The address of the question for the file that a person exported, whatever its name. */
export const exportAddress = 'export';

export function requestExport(): Requests<ProviderResponse> {
  return send<OnePasswordRequest>({ method: 'FILE', url: exportAddress, api: 'export' });
}
