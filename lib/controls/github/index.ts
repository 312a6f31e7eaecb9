import type { GitHubMember, GitHubOutsideCollaborator } from '../../evidence/records/github.ts';
import { accountsIn, type Service, type ServiceAccount } from '../service.ts';
import { githubMfaEnrolled } from './mfa-enrolled.ts';
import { githubMfaRequired } from './mfa-required.ts';

export const github: Service = {
  provider: 'github',
  controls: [githubMfaEnrolled, githubMfaRequired],
  accounts: [
    accountsIn<GitHubMember>('github', 'members', githubAccount),
    accountsIn<GitHubOutsideCollaborator>('github', 'outside-collaborators', githubAccount),
  ],
};

function githubAccount({ login, type }: Pick<GitHubMember, 'login' | 'type'>): ServiceAccount {
  return { account: login.toLowerCase(), email: null, active: true, human: type !== 'Bot' };
}
