import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type OnePasswordUser, users } from '../../../lib/evidence/datasets/onepassword.ts';
import { CollectError, type ProblemCode } from '../../../lib/evidence/problem.ts';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import type { Exchange } from '../../../lib/http/exchange.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { rawFile } from '../../../lib/nightly/collect/raw-file.ts';
import { recordedDataset } from '../../../lib/nightly/collect/recorded-dataset.ts';
import { collectBy } from '../../../lib/providers/follow.ts';
import type { CollectSession } from '../../../lib/providers/provider.ts';
import {
  type ProviderClient,
  type ProviderRequest,
  type Reading,
  reads,
} from '../../../lib/providers/reader.ts';
import { temporaryFolder } from '../../locker/folders.ts';

const run = '2026-11-20T02:00:00Z';
const addressOf = (page: number): string => `https://provider.example/people?page=${page}`;

function exchange(page: number): Exchange {
  const body = Buffer.from(JSON.stringify({ page }));
  const at = new Date(run);
  return {
    method: 'GET',
    url: addressOf(page),
    status: 200,
    headers: { 'content-type': 'application/json' },
    requestId: null,
    providerDate: at,
    requestedAt: at,
    answeredAt: at,
    body,
    bytes: body.length,
    sha256: sha256Of(body),
    redacted: false,
    confidential: false,
    error: null,
  };
}

/** Two pages in a locker, of a dataset that has its document, with this problem. */
async function pagesAfter<Result>(
  code: ProblemCode | null,
  use: (client: ProviderClient<ProviderRequest>) => Promise<Result>,
): Promise<Result> {
  const folder = await temporaryFolder();
  const locker = openFolderLocker(join(folder, 'evidence'));
  const raw = rawFile(join(folder, 'people.raw.ndjson.gz'));
  for (const page of [1, 2]) await raw.add(exchange(page));
  const { path } = await raw.finish();
  const name = `${runFolder(run)}/made/people`;
  await locker.createFromFile(`${name}.raw.ndjson.gz`, path);
  const problem = code && { code, message: 'It ended early.' };
  const document = { problem, raw: { path: 'people.raw.ndjson.gz' } };
  await locker.create(`${name}.json`, Buffer.from(JSON.stringify(document)));
  const fail = (error: unknown): never => {
    throw error;
  };
  const context = { locker, providers: new Map(), run };
  const client = await recordedDataset(context, connection, 'people', { form: {}, fail });
  if (!client) throw new Error('Nothing was recorded.');
  try {
    return await use(client);
  } finally {
    await locker.close();
  }
}

const connection = {
  id: 'made',
  provider: 'made',
  patience: 0,
  settings: {},
  endpoint: null,
  credentials: null,
};

async function answersOf(client: ProviderClient<ProviderRequest>): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const page of [1, 2])
    answers.push(
      await client({ method: 'GET', url: addressOf(page) }).then(
        ({ text }) => text,
        (error: unknown) => error,
      ),
    );
  return answers;
}

test('A dataset that came to its end teaches all that it was told', async () => {
  expect(await pagesAfter(null, answersOf)).toEqual(['{"page":1}', '{"page":2}']);
});

test('One whose time was up never comes to its end again, even if all of it was heard', async () => {
  const [first, last] = await pagesAfter('timeout', answersOf);
  expect(first).toBe('{"page":1}');
  expect(last).toBeInstanceOf(Error);
  // Whoever reads on from a list takes this for its problem, and must not take it for one of the provider's.
  expect(last).not.toBeInstanceOf(CollectError);
});

/** Which datasets are asked of the provider, of one that both pages were recorded of; and whether reading them came to its end. */
async function askedAfter(code: ProblemCode, pages: readonly number[]): Promise<unknown> {
  const ends: string[] = [];
  function* reading(): Reading<OnePasswordUser, ProviderRequest> {
    for (const page of pages) yield { send: { method: 'GET', url: addressOf(page) } };
    ends.push('came to its end');
  }
  const names: string[] = [];
  await pagesAfter(code, async (client) => {
    const session = {
      recorded: async () => client,
      dataset: async ({ name }: { name: string }) => names.push(name) > 0,
    };
    const refuse = () => () => Promise.reject(new Error('It was asked.'));
    await collectBy(session as unknown as CollectSession, [reads(users, reading, {})], refuse);
  });
  return { names, ends };
}

test('nor is it asked again, which would make of it what its document says that it is not', async () => {
  expect(await askedAfter('timeout', [1, 2])).toEqual({ names: [], ends: [] });
  expect(await askedAfter('interrupted', [1, 2, 3])).toEqual({ names: [], ends: [] });
});

test('What another reader was told is asked anew, since it teaches this one nothing', async () => {
  expect(await askedAfter('interrupted', [7])).toEqual({ names: ['users'], ends: [] });
});
