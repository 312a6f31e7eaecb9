import type { GitHubWorld } from '../../../demo/stand-ins/github/world.ts';
import { type GitHubOptions, type GitHubStandIn, startGitHub } from '../../../demo/stand-ins/github.ts';
import type { Misbehaviour } from '../../../demo/stand-ins/serve/misbehaviour.ts';
import type { GitHubMember } from '../../../lib/evidence/datasets/github.ts';
import { collector as github } from '../../../lib/providers/github/collect/index.ts';
import type { CollectNeeds } from '../../../lib/providers/reader.ts';
import { memorySession } from '../session.ts';

const open: GitHubStandIn[] = [];

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}

export interface Given extends GitHubOptions {
  readonly misbehave?: readonly Misbehaviour[];
  readonly credential?: string;
  readonly patienceMs?: number;
  readonly policies?: CollectNeeds['policies'];
  readonly managedUsers?: boolean;
}

/** A night's collection from a stand-in for GitHub; `world` is asked at every look. */
export async function collect(
  world: GitHubWorld | (() => GitHubWorld),
  { misbehave = [], credential, managedUsers, patienceMs = 0, policies = [], ...options }: Given = {},
) {
  const server = await startGitHub(typeof world === 'function' ? world : () => world, options);
  open.push(server);
  for (const rule of misbehave) server.misbehave(rule);
  const memory = memorySession(
    {
      settings: { org: 'acme', ...(managedUsers === undefined ? {} : { managedUsers }) },
      endpoint: server.url,
      credential: credential ?? server.credentials(),
    },
    { patienceMs, policies },
  );
  await github.collect(memory.session);
  const [organization, members, outside] = ['organization', 'members', 'outside-collaborators'].map(
    memory.of,
  );
  if (!organization || !members || !outside) throw new Error('Not everything was collected.');
  return { server, memory, organization, members, outside };
}

export const codes = ({ problems }: { problems: readonly { code: string }[] }) =>
  problems.map(({ code }) => code);
export const twoFactor = ({ rows }: { rows: readonly GitHubMember[] }) =>
  Object.fromEntries(rows.map((row) => [row.login, row.twoFactor]));
export const lists = (server: GitHubStandIn) =>
  server.requests.map(({ path, query }) =>
    `${path} ${new URLSearchParams(query).get('filter') ?? ''}`.trim(),
  );

/** Members' lists, first pages and later ones, which GitHub has at another address. */
export const anyPage = /members$/;
