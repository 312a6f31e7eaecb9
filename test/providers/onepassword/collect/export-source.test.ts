import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fileInFolder } from '../../../../lib/nightly/collect/exported-file.ts';
import { collector as onepassword } from '../../../../lib/providers/onepassword/collect/index.ts';
import { memorySession } from '../../session.ts';
import { connection, exported, now, opGroup, opUser, opVault } from '../company.ts';
import { json, paths, standIn, stopStandIns } from '../stand-in.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit-'));
});

afterEach(async () => {
  stopStandIns();
  await rm(folder, { recursive: true });
});

const quiet = json({ cursor: 'c', has_more: false, items: [] });

/** Collects with `file` as the export; `null`: there is none. */
async function collect(
  file: string | null,
  credential: string | null = '{"eventsToken":"some-events-token"}',
) {
  if (file !== null) await writeFile(join(folder, 'op.json'), file);
  const server = await standIn({ [paths.audit]: [quiet], [paths.signIn]: [quiet] });
  const memory = memorySession(
    connection({
      endpoint: server.url,
      exported: (file) => fileInFolder(folder, file),
      credential,
      settings: { source: 'export', file: './op.json', maxAgeDays: 7 },
    }),
    { now },
  );
  await onepassword.collect(memory.session);
  const firstQuestion = server.askedOf(paths.audit)[0]?.body ?? '{}';
  return {
    vaults: memory.of('vaults'),
    access: memory.of('vault-access'),
    since: JSON.parse(firstQuestion).start_time,
  };
}

const dated = (exportedAt: string) => JSON.stringify(exported([opVault('v1')], { exportedAt }));

describe('vaults from an export', () => {
  test('fill both datasets and are kept as they are read, with who made them when', async () => {
    const text = JSON.stringify(
      exported([opVault('v1', { users: [opUser('ana'), opUser('ben')], groups: [opGroup('Ops')] })]),
      null,
      3,
    );
    const { vaults, access } = await collect(text, null);
    expect([vaults.problems, access.problems]).toEqual([[], []]);
    expect(vaults.rows).toHaveLength(1);
    expect(access.rows).toHaveLength(3);
    for (const dataset of [vaults, access])
      expect(dataset.source).toEqual({
        origin: 'export',
        principal: 'ana@acme.example',
        exportedAt: '2026-11-22T09:00:00.000Z',
      });
    const kept = Buffer.from(`${JSON.stringify(JSON.parse(text))}\n`);
    expect(vaults.exports).toEqual([{ name: 'op.json', bytes: kept, records: 1 }]);
    expect(access.exports).toEqual([{ name: 'op.json', bytes: kept, records: 3 }]);
  });

  test('need no credential, not even one that can be read', async () => {
    const { vaults, access } = await collect(dated('2026-11-22T09:00:00Z'), 'not JSON');
    expect([vaults.problems, access.problems]).toEqual([[], []]);
  });

  test('that are older than allowed are kept and counted as partial', async () => {
    const { vaults, access } = await collect(dated('2026-11-16T01:59:59Z'));
    expect([vaults.rows.length, access.rows.length]).toEqual([1, 1]);
    for (const { problems } of [vaults, access])
      expect(problems).toEqual([{ code: 'stale', message: expect.stringContaining('older than 7 days') }]);
  });

  test.each(['2026-11-16T02:00:00Z', '2026-11-23T02:05:00Z'])('of %s are just within bounds', async (at) => {
    expect((await collect(dated(at))).vaults.problems).toEqual([]);
  });

  test('cannot come from the future', async () => {
    const { access, since } = await collect(dated('2026-11-23T02:05:01Z'));
    expect(access.problems).toEqual([
      { code: 'malformed', message: expect.stringContaining('in the future') },
    ]);
    expect(since).toBe('2026-11-22T02:00:00Z');
  });

  test('are not there without the file: both datasets say how to make it', async () => {
    const { vaults, access } = await collect(null);
    for (const { problems } of [vaults, access])
      expect(problems).toEqual([
        {
          code: 'not-configured',
          message: expect.stringContaining('exhibit export onepassword --out op.json'),
        },
      ]);
  });

  test.each([
    ['{"exportedAt":', 'is not JSON', ''],
    ['{"exportedAt": "a secret that broke off', 'is not JSON', ''],
    ['"a secret in a wrong file"', 'file:', 'null\n'],
    ['["a secret", {"in": "a list"}]', 'file:', 'null\n'],
    ['{"exportedAt":"2026-11-22T09:00:00Z"}', 'file.vaults', '{"exportedAt":"2026-11-22T09:00:00Z"}\n'],
  ])(
    'are not there when the file is %s, of which what belongs to an export is kept',
    async (text, said, kept) => {
      const { vaults, access } = await collect(text);
      for (const { problems, rows, exports } of [vaults, access]) {
        expect(problems).toEqual([{ code: 'malformed', message: expect.stringContaining(said) }]);
        expect(problems[0]?.message).not.toContain('a secret');
        expect(rows).toEqual([]);
        expect(exports.at(-1)?.bytes.toString()).toBe(kept);
        expect(exports.map(({ bytes }) => bytes.toString()).join()).not.toContain('a secret');
      }
    },
  );

  test('may begin with a byte order mark', async () => {
    expect((await collect(`\uFEFF${dated('2026-11-22T09:00:00Z')}`)).vaults.problems).toEqual([]);
  });

  test('tell of a faulty vault in both datasets', async () => {
    const { vaults, access } = await collect(JSON.stringify(exported([opVault('v1'), {}])));
    expect(vaults.problems).toHaveLength(1);
    expect(access.problems).toEqual(vaults.problems);
  });

  test('do not name a thousand faults one by one', async () => {
    const { access } = await collect(
      JSON.stringify(
        exported(Array.from({ length: 1000 }, (_, n) => opVault(`v${n}`, { users: undefined }))),
      ),
    );
    expect(access.problems).toHaveLength(11);
    expect(access.problems[10]?.message).toContain('990 more');
  });
});

