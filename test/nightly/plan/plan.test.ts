import { describe, expect, test } from '@jest/globals';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { policyDocuments } from '../../../lib/evidence/datasets/github.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { datasetsOfRun } from '../../../lib/nightly/plan/plan.ts';
import { ana, connection, google, nightAt, onepassword, scene } from '../night.ts';
import { planned } from '../planned.ts';

const run = nightAt(0);
const named = async (context: Parameters<typeof datasetsOfRun>[0]) => [
  ...new Set((await datasetsOfRun(context)).map((one) => one.connection)),
];
const stageOfTwo = () => scene({ google: google(ana), onepassword: onepassword(['ana']) });

describe('A plan', () => {
  test('names every dataset of every connection, with its provider', async () => {
    const stage = await stageOfTwo();
    await planned(await stage.context(run));
    const { datasets, ...rest } = await stage.json(run, 'plan.json');
    expect(rest).toMatchObject({
      schema: 'exhibit/plan/v1',
      run,
      configuration: { sha256: expect.any(String) },
    });
    expect(datasets).toHaveLength(8);
    expect(datasets).toContainEqual({ connection: 'google', dataset: 'users', provider: 'google-workspace' });
  });

  test('stays that of the first attempt', async () => {
    const stage = await stageOfTwo();
    await planned(await stage.context(run));
    const first = await stage.text(run, 'plan.json');
    await planned(await stage.context(run, { connections: [connection('google')] }));
    expect(await stage.text(run, 'plan.json')).toBe(first);
  });
});

describe('A dataset that only some configurations need', () => {
  const policy = { branch: null, connection: 'google', owner: null, path: 'a.md', repository: 'handbook' };

  test('is planned where the configuration lists what it is for, and nowhere else', async () => {
    const stage = await stageOfTwo();
    const context = await stage.context(run);
    const given = context.providers.get('google-workspace');
    if (!given) throw new Error('There is no such provider.');
    const documents = { ...policyDocuments, provider: given.id } as AnyDataset;
    const provider = {
      ...given,
      datasets: [...given.datasets, documents],
    };
    const providers = new Map([...context.providers, [given.id, provider] as const]);
    const planned = async (policies: readonly (typeof policy)[]) => {
      const { configuration } = context;
      const settings = { ...configuration.settings, policies };
      const all = await datasetsOfRun({
        ...context,
        providers,
        configuration: { ...configuration, settings },
      });
      return all.filter(({ dataset }) => dataset === 'policy-documents').map(({ connection: of }) => of);
    };
    expect(await planned([])).toEqual([]);
    expect(await planned([{ ...policy, connection: 'onepassword' }])).toEqual([]);
    expect(await planned([policy])).toEqual(['google']);
  });
});

describe('The datasets of a run', () => {
  test('are those of the configuration, in its order, where there is no plan', async () => {
    const stage = await stageOfTwo();
    expect(await named(await stage.context(run))).toEqual(['google', 'onepassword']);
  });

  test('are those that were planned, although the configuration has lost them', async () => {
    const stage = await stageOfTwo();
    await planned(await stage.context(run));
    const only = await stage.context(run, { connections: [connection('onepassword')] });
    expect(await named(only)).toEqual(['onepassword', 'google']);
  });

  test('are not those that came into the configuration later, unless they were collected', async () => {
    const stage = await stageOfTwo();
    await planned(await stage.context(run));
    const three = await stage.context(run, {
      connections: ['google', 'google-2', 'onepassword'].map(connection),
    });
    expect(await named(three)).toEqual(['google', 'onepassword']);
    await stage.locker.create(`${runFolder(run)}/google-2/users.json`, '{}');
    expect(await named(three)).toEqual(['google', 'google-2', 'onepassword']);
  });
});
