import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { bitwardenAt } from '../../../demo/company/bitwarden.ts';
import { startBitwarden } from '../../../demo/stand-ins/bitwarden.ts';
import { startGitHub } from '../../../demo/stand-ins/github.ts';
import { collectConnection } from '../../../lib/nightly/collect/connection.ts';
import { makeStandard } from '../../../lib/nightly/plan/standard.ts';
import { readRunAgain } from '../../../lib/nightly/rejudge/read-run-again.ts';
import { collector } from '../../../lib/providers/bitwarden/collect/index.ts';
import { collector as github } from '../../../lib/providers/github/collect/index.ts';
import { anyProvider } from '../../../lib/providers/provider.ts';
import { closing } from '../../demo/stand-ins/asking.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { secure } from '../../providers/github/acme.ts';
import { prepared } from '../../providers/reading-again.ts';

const kept = closing();

async function scratch(name: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  mkdirSync(path);
  return path;
}

const { groups, ...world } = bitwardenAt(20);
const twice = ['one', 'other'].flatMap((id) => groups.map((group) => ({ ...group, id })));

test.each<[string, string]>([
  ['before anybody of a list was told', 'one'],
  ['when only a part was', 'other'],
])(
  'lists of which time was up %s make none whole that is made of them, and come out the same',
  async (_, id) => {
    const bitwarden = kept(await startBitwarden(() => ({ ...world, groups: twice })));
    bitwarden.misbehave({ path: `/public/groups/${id}/member-ids`, do: 'stall' });
    const { connection, context } = await prepared({
      provider: anyProvider(collector),
      endpoint: bitwarden.url,
      credential: bitwarden.credentials(),
      settings: [],
    });
    const limits = { ...context.configuration.limits, datasetSeconds: 1 };
    const configuration = { ...context.configuration, limits };
    await collectConnection({ ...context, configuration, scratch: await scratch('collect') }, connection, []);
    const { locker, providers, run } = context;
    const stored = async (name: string) =>
      JSON.parse(String(await locker.read(`runs/2026-11-22T01-00-00Z/bitwarden/${name}.json`)));
    const list = await stored('groups');
    expect(list).toMatchObject({ completeness: 'failed', problem: { code: 'timeout' } });
    expect(list.requests).toHaveLength(id === 'one' ? 2 : 3);
    expect(await stored('collection-access')).toMatchObject({
      completeness: 'partial',
      problem: { message: expect.stringContaining('list of groups is incomplete') },
    });
    const again = { locker, run, earlier: [], providers, scratch: await scratch('again') };
    const found = [];
    for await (const one of readRunAgain({ ...again, standard: makeStandard(configuration, []) }))
      found.push(one);
    expect(found).toEqual([]);
  },
);

test('What a list told until its time was up counts as well where a night is gone on with', async () => {
  const server = kept(await startGitHub(() => secure));
  const path = '/orgs/acme/members';
  server.misbehave({ path, query: /2fa_disabled/, do: 403 });
  server.misbehave({ path, query: /2fa_insecure/, do: 'stall' });
  const { connection, context, evidence } = await prepared({
    provider: anyProvider(github),
    endpoint: server.url,
    credential: server.credentials(),
    settings: ['org: acme'],
  });
  const limits = { ...context.configuration.limits, datasetSeconds: 1 };
  const configuration = { ...context.configuration, limits };
  const collect = async (name: string) =>
    await collectConnection({ ...context, configuration, scratch: await scratch(name) }, connection, []);
  const outside = () => {
    const file = join(evidence, 'outside-collaborators');
    return [JSON.parse(readFileSync(`${file}.json`, 'utf8')).problem, readFileSync(`${file}.ndjson`, 'utf8')];
  };
  await collect('first');
  const first = outside();
  expect(first).toMatchObject([{ code: 'denied' }, expect.stringContaining('"twoFactor":null')]);
  for (const file of readdirSync(evidence)) if (file.startsWith('outside')) rmSync(join(evidence, file));
  await collect('second');
  expect(outside()).toEqual(first);
  const { locker, providers, run } = context;
  const again = { locker, run, earlier: [], providers, scratch: await scratch('again') };
  const found = [];
  for await (const one of readRunAgain({ ...again, standard: makeStandard(configuration, []) }))
    found.push(one);
  expect(found).toEqual([]);
});