describe('an export that holds more than an export', () => {
  const canary = 'canary-hunter2';
  const field = { id: 'password', type: 'CONCEALED', value: canary };
  const item = { id: 'i1', title: 'npmjs', fields: [field], urls: [{ href: canary }] };
  const wide = (extra: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    JSON.stringify(exported([opVault('v1', extra)], more));

  test.each([
    ['items in place of their number', wide({ items: [item] }), 'vaults[].items'],
    ['a text in place of their number', wide({ items: canary }), 'vaults[].items'],
    ['items beside it', wide({ item_list: [item] }), 'vaults[].item_list'],
    ['fields of items, loose', wide({ fields: [field] }), 'vaults[].fields'],
    ['a description', wide({ description: canary }), 'vaults[].description'],
    ['items of people', wide({ users: [opUser('ana', { items: [item] })] }), 'vaults[].users[].items'],
    [
      'something in place of a permission',
      wide({ users: [opUser('ana', { permissions: [{ canary }] })] }),
      'vaults[].users[].permissions[]',
    ],
    ['secrets of a group', wide({ groups: [opGroup('Ops', { key: canary })] }), 'vaults[].groups[].key'],
    [
      'secrets of people in groups',
      wide({ groups: [opGroup('Ops', { users: [opUser('ana', { password: canary })] })] }),
      'vaults[].groups[].users[].password',
    ],
    ['items beside the vaults', wide({}, { items: [item] }), 'items'],
    ['a session beside the vaults', wide({}, { session: canary }), 'session'],
    [
      'secrets in its own list of groups',
      wide({}, { groups: [{ ...opGroup('Ops'), note: canary }] }),
      'groups[].note',
    ],
    ['a field that is called by a secret', wide({ [canary]: 1 }), 'vaults[].(another field)'],
    ['a text that is none', wide({ name: { value: canary } }), 'vaults[].name'],
    ['a list that is none', JSON.stringify({ ...exported([]), vaults: { [canary]: canary } }), 'vaults'],
  ])('loses %s before anything is kept, and says so', async (_, text, named) => {
    const { vaults, access } = await collect(text);
    for (const dataset of [vaults, access]) {
      const kept = dataset.exports.map(({ bytes, name }) => [name, bytes.toString()] as const);
      expect(JSON.stringify([kept, dataset.rows, dataset.problems, dataset.source])).not.toContain(canary);
      expect(kept[0]).toEqual(['export/left-out.json', `${JSON.stringify([named])}\n`]);
      expect(kept[1]?.[0]).toBe('op.json');
    }
  });

  test('is as whole as one that holds no more', async () => {
    const { vaults, access } = await collect(wide({ items: [item], fields: [field] }));
    expect([vaults.problems, access.problems]).toEqual([[], []]);
    expect(vaults.rows).toEqual([expect.objectContaining({ id: 'v1', items: null })]);
  });

  test('is not made of what op prints itself', async () => {
    const printed = {
      content_version: 40,
      attribute_version: 2,
      created_at: '2024-03-01T09:00:00Z',
      updated_at: '2026-11-20T10:00:00Z',
      groups: [opGroup('Ops', { created_at: '2024-03-01T09:00:00Z', updated_at: '2024-03-01T09:00:00Z' })],
    };
    const { vaults } = await collect(wide(printed));
    expect(vaults.exports.map(({ name }) => name)).toEqual(['op.json']);
  });
});

describe('an export whose vaults were listed by what its maker can open', () => {
  test('fills a list of vaults that is not whole, and access lists that are', async () => {
    const { vaults, access } = await collect(
      JSON.stringify(exported([opVault('v1')], { permission: undefined })),
    );
    expect(vaults.problems).toEqual([
      { code: 'not-visible', message: expect.stringContaining('manage_vault') },
    ]);
    expect(access.problems).toEqual([]);
    expect([vaults.rows.length, access.rows.length]).toEqual([1, 1]);
  });
});

describe('an export that names its account', () => {
  test('is of the connection’s, or says nothing of it', async () => {
    const of = (account: string | null) => collect(JSON.stringify(exported([opVault('v1')], { account })));
    for (const account of ['ACCOUNT1', 'account1', null]) {
      const { vaults, access } = await of(account);
      expect([vaults.problems, access.problems, vaults.rows.length]).toEqual([[], [], 1]);
    }
    const { vaults, access } = await of('ACCOUNT2');
    const problem = { code: 'denied', message: expect.stringContaining('ACCOUNT2') };
    expect([vaults.problems, access.problems]).toEqual([[problem], [problem]]);
    expect([vaults.rows, access.rows]).toEqual([[], []]);
  });
});

describe('the first night’s events', () => {
  test.each([
    ['begin with the export', dated('2026-11-20T09:00:00Z'), '2026-11-20T09:00:00Z'],
    [
      'begin with its beginning, where it says when that was',
      JSON.stringify(exported([], { startedAt: '2026-11-22T08:00:00Z' })),
      '2026-11-22T08:00:00Z',
    ],
    ['begin no earlier than 1Password keeps them', dated('2026-01-01T00:00:00Z'), '2026-07-26T02:00:00Z'],
    ['begin a day back without an export', null, '2026-11-22T02:00:00Z'],
    ['begin a day back when the export has no date', '{}', '2026-11-22T02:00:00Z'],
  ])('%s', async (_what, file, start) => {
    expect((await collect(file)).since).toBe(start);
  });
});
