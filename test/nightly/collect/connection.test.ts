import { describe, expect, test } from '@jest/globals';
import { runFolder } from '../../../lib/locker/keys.ts';
import { collect } from '../../../lib/nightly/collect/collect.ts';
import { collectConnection, recordNotCollected } from '../../../lib/nightly/collect/connection.ts';
import { readJudged } from '../../../lib/nightly/conclude/evidence.ts';
import { datasetsOfRun } from '../../../lib/nightly/plan/plan.ts';
import type { RunContext } from '../../../lib/nightly/run-context.ts';
import type { CollectSession } from '../../../lib/providers/provider.ts';
import { ana, ben, connection, google, nightAt, onepassword, scene, summary } from '../night.ts';

const run = nightAt(0);
const documents = async (context: RunContext) => {
  const all = await datasetsOfRun(context);
  return Promise.all(all.map(async (dataset) => (await readJudged(context, dataset)).document));
};

describe('A connection', () => {
  test('ends with a document of each dataset, its records in order, and their hash', async () => {
    const stage = await scene({ google: google(ben, ana) });
    const context = await stage.context(run);
    await collectConnection(context, connection('google'), []);
    const document = await stage.json(run, 'google/users.json');
    expect(document).toMatchObject({
      run,
      connection: 'google',
      provider: 'google-workspace',
      dataset: 'users',
      completeness: 'complete',
      population: { records: 2, strata: { active: 2 } },
      records: { path: 'users.ndjson', count: 2, order: 'email' },
    });
    const lines = (await stage.text(run, 'google/users.ndjson')).split('\n');
    expect(lines.map((line) => line && JSON.parse(line).primaryEmail)).toEqual([
      'ana@example.com',
      'ben@example.com',
      '',
    ]);
    expect(summary(await documents(context))).toEqual({
      'google/org-units': 'complete',
      'google/two-step-policies': 'empty',
      'google/users': 'complete',
      'google/groups': 'empty',
    });
  });

  test.each([
    [
      'that was cut short is partial, and keeps what came',
      { rows: [ana], problem: 'truncated' },
      'partial truncated',
      1,
    ],
    ['that gave nothing is failed', { problem: 'denied' }, 'failed denied', 0],
    ['in which somebody comes twice is partial', { rows: [ana, ben, ana] }, 'partial malformed', 2],
    [
      'in which two have one address is partial',
      { rows: [ana, { ...ana, id: 'other' }] },
      'partial malformed',
      1,
    ],
    [
      'that broke for a reason of ours is failed, and says so',
      { rows: [null as never] },
      'failed internal',
      0,
    ],
  ] as const)('%s', async (_, given, expected, records) => {
    const stage = await scene({ google: { ...google(), users: given } });
    await collectConnection(await stage.context(run), connection('google'), []);
    const document = await stage.json(run, 'google/users.json');
    expect(summary([document])).toEqual({ 'google/users': expected });
    expect([document.population.records, document.records?.count ?? 0]).toEqual([records, records]);
  });

  test('whose secret is missing fails by itself and leaves the others whole', async () => {
    const stage = await scene({ google: google(ana), onepassword: onepassword(['ana']) });
    const secretOf: RunContext['secretOf'] = async ({ id }) => {
      if (id === 'google') throw new Error('GOOGLE_CREDENTIALS is not set');
      return null;
    };
    const context = await stage.context(run, {}, { secretOf });
    await collect(context, [], null);
    expect(summary(await documents(context))).toMatchObject({
      'google/users': 'failed internal',
      'google/groups': 'failed internal',
      'onepassword/users': 'complete',
    });
  });

  test('whose provider leaves a dataset out has that dataset failed', async () => {
    const stage = await scene({ google: google(ana) });
    const context = await stage.context(run);
    const provider = context.providers.get('google-workspace');
    if (!provider) throw new Error('no provider');
    const half = { ...provider, collect: async (_: CollectSession<never>) => {} };
    await collectConnection(
      { ...context, providers: new Map([['google-workspace', half]]) },
      connection('google'),
      [],
    );
    expect(new Set(Object.values(summary(await documents(context))))).toEqual(new Set(['failed internal']));
  });
});

describe('A second attempt', () => {
  test('leaves alone a connection that the first one finished', async () => {
    const stage = await scene({ google: google(ana) });
    const context = await stage.context(run);
    await collectConnection(context, connection('google'), []);
    stage.asked.length = 0;
    await collectConnection(context, connection('google'), []);
    expect(stage.asked).toEqual([]);
  });

  test('stores beside what the first one left, and its document names what counts', async () => {
    const stage = await scene({ google: google(ana, ben) });
    await stage.locker.create(`${runFolder(run)}/google/users.ndjson`, 'left over\n');
    const context = await stage.context(run);
    await collectConnection(context, connection('google'), []);
    expect((await stage.json(run, 'google/users.json')).records).toMatchObject({
      path: 'users.2.ndjson',
      count: 2,
    });
    expect(await stage.text(run, 'google/users.ndjson')).toBe('left over\n');
    expect(summary(await documents(context))['google/users']).toBe('complete');
  });

  test('never changes a document that is there, however little it says', async () => {
    const stage = await scene({ google: google(ana) });
    const context = await stage.context(run);
    await recordNotCollected(context, connection('google'), { code: 'not-asked', message: 'Left out.' });
    await collectConnection(context, connection('google'), []);
    expect(new Set(Object.values(summary(await documents(context))))).toEqual(new Set(['failed not-asked']));
  });
});

describe('All connections', () => {
  test('are collected to their end, also when one of them cannot be stored', async () => {
    const stage = await scene({ google: google(ana), onepassword: onepassword(['ana']) });
    const context = await stage.context(run);
    let waited = false;
    stage.world = {
      ...stage.world,
      onepassword: {
        ...stage.world.onepassword,
        users: {
          ...stage.world.onepassword?.users,
          meanwhile: async () => {
            await new Promise((resolve) => setTimeout(resolve, 200));
            waited = true;
          },
        },
      },
    };
    const locker = {
      ...context.locker,
      create: async (key: string, bytes: Buffer | string) => {
        if (key.includes('/google/')) throw new Error('disk full');
        await context.locker.create(key, bytes);
      },
    };
    await expect(collect({ ...context, locker }, [], null)).rejects.toThrow('disk full');
    expect(waited).toBe(true);
    expect(await stage.locker.names(`${runFolder(run)}/onepassword/`)).toContain('events.json');
  });
});

test('A list that goes on from night to night is told where the last night that knows ended', async () => {
  const stage = await scene({
    onepassword: { ...onepassword(['ana']), events: { facts: { continuation: { auditevents: 'c1' } } } },
  });
  const nights = [nightAt(0), nightAt(1), nightAt(2)];
  await collectConnection(await stage.context(nightAt(0)), connection('onepassword'), []);
  const context = await stage.context(nightAt(1));
  await recordNotCollected(context, connection('onepassword'), { code: 'not-asked', message: 'Left out.' });
  let told: unknown;
  const provider = context.providers.get('onepassword');
  if (!provider) throw new Error('no provider');
  const asking = {
    ...provider,
    collect: async (session: CollectSession<never>) => {
      told = [session.needs.continuation('events'), session.needs.continuation('users')];
    },
  };
  const third = await stage.context(nightAt(2), {}, { providers: new Map([['onepassword', asking]]) });
  await collectConnection(third, connection('onepassword'), nights.slice(0, 2));
  expect(told).toEqual([{ auditevents: 'c1' }, null]);
});
