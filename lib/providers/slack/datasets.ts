import type { Dataset } from '../../evidence/dataset.ts';
import type { SlackTeam, SlackUser } from '../../evidence/datasets/slack.ts';

/** Everybody who has or had an account, bots among them. */
export const users: Dataset<SlackUser> = {
  name: 'users',
  order: 'id',
  key: (user) => user.id,
  strata: (user) => [stateOf(user), ...rolesOf(user)],
};

/** The workspace: one record. */
export const team: Dataset<SlackTeam> = {
  name: 'team',
  order: 'id',
  key: (one) => one.id,
  strata: (one) => (one.ssoProvider === null ? [] : ['sso-provider']),
};

/** In the order in which they are collected: the workspace says who asks. */
export const datasets: readonly Dataset<never>[] = [team, users];

/** Everybody is in exactly one of these. */
function stateOf({ deleted, isBot }: SlackUser): 'bot' | 'deactivated' | 'active' | 'state-unknown' {
  if (isBot === true) return 'bot';
  if (deleted === true) return 'deactivated';
  return deleted === false && isBot === false ? 'active' : 'state-unknown';
}

function rolesOf({ isAdmin, isOwner, isRestricted }: SlackUser): readonly string[] {
  const roles: string[] = [];
  if (isAdmin === true || isOwner === true) roles.push('admin');
  if (isRestricted === true) roles.push('guest');
  return roles;
}
