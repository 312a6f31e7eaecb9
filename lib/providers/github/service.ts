import { type GitHubMember, members, outsideCollaborators } from '../../evidence/datasets/github.ts';
import { accountsIn, type Service, type ServiceAccount } from '../../judging/service.ts';
import { githubMfaEnrolled } from './controls/mfa-enrolled.ts';
import { githubMfaRequired } from './controls/mfa-required.ts';
import { githubSeatsTotal } from './controls/seats.ts';
import { githubReview } from './review.ts';

export const github: Service = {
  provider: 'github',
  controls: [githubMfaEnrolled, githubMfaRequired],
  accounts: [
    accountsIn(members, githubAccount, githubSeatsTotal),
    accountsIn(outsideCollaborators, githubAccount),
  ],
  review: githubReview,
};

function githubAccount({ id, login, type }: Pick<GitHubMember, 'id' | 'login' | 'type'>): ServiceAccount {
  return { id, account: login.toLowerCase(), email: null, active: true, human: type !== 'Bot' };
}
