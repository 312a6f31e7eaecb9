import type { AuthTestResponse, TeamInfoResponse, UsersListResponse } from '@slack/web-api';

/** What Slack answers, refusals among it, by the types of its library. */
export interface Answers {
  'auth.test': AuthTestResponse;
  'team.info': TeamInfoResponse;
  'users.list': Omit<UsersListResponse, 'members'> & { members?: (Member & Stranger)[] };
}

type Member = NonNullable<UsersListResponse['members']>[number];

/** The library has it of one user (`UsersInfoResponse`), the reference of every one: docs.slack.dev/reference/objects/user-object. */
interface Stranger {
  is_stranger?: boolean;
}
