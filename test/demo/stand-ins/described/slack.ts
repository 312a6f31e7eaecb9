import type { AuthTestResponse, TeamInfoResponse, UsersListResponse } from '@slack/web-api';

/** What Slack answers, refusals among it, by the types of its library. */
export interface Answers {
  'auth.test': AuthTestResponse;
  'team.info': TeamInfoResponse;
  'users.list': UsersListResponse;
}
