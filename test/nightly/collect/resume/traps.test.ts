import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { EvidenceDocument } from '../../../../lib/evidence/document.ts';
import type { Deadline } from '../../../../lib/nightly/collect/resume/deadline.ts';
import { mostResumptions } from '../../../../lib/nightly/collect/resume/resumption.ts';
import { type ListServer, listed, listServer, page, secret } from './list.ts';
import { type Desk, desk, questions, untilDone } from './resuming.ts';

const endless = Number.POSITIVE_INFINITY;

function begin(server: ListServer): Promise<Desk> {
  return desk({ provider: listed, endpoint: server.url, credential: secret, settings: [] });
}

async function documentOf(on: Desk): Promise<EvidenceDocument> {
  const bytes = await on.locker.read('runs/2026-11-22T01-00-00Z/slack/items.json');
  return JSON.parse(bytes?.toString() ?? 'null');
}

/** Paths of the files in the work store. */
function kept(on: Desk): string[] {
  const folder = join(dirname(on.locker.location), 'work');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('An unfinished collection', () => {
  test('has nothing in the locker, and no secret in the work store', async () => {
    await using server = await listServer(5);
    const on = await begin(server);
    expect(await on.invoke(questions(3), null)).toMatch(/^[0-9a-f]{16}-1$/);
    expect(await on.locker.list('')).toEqual([]);
    const texts = kept(on).map((path) => {
      const bytes = readFileSync(path);
      return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    });
    expect(texts.join()).toContain('item-0003');
    expect(texts.join()).not.toMatch(/canary/);
  });

  test('asks anew for its token, and for nothing else', async () => {
    await using server = await listServer(3);
    const on = await begin(server);
    expect(await untilDone(on, () => questions(1))).toBe(4);
    expect(server.asked).toEqual([
      '/token',
      '/token',
      '/items?page=1',
      '/token',
      '/items?page=2',
      '/token',
      '/items?page=3',
    ]);
    const { requests, completeness, population } = await documentOf(on);
    expect([requests.length, completeness, population.records]).toEqual([4, 'complete', 6]);
  });

  test('whose token is refused when it goes on says so', async () => {
    await using server = await listServer(3);
    const on = await begin(server);
    const cursor = await on.invoke(questions(2), null);
    server.answer = (path, response) => {
      if (path === '/token') response.writeHead(401).end('{}');
      return path === '/token';
    };
    expect(await on.invoke(questions(endless), cursor)).toBeNull();
    const { problem, completeness } = await documentOf(on);
    expect([problem?.code, completeness]).toEqual(['unauthenticated', 'failed']);
  });

  test('whose next page is not there any more is partial, and never complete', async () => {
    await using server = await listServer(3);
    const on = await begin(server);
    const cursor = await on.invoke(questions(3), null);
    server.answer = (path, response) => {
      if (path.endsWith('=3')) response.writeHead(400).end('{"error":"page token expired"}');
      return path.endsWith('=3');
    };
    expect(await on.invoke(questions(endless), cursor)).toBeNull();
    const { problem, completeness, population } = await documentOf(on);
    expect([problem?.code, completeness, population.records]).toEqual(['rejected', 'partial', 4]);
  });

  test('starts anew without its cursor, and leaves one document', async () => {
    await using server = await listServer(3);
    const on = await begin(server);
    await on.invoke(questions(3), null);
    expect(await on.invoke(questions(endless), null)).toBeNull();
    expect(server.asked.filter((path) => path.endsWith('=1'))).toHaveLength(2);
    expect((await on.locker.list('')).map(({ key }) => key.split('/').at(-1))).toEqual([
      'items.json',
      'items.ndjson',
      'items.raw.ndjson.gz',
    ]);
    expect((await documentOf(on)).completeness).toBe('complete');
  });

  test.each([
    ['was cleared away', () => true, (path: string) => rmSync(path)],
    ['lost its answers', (path: string) => path.endsWith('.gz'), (path: string) => rmSync(path)],
    [
      'was changed',
      (path: string) => path.endsWith('calls.ndjson'),
      (path: string) => {
        rmSync(path);
        writeFileSync(path, '{}\n');
      },
    ],
  ])('that %s starts anew, and says so', async (_, is, spoil) => {
    await using server = await listServer(3);
    const on = await begin(server);
    const cursor = await on.invoke(questions(3), null);
    for (const path of kept(on)) if (is(path)) spoil(path);
    expect(await on.invoke(questions(endless), cursor)).toBeNull();
    expect(on.notes).toHaveLength(1);
    expect(on.notes[0]).toContain('starts again');
    const { completeness, population, requests } = await documentOf(on);
    expect([completeness, population.records, requests.length]).toEqual(['complete', 6, 4]);
  });

  test('of another deployment starts anew', async () => {
    await using server = await listServer(3);
    const on = await begin(server);
    const cursor = await on.invoke(questions(3), null);
    Object.assign(on.context.collector, { version: '2' });
    expect(await on.invoke(questions(endless), cursor)).toBeNull();
    expect(on.notes).toEqual([expect.stringContaining('another deployment')]);
    expect((await documentOf(on)).population.records).toBe(6);
  });

  test.each(['x', '0123456789abcdef-', '../0123456789abcdef-1'])(
    'has no cursor such as %s',
    async (cursor) => {
      await using server = await listServer(1);
      await expect((await begin(server)).invoke(questions(1), cursor)).rejects.toThrow(
        'not returned by this function',
      );
    },
  );
});

describe('A collection that would never end', () => {
  test('is failed when an invocation brings nothing new', async () => {
    await using server = await listServer(3);
    const on = await begin(server);
    const cursor = await on.invoke(questions(2), null);
    expect(await on.invoke(questions(0), cursor)).toBeNull();
    const { problem, completeness, population } = await documentOf(on);
    expect([problem?.code, completeness, population.records]).toEqual(['interrupted', 'partial', 2]);
    expect(problem?.message).toContain('brought no new answer');
  });

  test('is ended after so many invocations, with what it has', async () => {
    await using server = await listServer(mostResumptions + 20);
    const on = await begin(server);
    expect(await untilDone(on, () => questions(1))).toBe(mostResumptions + 1);
    const { problem, completeness, population } = await documentOf(on);
    expect([problem?.code, completeness]).toEqual(['interrupted', 'partial']);
    expect(population.records).toBe(2 * mostResumptions);
  });
});

describe('A question that has to be broken off', () => {
  test('stays on record, and is asked again', async () => {
    await using server = await listServer(2);
    const on = await begin(server);
    const stop = new AbortController();
    server.answer = (path) => {
      if (!path.endsWith('=2')) return false;
      setTimeout(() => stop.abort(), 50);
      return true;
    };
    const deadline: Deadline = { isOver: () => false, signal: stop.signal, end: () => {} };
    const cursor = await on.invoke(deadline, null);
    expect(cursor).toMatch(/-1$/);
    server.answer = () => false;
    expect(await on.invoke(questions(endless), cursor)).toBeNull();
    const { requests, completeness } = await documentOf(on);
    expect(completeness).toBe('complete');
    expect(requests.map(({ url, status }) => [url.slice(server.url.length), status])).toEqual([
      ['/token', 200],
      ['/items?page=1', 200],
      ['/items?page=2', null],
      ['/items?page=2', 200],
    ]);
  });
});

describe('An answer that holds a secret', () => {
  test('is asked for anew, and the evidence holds what came then', async () => {
    await using server = await listServer(3);
    const on = await begin(server);
    const echo = (path: string): boolean => path.endsWith('=1');
    let times = 0;
    server.answer = (path, response) => {
      if (echo(path)) response.end(JSON.stringify({ ...page(1, 3), echo: `${secret} ${++times}` }));
      return echo(path);
    };
    await untilDone(on, () => questions(2));
    expect(times).toBeGreaterThan(1);
    const raw = await on.locker.read('runs/2026-11-22T01-00-00Z/slack/items.raw.ndjson.gz');
    const text = gunzipSync(raw ?? Buffer.alloc(0)).toString();
    expect(text).toContain(`[redacted] ${times}`);
    expect(text).not.toContain(secret);
    const { completeness, population, requests } = await documentOf(on);
    expect([completeness, population.records, requests.length]).toEqual(['complete', 6, 4]);
  });
});
