import type { GitHubRepository } from '../stand-ins/github/world.ts';
import { addressOf } from './identifiers.ts';
import { before, storyTime, timeText } from './nights.ts';

const repository = 'handbook';
const passwords = 'policies/passwords.md';

/** The documents that the configuration lists. An owner who is not named here is named in the document. */
export const policyDocuments = [
  { path: 'policies/access-control.md', repository, owner: addressOf('Adaeze Nwosu') },
  { path: 'policies/incidents.md', repository },
  { path: passwords, repository, owner: addressOf('Jonas Halloran') },
] as const;

const incidents = '---\nowner: Chief engineer\n---\n# Incidents\n\nWhoever sees one says so at once.\n';

/** The repository on a night. Nobody touched the policy on passwords for a year before night 7; night 9 sees it revised. */
export function handbookAt(night: number): GitHubRepository {
  const first = {
    date: storyTime('2025-10-29T12:00:00Z'),
    files: { [passwords]: '# Passwords\n\nOne for each service, generated, in 1Password.\n' },
  };
  const second = {
    date: storyTime('2026-03-17T09:30:00Z'),
    files: { 'policies/access-control.md': '# Access control\n', 'policies/incidents.md': incidents },
  };
  const revised = {
    date: timeText(before(9, 11)),
    files: {
      [passwords]:
        '# Passwords\n\nOne for each service, generated, in 1Password. Passkeys where there are any.\n',
    },
  };
  return { name: repository, commits: [first, second, ...(night < 9 ? [] : [revised])] };
}
