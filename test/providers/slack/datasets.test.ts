import { expect, test } from '@jest/globals';
import { team, users } from '../../../lib/evidence/datasets/slack.ts';
import { readUser } from '../../../lib/providers/slack/collect/schema.ts';
import { member } from './workspace.ts';

test.each([
  [{}, ['active']],
  [{ is_owner: true }, ['active', 'admin']],
  [{ is_restricted: true }, ['active', 'guest']],
  [{ deleted: true }, ['deactivated']],
  [{ is_bot: true }, ['bot']],
  [{ is_bot: true, deleted: true }, ['bot']],
  [{ deleted: null }, ['state-unknown']],
  [{ is_bot: undefined }, ['state-unknown']],
  [{ is_invited_user: true }, ['invited']],
  [{ is_invited_user: true, deleted: true }, ['deactivated']],
  [{ is_stranger: true, team_id: 'T2' }, ['other-workspace']],
  [{ is_stranger: true, team_id: undefined }, ['other-workspace']],
  [{ is_stranger: false, team_id: 'T2' }, ['other-workspace']],
  [{ team_id: 'T2', is_bot: true }, ['other-workspace']],
  [{ team_id: 'T2', enterprise_user: { id: 'W1', teams: ['T3', 'T1'] } }, ['active']],
  [{ team_id: 'T2', enterprise_user: { id: 'W1', teams: ['T3'] } }, ['other-workspace']],
  [{ is_stranger: true, team_id: 'T1' }, ['active']],
  [{ team_id: undefined }, ['active']],
  [{ is_stranger: false, team_id: 'T1' }, ['active']],
])('a user who is %j counts as %j', (traits, strata) => {
  const user = readUser(member('U1', 'ana', traits), 'T1', []);
  expect(user && users.strata(user)).toEqual(strata);
});

test('a workspace with an identity provider is counted as one', () => {
  const bare = { domain: null, emailDomain: null, id: 'T1', name: null, ssoProvider: null };
  expect(team.strata(bare)).toEqual([]);
  expect(team.strata({ ...bare, ssoProvider: { label: null, name: null, type: 'google' } })).toEqual([
    'sso-provider',
  ]);
});
