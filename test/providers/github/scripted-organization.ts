import { createServer, type Server } from 'node:http';
import type { GitHubWorld } from '../../../demo/stand-ins/github/world.ts';
import { startGitHub } from '../../../demo/stand-ins/github.ts';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import { collector as github } from '../../../lib/providers/github/collect/index.ts';
import { memorySession } from '../session.ts';

/**
 * A collection from a GitHub that answers something else when it is asked for the organization; null: 404. Its lists are
 * those of the world.
 */
export async function collectScripted(world: GitHubWorld, organization: object | null) {
  const behind = await startGitHub(() => world);
  const front = inFrontOf(behind.url, organization);
  const endpoint = await listen(front, 0);
  try {
    const memory = memorySession(
      { settings: { org: 'acme' }, endpoint, credential: behind.credentials() },
      { patienceMs: 0 },
    );
    await github.collect(memory.session);
    return {
      organization: memory.of('organization'),
      members: memory.of('members'),
      outside: memory.of('outside-collaborators'),
    };
  } finally {
    await Promise.all([close(front), behind.close()]);
  }
}

function inFrontOf(url: string, organization: object | null): Server {
  return createServer(async ({ headers, url: path = '' }, response) => {
    const json = { 'content-type': 'application/json; charset=utf-8' };
    if (path === '/orgs/acme') {
      response
        .writeHead(organization ? 200 : 404, json)
        .end(JSON.stringify(organization ?? { message: 'Not Found' }));
      return;
    }
    const { authorization = '', 'user-agent': agent = '' } = headers;
    const answer = await fetch(`${url}${path}`, { headers: { authorization, 'user-agent': agent } });
    response.writeHead(answer.status, json).end(await answer.text());
  });
}
