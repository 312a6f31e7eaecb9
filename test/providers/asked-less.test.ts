import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startAwsOrganization } from '../../demo/stand-ins/aws-organization.ts';
import type { Misbehaviour } from '../../demo/stand-ins/serve/misbehaviour.ts';
import { isWhole } from '../../lib/evidence/document.ts';
import { awsWith } from '../../lib/providers/aws/collect/index.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { type AnyProvider, anyProvider } from '../../lib/providers/provider.ts';
import { number, small } from './aws/organization/world.ts';
import { type BigProvider, bigProviders, type Stage } from './broken-providers.ts';
import { type Compared, oneConnection } from './reading-again.ts';

interface Row extends Pick<BigProvider, 'id' | 'start'> {
  readonly provider: AnyProvider;
  readonly asked: readonly (string | RegExp)[];
}

const organization: Row = {
  id: 'aws, as an organization',
  provider: anyProvider(awsWith(async () => {})),
  asked: [
    ...['ListAccounts', 'ListOrganizationalUnitsForParent', 'ListAccountsForParent', 'AssumeRole'],
    ...['ListInstances', 'ListUsers', 'ListGroups', 'ListGroupMemberships', 'ListPermissionSets'],
  ].map((action) => `/#${action}`),
  async start() {
    const server = await startAwsOrganization(() => small, {
      externalId: 'acme-7291',
      writingMs: () => 0,
    });
    const settings = [
      `organization: { role: exhibit-reader, externalId: acme-7291, management: "${number(0)}", identityCenter: eu-central-1 }`,
    ];
    return { server, credential: server.credentials(), settings };
  },
};

const rows: readonly Row[] = [
  ...bigProviders.map(({ asked, id, start }): Row => {
    const provider = providers.find((one) => one.id === id);
    if (!provider) throw new Error(`There is no ${id}.`);
    return { id, provider, start, asked: asked.map(({ path }) => path) };
  }),
  organization,
];

/** Lists that are asked by another one and say in their own records what was not asked: `members` is null then. */
const saysItself: ReadonlySet<string> = new Set(['google-workspace/groups']);

describe.each(rows)('Of $id, a list that was asked for less than on a whole night', ({ asked, ...row }) => {
  const { provider, start } = row;
  let stage: Stage;
  let whole: ReadonlyMap<string, ReadonlySet<string>>;
  const collected = async (): Promise<readonly Compared[]> => {
    const { server, ...given } = stage;
    return await oneConnection({ ...given, provider, endpoint: server.url });
  };
  beforeAll(async () => {
    stage = await start();
    whole = new Map((await collected()).map((one) => [one.dataset, requestsOf(one)]));
  });
  afterAll(() => stage.server.close());

  const misdeeds = [{ do: 503 }, { do: 'empty-object' }] as const;
  const cases = asked.flatMap((path) =>
    misdeeds.map((rule): [string, string, Misbehaviour] => [`${path}`, `${rule.do}`, { ...rule, path }]),
  );

  test.each(cases)('is not called whole: where %s answers %s', async (_path, _what, rule) => {
    stage.server.misbehave(rule);
    try {
      const short = (await collected()).filter((one) => {
        const now = requestsOf(one);
        const before = [...(whole.get(one.dataset) ?? [])];
        return !now.has(failed) && before.some((request) => !now.has(request));
      });
      const called = short.filter(({ stored }) => isWhole(stored));
      const names = called.map(({ dataset }) => `${provider.id}/${dataset}`);
      expect(names.filter((name) => !saysItself.has(name))).toEqual([]);
    } finally {
      stage.server.behave();
    }
  });
});

/** What a dataset was asked by, and whether it was itself refused: of that its own document speaks. */
function requestsOf({ stored }: Compared): ReadonlySet<string> {
  const refused = stored.requests.some(({ status }) => status !== null && status >= 400);
  const questions = stored.requests.map(({ method, url }) => `${method} ${asQuestion(url)}`);
  return new Set([...questions, ...(refused ? [failed] : [])]);
}

const failed = 'failed';

/** Times, places in a list and a customer under its other name are no other question. */
function asQuestion(url: string): string {
  return decodeURIComponent(url)
    .replace(/([?&](?:cursor|continuationToken|start|end|pageToken|customer)=)[^&#]*/g, '$1')
    .replace(/customers\/\w+/, 'customers/');
}
