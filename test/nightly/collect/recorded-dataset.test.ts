import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type OnePasswordUser, users } from '../../../lib/evidence/datasets/onepassword.ts';
import type { ProblemCode } from '../../../lib/evidence/problem.ts';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import type { Exchange } from '../../../lib/http/exchange.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { rawFile } from '../../../lib/nightly/collect/raw-file.ts';
import { recordedDataset } from '../../../lib/nightly/collect/recorded-dataset.ts';
import { collectBy } from '../../../lib/providers/follow.ts';
import type { CollectSession, RecordedClient } from '../../../lib/providers/provider.ts';
import { type ProviderRequest, type Reading, reads } from '../../../lib/providers/reader.ts';
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

/** Two pages in a locker, of a dataset that has its document, with this problem and one record. */
async function pagesAfter<Result>(
  code: ProblemCode | null,
  use: (answers: RecordedClient) => Promise<Result>,
): Promise<Result> {
  const folder = await temporaryFolder();
  const locker = openFolderLocker(join(folder, 'evidence'));
  const raw = rawFile(join(folder, 'people.raw.ndjson.gz'));
  for (const page of [1, 2]) await raw.add(exchange(page));
  const { path } = await raw.finish();
  const name = `${runFolder(run)}/made/people`;
  await locker.createFromFile(`${name}.raw.ndjson.gz`, path);
  const problem = code && { code, message: 'It ended early.' };
  const document = { population: { records: 1 }, problem, raw: { path: 'people.raw.ndjson.gz' } };
  await locker.create(`${name}.json`, Buffer.from(JSON.stringify(document)));
  const fail = (error: unknown): never => {
    throw error;
  };
  const context = { locker, providers: new Map(), run };
  const answers = await recordedDataset(context, connection, 'people', { form: {}, fail });
  if (!answers) throw new Error('Nothing was recorded.');
  try {
    return await use(answers);
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

/** What a reader of these pages, each of which has a person, hears again; and whether the dataset is asked anew. */
async function heardAgain(
  code: ProblemCode | null,
  pages: readonly number[],
  personOn = (page: number) => page,
): Promise<readonly unknown[]> {
  const heard: unknown[] = [];
  function* reading(): Reading<OnePasswordUser, ProviderRequest> {
    for (const page of pages) {
      const response = yield { send: { method: 'GET', url: addressOf(page) } };
      heard.push(response && 'text' in response ? response.text : response);
      const person = `person-${personOn(page)}`;
      yield { records: [{ id: person, email: person } as OnePasswordUser] };
    }
    heard.push('its end');
  }
  await pagesAfter(code, async (answers) => {
    const session = {
      recorded: async () => answers,
      dataset: async ({ name }: { name: string }) => heard.push(`${name} anew`) > 0,
    };
    const refuse = () => () => Promise.reject(new Error('It was asked.'));
    await collectBy(session as unknown as CollectSession, [reads(users, reading, {})], refuse);
  });
  return heard;
}

test('A dataset that came to its end is heard again whole, and not asked again', async () => {
  expect(await heardAgain(null, [1, 2])).toEqual(['{"page":1}', '{"page":2}', 'its end']);
});

test('One whose time was up is heard as far as it was, and never comes to its end', async () => {
  expect(await heardAgain('timeout', [1, 2])).toEqual(['{"page":1}', '{"page":2}']);
});

test('and who comes a second time is none who came too late', async () => {
  expect(await heardAgain('timeout', [1, 2], () => 1)).toEqual(['{"page":1}', '{"page":2}', 'its end']);
});

test('nor is one asked again whose answers end before its reader does', async () => {
  expect(await heardAgain('interrupted', [1, 2, 3])).toEqual(['{"page":1}', '{"page":2}']);
});

test('What another reader was told is asked anew, since it teaches this one nothing', async () => {
  expect(await heardAgain('interrupted', [7])).toEqual(['users anew']);
});
