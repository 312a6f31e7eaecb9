import {
  type GitHubOutsideCollaborator,
  members,
  outsideCollaborators,
} from '../../evidence/datasets/github.ts';
import type { ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';

export const githubReview: ServiceReview = {
  datasets: [members, outsideCollaborators],
  untold: [
    'Not collected: which repositories and teams somebody has.',
    'GitHub does not say when somebody was last there.',
  ],
  *accounts(records) {
    for (const member of records(members))
      yield accountOf(member, member.role === 'admin' ? 'owner' : member.role);
    for (const person of records(outsideCollaborators)) yield accountOf(person, 'outside collaborator');
  },
};

function accountOf(
  { id, login, type, twoFactor }: GitHubOutsideCollaborator,
  role: string | null,
): ReviewedAccount {
  return {
    id,
    account: login.toLowerCase(),
    email: null,
    active: true,
    human: type !== 'Bot',
    roles: role === null ? null : [role],
    privileged: role === null ? null : role === 'owner',
    opens: null,
    secondFactor: twoFactor === null ? null : twoFactor !== 'disabled',
    lastUse: null,
  };
}
