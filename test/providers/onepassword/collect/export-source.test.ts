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
  test('fill both datasets and are kept as they came, with who made them when', async () => {
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
    expect(vaults.exports).toEqual([{ name: 'op.json', bytes: Buffer.from(text), records: 1 }]);
    expect(access.exports).toEqual([{ name: 'op.json', bytes: Buffer.from(text), records: 3 }]);
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
        { code: 'not-configured', message: expect.stringContaining('sh onepassword-export.sh op.json') },
      ]);
  });

  test.each([
    ['{"exportedAt":', 'is not JSON'],
    ['"a secret in a wrong file"', 'file:'],
    ['{"exportedAt":"2026-11-22T09:00:00Z"}', 'file.vaults'],
  ])('are not there when the file is %s, which is kept all the same', async (text, said) => {
    const { vaults, access } = await collect(text);
    for (const { problems, rows, exports } of [vaults, access]) {
      expect(problems).toEqual([{ code: 'malformed', message: expect.stringContaining(said) }]);
      expect(problems[0]?.message).not.toContain('a secret');
      expect(rows).toEqual([]);
      expect(exports[0]?.bytes.toString()).toBe(text);
    }
  });

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

describe('the first night’s events', () => {
  test.each([
    ['begin with the export', dated('2026-11-20T09:00:00Z'), '2026-11-20T09:00:00Z'],
    ['begin no earlier than 1Password keeps them', dated('2026-01-01T00:00:00Z'), '2026-07-26T02:00:00Z'],
    ['begin a day back without an export', null, '2026-11-22T02:00:00Z'],
    ['begin a day back when the export has no date', '{}', '2026-11-22T02:00:00Z'],
  ])('%s', async (_what, file, start) => {
    expect((await collect(file)).since).toBe(start);
  });
});
