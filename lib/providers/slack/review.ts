import { type SlackUser, users } from '../../evidence/datasets/slack.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';
import { subjectOf } from './controls/accounts.ts';

export const slackReview: ServiceReview = {
  datasets: [users],
  untold: [
    'Not collected: which channels somebody is in.',
    'Slack’s list of users does not say when somebody was last there.',
  ],
  *accounts(records) {
    for (const user of records(users)) yield accountOf(user);
  },
};

function accountOf(user: SlackUser): ReviewedAccount {
  const { deleted, isOwner, isAdmin } = user;
  return {
    id: user.id,
    account: subjectOf(user),
    email: normalAddress(user.email ?? '') || null,
    active: user.isInvited ? false : deleted === null ? null : !deleted,
    human: user.isBot !== true,
    roles: rolesOf(user),
    privileged: isOwner || isAdmin ? true : isOwner === null || isAdmin === null ? null : false,
    opens: null,
    secondFactor: user.has2fa,
    lastUse: null,
  };
}

function rolesOf({ isOwner, isAdmin, isRestricted, isStranger }: SlackUser): readonly string[] | null {
  if (isStranger) return ['of another workspace'];
  if (isOwner) return ['owner'];
  if (isAdmin) return ['administrator'];
  if (isRestricted) return ['guest'];
  return isOwner === null || isAdmin === null || isRestricted === null ? null : ['member'];
}
