import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/company/nights.ts';
import { type Demo, startDemo } from '../../demo/demo.ts';
import { loadConfiguration } from '../../lib/config/load.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { type CollectContext, silent } from '../../lib/nightly/run-context.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { type Compared, collectAndReadAgain, expectSame } from './reading-again.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.close());

/** Nights of the company, one after the other, every connection collected and read again. */
async function nights(numbers: readonly number[]): Promise<readonly Compared[]> {
  const folder = await temporaryFolder();
  const file = join(demo.folder, 'exhibit.yaml');
  writeFileSync(file, demo.configuration(join(folder, 'evidence'), { credentials: (id) => `secret:${id}` }));
  const configuration = await loadConfiguration(file, { providers: manifests });
  const found: Compared[] = [];
  const runs = numbers.map((number) => nightTime(number).toISOString().replace('.000Z', 'Z'));
  for (const [at, number] of numbers.entries()) {
    demo.setNight(number);
    const context: Omit<CollectContext, 'scratch'> = {
      configuration,
      locker: openFolderLocker(join(folder, 'evidence')),
      providers: new Map(providers.map((provider) => [provider.id, provider])),
      run: runs[at] ?? '',
      now: () => new Date(),
      nominalGiven: true,
      collector: { version: '1', commit: null, node: 'v24', trigger: 'manual', by: null },
      progress: silent,
      secretOf: async ({ id }) => demo.credentials[id as keyof typeof demo.credentials] ?? null,
    };
    for (const connection of configuration.connections)
      found.push(...(await collectAndReadAgain(context, connection, runs.slice(0, at))));
  }
  return found;
}

describe('Nights of the company, read again from their raw answers', () => {
  test.each([[[1, 2]], [[13]], [[22, 23]], [[30]]])('are the same (nights %j)', async (numbers) => {
    const all = await nights(numbers);
    for (const one of all) expectSame(one);
    expect(new Set(all.map(({ stored }) => stored.provider)).size).toBeGreaterThan(6);
  });
});

test.each(providers.map((provider) => [provider.id, provider] as const))(
  '%s has a reader for each dataset',
  (_id, provider) => {
    const policies = [{ repository: 'handbook', path: 'access.md', branch: null }];
    const places = { domain: 'acme.example', server: 'https://acme.example', site: 'acme.example' };
    const names = { customer: 'acme', group: 'acme', instance: false, organization: 'acme', tenant: 'acme' };
    const settings = {
      account: 'a',
      domains: [],
      org: 'acme',
      selectors: [],
      subdomain: 'acme',
      ...places,
      ...names,
    };
    const needs = { groups: [], policies, continuation: () => null, now: new Date(0) };
    const input = { connection: { endpoint: null, settings }, needs } as never;
    const read = provider.read(input).map(({ dataset }) => dataset.name);
    const asked = provider.datasets.filter(
      ({ onlyFor }) => typeof onlyFor !== 'function' || onlyFor(settings),
    );
    expect(read.toSorted()).toEqual(asked.map(({ name }) => name).toSorted());
  },
);
