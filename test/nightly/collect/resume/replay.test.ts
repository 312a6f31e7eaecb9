import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { companyAt } from '../../../../demo/company/company.ts';
import { exportTime } from '../../../../demo/company/password-events.ts';
import { subject } from '../../../../demo/company/people.ts';
import { nightTime } from '../../../../demo/demo.ts';
import { startAws } from '../../../../demo/stand-ins/aws.ts';
import { startGitHub } from '../../../../demo/stand-ins/github.ts';
import { startGoogleWorkspace } from '../../../../demo/stand-ins/google-workspace.ts';
import { startOnePassword, vaultExport } from '../../../../demo/stand-ins/onepassword.ts';
import type { StandIn } from '../../../../demo/stand-ins/serve/stand-in.ts';
import { collector as aws } from '../../../../lib/providers/aws/collect/index.ts';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { collector as googleWorkspace } from '../../../../lib/providers/google-workspace/collect/index.ts';
import { collector as onepassword } from '../../../../lib/providers/onepassword/collect/index.ts';
import { anyProvider } from '../../../../lib/providers/provider.ts';
import { temporaryFolder } from '../../../locker/folders.ts';
import { world as awsWorld } from '../../../providers/aws/account.ts';
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

describe.each(Object.keys(providers) as (keyof typeof providers)[])('A collection from %s', (of) => {
  test('leaves the same evidence, byte for byte, wherever it is interrupted', async () => {
    const whole = await evidence(of, 0, Number.POSITIVE_INFINITY);
    expect(whole.invocations).toBe(1);
    expect([...whole.files.keys()].filter((key) => key.endsWith('.raw.ndjson.gz')).length).toBeGreaterThan(1);
    for (const perInvocation of [1, 2, 3]) {
      const parted = await evidence(of, whole.port, perInvocation);
      expect(parted.invocations).toBeGreaterThan(1);
      expect([...parted.files.keys()]).toEqual([...whole.files.keys()]);
      for (const [key, bytes] of whole.files)
        expect([key, parted.files.get(key) === bytes]).toEqual([key, true]);
      // Each question was asked once, but for those that bring tokens.
      const asked = (requests: typeof whole.asked) =>
        requests
          .filter(({ path }) => !/token/.test(path))
          .map(({ method, path, query }) => `${method} ${path}${query}`);
      expect(asked(parted.asked)).toEqual(asked(whole.asked));
    }
  });
});
