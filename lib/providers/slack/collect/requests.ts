import { CollectError } from '../../../evidence/problem.ts';
import { readPages } from '../../../http/pages.ts';
import { type ProviderRequest, type ProviderResponse, type Reading, send } from '../../reader.ts';
import { checkResponse } from './envelope.ts';
import {
  nobody,
  readTeam,
  readTokenOwner,
  readUsersPage,
  type TeamResponse,
  type TokenOwner,
  type UsersPage,
} from './schema.ts';

/** A method of Slack's and what it is called with. */
export interface SlackRequest extends ProviderRequest {
  readonly call: 'auth.test' | 'team.info' | 'users.list';
  readonly parameters: Readonly<Record<string, string>>;
}

type Requests<Result> = Reading<never, SlackRequest, Result>;

/** Where Slack is asked, and of which workspace: null for the one that the token belongs to. */
export interface Place {
  readonly endpoint: string | null;
  readonly team: string | null;
}

/** Slack documents these as GET. The client library sends every method as a form; the evidence shows the cursors so. */
const methods = { 'auth.test': 'POST', 'team.info': 'GET', 'users.list': 'GET' } as const;

const publicBase = 'https://slack.com';

/** Calls a method. Every answer names the scopes that the token has. */
function* call(
  { endpoint }: Place,
  name: SlackRequest['call'],
  parameters: SlackRequest['parameters'] = {},
): Requests<unknown> {
  const query = new URLSearchParams(parameters).toString();
  const url = `${endpoint ?? publicBase}/api/${name}${query && `?${query}`}`;
  const response = yield* send<SlackRequest>({ method: methods[name], url, call: name, parameters });
  const checked = checkResponse(response.text, name);
  const scopes = scopesIn(response);
  if (scopes) yield { source: { scopes } };
  return checked;
}

function scopesIn(response: ProviderResponse): readonly string[] | null {
  const granted = response.header('x-oauth-scopes');
  return granted === null
    ? null
    : granted
        .trim()
        .split(/\s*,\s*/)
        .filter((scope) => scope !== '');
}

/** Whose token it is; nobody known where Slack does not say, which hinders nothing else. */
export function* requestTokenOwner(place: Place): Requests<TokenOwner> {
  try {
    return readTokenOwner(yield* call(place, 'auth.test'));
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return nobody;
  }
}

/** @param own the workspace that the token says it is of, null where it does not */
export function* requestTeam(place: Place, own: string | null): Requests<TeamResponse> {
  const { team } = place;
  // This method calls `team` what others call `team_id`, and does not mind both.
  const parameters = team === null ? {} : { team, team_id: team };
  return readTeam(yield* call(place, 'team.info', parameters), team ?? own);
}

/** Everybody, in whatever state, page by page, as Slack orders them. */
export function requestUsers<Row>(
  place: Place,
  take: (page: UsersPage) => Reading<Row, SlackRequest, unknown>,
): Reading<Row, SlackRequest> {
  return readPages(
    function* (cursor) {
      const parameters = {
        limit: '200',
        ...(place.team === null ? {} : { team_id: place.team }),
        ...(cursor === undefined ? {} : { cursor }),
      };
      return readUsersPage(yield* call(place, 'users.list', parameters));
    },
    { next: (page) => page.nextCursor, items: (page) => page.members },
    take,
  );
}
