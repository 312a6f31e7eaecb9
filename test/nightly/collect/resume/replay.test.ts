import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { companyAt } from '../../../../demo/company/company.ts';
import { exportTime } from '../../../../demo/company/password-events.ts';
import { subject } from '../../../../demo/company/people.ts';
import { nightTime } from '../../../../demo/demo.ts';
import { startAws } from '../../../../demo/stand-ins/aws.ts';
import { startAwsOrganization } from '../../../../demo/stand-ins/aws-organization.ts';
import { startGitHub } from '../../../../demo/stand-ins/github.ts';
import { startGoogleWorkspace } from '../../../../demo/stand-ins/google-workspace.ts';
import { startOnePassword, vaultExport } from '../../../../demo/stand-ins/onepassword.ts';
import type { StandIn } from '../../../../demo/stand-ins/serve/stand-in.ts';
import { collector as aws, awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { collector as googleWorkspace } from '../../../../lib/providers/google-workspace/collect/index.ts';
import { collector as onepassword } from '../../../../lib/providers/onepassword/collect/index.ts';
import { anyProvider } from '../../../../lib/providers/provider.ts';
import { temporaryFolder } from '../../../locker/folders.ts';
import { world as awsWorld } from '../../../providers/aws/account.ts';
import { small as organizationWorld } from '../../../providers/aws/organization/world.ts';
import { withMore } from '../../../providers/github/acme.ts';
import { type Case, desk, questions, run, untilDone } from './resuming.ts';

const now = () => new Date(run);
const world = companyAt(1);

/** Starts each provider's stand-in, on a given port. */
const providers = {
  'google-workspace': async (port: number) => {
    const server = await startGoogleWorkspace(() => world.google, { port, now });
    const settings = [`subject: ${subject}`];
    return [
      server,
      { provider: anyProvider(googleWorkspace), credential: server.serviceAccountKey(), settings },
    ];
  },
  onepassword: async (port: number) => {
    const server = await startOnePassword(() => world.onepassword, { port, now, today: () => nightTime(1) });
    const folder = await temporaryFolder();
    writeFileSync(
      join(folder, 'vaults.json'),
      JSON.stringify(vaultExport(world.onepassword, exportTime(1), subject)),
    );
    const settings = [`account: ${world.onepassword.account.id}`, 'source: export', 'file: vaults.json'];
    return [
      server,
      { provider: anyProvider(onepassword), credential: server.credentials(), settings, folder },
    ];
  },
  github: async (port: number) => {
    const server = await startGitHub(() => withMore(250, 1000, {}), { port, now });
    return [
      server,
      { provider: anyProvider(github), credential: server.credentials(), settings: ['org: acme'] },
    ];
  },
  aws: async (port: number) => {
    const server = await startAws(() => awsWorld, { port, now });
    return [server, { provider: anyProvider(aws), credential: server.credentials(), settings: [] }];
  },
  'an AWS organization': async (port: number) => {
    const server = await startAwsOrganization(() => organizationWorld, { port, now, writingMs: () => 0 });
    const settings = ['organization: { role: exhibit-reader, identityCenter: eu-central-1 }'];
    return [
      server,
      { provider: anyProvider(awsWith(async () => {})), credential: server.credentials(), settings },
    ];
  },
} satisfies Record<string, (port: number) => Promise<[StandIn, Omit<Case, 'endpoint'>]>>;

/** The evidence of one collection from a stand-in that was just started, and how many invocations it took. */
async function evidence(of: keyof typeof providers, port: number, perInvocation: number) {
  const [server, given] = (await providers[of](port)) as [StandIn, Omit<Case, 'endpoint'>];
  try {
    const on = await desk({ ...given, endpoint: server.url });
    const invocations = await untilDone(on, () => questions(perInvocation));
    expect(on.notes).toEqual([]);
    return {
      invocations,
      files: await on.files(),
      port: Number(new URL(server.url).port),
      asked: server.requests,
    };
  } finally {
    await server.close();
  }
}

/**
 * Every byte. A session of AWS is opened anew by each invocation, and of such a question the evidence holds the new asking: its
 * own request id, and that of those after it, by which stand-ins count.
 */
function sameBut(of: keyof typeof providers, key: string, text: string): unknown {
  if (of !== 'an AWS organization' || key.endsWith('.ndjson')) return text;
  if (!key.endsWith('.json')) return null;
  const { raw: _, requests, ...document } = JSON.parse(Buffer.from(text, 'base64').toString());
  return {
    document,
    requests: requests.map(({ requestId: __, ...request }: { requestId: string }) => request),
  };
}

describe.each(Object.keys(providers) as (keyof typeof providers)[])('A collection from %s', (of) => {
  test('leaves the same evidence, byte for byte, wherever it is interrupted', async () => {
    const whole = await evidence(of, 0, Number.POSITIVE_INFINITY);
    expect(whole.invocations).toBe(1);
    expect([...whole.files.keys()].filter((key) => key.endsWith('.raw.ndjson.gz')).length).toBeGreaterThan(1);
    for (const perInvocation of of === 'an AWS organization' ? [7, 20] : [1, 2, 3]) {
      const parted = await evidence(of, whole.port, perInvocation);
      expect(parted.invocations).toBeGreaterThan(1);
      expect([...parted.files.keys()]).toEqual([...whole.files.keys()]);
      for (const [key, bytes] of whole.files)
        expect([key, sameBut(of, key, parted.files.get(key) ?? '')]).toEqual([key, sameBut(of, key, bytes)]);
      // Each question was asked once, but for those that bring tokens.
      const asked = (requests: typeof whole.asked) =>
        requests
          .filter(({ path }) => !/token|AssumeRole/.test(path))
          .map(({ method, path, query }) => `${method} ${path}${query}`);
      expect(asked(parted.asked)).toEqual(asked(whole.asked));
    }
  });
});
