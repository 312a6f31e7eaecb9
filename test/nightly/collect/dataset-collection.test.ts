import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Dataset } from '../../../lib/evidence/dataset.ts';
import { CollectError } from '../../../lib/evidence/problem.ts';
import { recordingFetch } from '../../../lib/http/recording.ts';
import { Secrets } from '../../../lib/http/redact.ts';
import {
  collectDataset,
  type DatasetCollectionOptions,
} from '../../../lib/nightly/collect/dataset-collection.ts';
import type { DatasetSink } from '../../../lib/providers/provider.ts';
import { temporaryFolder } from '../../locker/folders.ts';

interface Row {
  readonly email: string;
  readonly id: string;
}
const people: Dataset<Row> = {
  provider: 'made-up',
  name: 'users',
  order: 'email',
  key: ({ email }) => email,
  id: ({ id }) => id,
  continues: false,
  onlyFor: null,
  strata: ({ id }) => [id.startsWith('s') ? 'suspended' : 'active'],
  people: ['email'],
  compared: null,
};
const now = new Date('2026-11-23T02:00:05Z');
const minuteMs = 60_000;

/** Collects with a provider that answers with these dates; `secrets` are known from the start. */
async function collected(
  work: (sink: DatasetSink<Row>) => Promise<void>,
  {
    dates = [now],
    nominal = null,
    secrets = [],
    limits,
  }: {
    dates?: readonly Date[];
    nominal?: Date | null;
    secrets?: string[];
    limits?: DatasetCollectionOptions['limits'];
  } = {},
) {
  const known = new Secrets();
  for (const secret of secrets) known.add(secret);
  const answers = [...dates];
  const result = await collectDataset(people, work, {
    header: {
      run: '2026-11-23T02:00:00Z',
      connection: 'google',
      provider: 'google-workspace',
      dataset: 'users',
      collector: { version: '0', commit: null, node: 'v24', trigger: 'manual', by: null },
    },
    scratch: await temporaryFolder(),
    now: () => now,
    startedAt: null,
    nominal,
    secrets: known,
    ...(limits ? { limits } : {}),
    fetchWith: (record) =>
      recordingFetch({
        provider: 'Test',
        patienceMs: 0,
        secrets: known,
        now: () => now,
        record,
        transport: async () =>
          new Response('{"token":"s3cret-value"}', {
            headers: { date: (answers.shift() ?? now).toUTCString() },
          }),
      }),
  });
  const records = result.records ? readFileSync(result.records.path, 'utf8') : null;
  const raw = result.raw ? gunzipSync(readFileSync(result.raw.path)).toString() : null;
  return { ...result, text: records, rawText: raw };
}
const ask = (sink: DatasetSink<Row>) => sink.fetch('https://test.example/users');
const row = (name: string, id = `a-${name}`): Row => ({ email: `${name}@acme.example`, id });

describe('A dataset', () => {
  test('counts its records, by stratum and by answer', async () => {
    const { document, text } = await collected(async (sink) => {
      await ask(sink);
      await sink.add([row('eva'), row('ana')]);
      await ask(sink);
      await sink.add([row('ben', 's-ben')]);
      await sink.add([]);
    });
    expect(document).toMatchObject({
      completeness: 'complete',
      problem: null,
      population: { records: 3, strata: { active: 2, suspended: 1 } },
    });
    expect(document.requests.map(({ records }) => records)).toEqual([2, 1]);
    expect(text?.match(/\w+@/g)).toEqual(['ana@', 'ben@', 'eva@']);
  });

  test('that has nobody is empty, and has a file that says so', async () => {
    const { document, records, text } = await collected(async (sink) => void (await ask(sink)));
    expect([document.completeness, records?.count, text]).toEqual(['empty', 0, '']);
  });

  test('that failed has no records, and keeps what was answered', async () => {
    const { document, records, rawText } = await collected(async (sink) => {
      await ask(sink);
      throw new CollectError('malformed', 'No list.');
    });
    expect([document.completeness, records]).toEqual(['failed', null]);
    expect(rawText).toContain('https://test.example/users');
  });

  test('tells every problem, under the code of the first', async () => {
    const { document } = await collected(async (sink) => {
      await sink.add([row('ana')]);
      sink.fault({ code: 'not-visible', message: 'A field is missing.' });
      sink.fault({ code: 'not-visible', message: 'A field is missing.' });
      throw new CollectError('timeout', 'It took too long.');
    });
    expect(document.problem).toEqual({
      code: 'not-visible',
      message: 'A field is missing. It took too long.',
    });
    expect(document.completeness).toBe('partial');
  });

  test('tells a fault of Exhibit itself as such, and finds a known error inside another', async () => {
    const ours = await collected(() => Promise.reject(new TypeError('x is undefined')));
    expect(ours.document.problem).toEqual({
      code: 'internal',
      message: expect.stringContaining('TypeError: x is undefined'),
    });
    const wrapped = new Error('client', { cause: new CollectError('denied', 'No.') });
    expect((await collected(() => Promise.reject(wrapped))).document.problem?.code).toBe('denied');
  });

  test.each([
    ['an id', [row('ana'), row('other', 'a-ana')], 1],
    ['an address', [row('ana'), row('ana', 'a-2')], 1],
    ['everything', [row('ana'), row('ana'), row('ana')], 1],
  ])('in which %s comes twice is partial, also far apart', async (_, rows, count) => {
    const { document } = await collected(async (sink) => {
      for (const one of rows) await sink.add([one]);
      await sink.add([row('zoe')]);
    });
    expect(document).toMatchObject({
      completeness: 'partial',
      problem: { code: 'malformed' },
      population: { records: count + 1 },
    });
  });

  test('holds no secret, neither in its records nor its answers nor its problem', async () => {
    const { document, text, rawText } = await collected(
      async (sink) => {
        sink.secret('late-secret');
        await (await ask(sink)).text();
        await sink.add([row('ana', 's3cret-value')]);
        throw new CollectError('denied', 'The token s3cret-value or late-secret is refused.');
      },
      { secrets: ['s3cret-value'] },
    );
    expect(`${JSON.stringify(document)}${text}${rawText}`).not.toMatch(/s3cret-value|late-secret/);
  });
});

describe('The difference between the clocks', () => {
  const skew = async (minutes: readonly number[], nominal: Date | null = null): Promise<number | null> => {
    const dates = minutes.map((minute) => new Date(now.getTime() + minute * minuteMs));
    const work = async (sink: DatasetSink<Row>) => {
      for (const _ of dates) await ask(sink);
    };
    return (await collected(work, { dates, nominal })).document.clockSkewMs;
  };

  test('is the largest of all answers, with its sign', async () => {
    expect(await skew([1, -30, 5])).toBe(-30 * minuteMs);
    expect(await skew([60])).toBe(60 * minuteMs);
  });

  test('is unknown where nothing was answered', async () => {
    expect(await skew([])).toBeNull();
  });

  test('is none where the provider keeps the time that was given by hand', async () => {
    const lastYear = new Date(now.getTime() - 365 * 24 * 60 * minuteMs);
    expect(await skew([-365 * 24 * 60], lastYear)).toBe(0);
    expect(await skew([0], lastYear)).toBe(0);
    expect(await skew([-60], lastYear)).toBe(-60 * minuteMs);
  });
});

describe('A secret that a provider says back is in nothing that is written,', () => {
  const secret = 'tök/en+"0815"=';
  const forms: readonly (readonly [how: string, form: string])[] = [
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    [
      'percent-encoded in every letter',
      [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join(''),
    ],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in escapes', [...secret].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
  ];
  test.each(forms)('%s, whatever text of the document it is', async (_, form) => {
    const result = await collected(
      async (sink) => {
        // Also where the records come before anything that would show it.
        await sink.add([{ email: `${form}@acme.example`, id: `s${form}` }]);
        sink.source({
          tenant: { id: form, name: form },
          principal: form,
          scopes: [form],
          exportedAt: form,
          continuation: { [form]: form },
        });
        sink.fault({ code: 'malformed', message: form });
        await ask(sink);
        await sink.keepExport({ name: form, bytes: Buffer.from(form), records: 0 });
      },
      { secrets: [secret] },
    );
    const written = JSON.stringify(result);
    for (const [, other] of forms) {
      expect(written).not.toContain(other);
      expect(written).not.toContain(JSON.stringify(other).slice(1, -1));
    }
    expect(result.document).toMatchObject({ tenant: { id: '[redacted]' }, principal: '[redacted]' });
    expect(result.text).toBe('{"email":"[redacted]@acme.example","id":"s[redacted]"}\n');
  });

  test('nor in a stratum that the provider’s own word makes', async () => {
    const words = { ...people, strata: ({ id }: Row) => [id] };
    const secrets = new Secrets();
    secrets.add('token-0815-abc');
    const { document } = await collectDataset(words, (sink) => sink.add([row('ana', 'token-0815-abc')]), {
      ...options,
      secrets,
      scratch: await temporaryFolder(),
    });
    expect(document.population.strata).toEqual({ '[redacted]': 1 });
  });
});

const options = {
  header: {
    run: '2026-11-23T02:00:00Z',
    connection: 'google',
    provider: 'google-workspace',
    dataset: 'users',
    collector: { version: '0', commit: null, node: 'v24', trigger: 'manual', by: null },
  },
  now: () => now,
  startedAt: null,
  nominal: null,
  fetchWith: () => () => Promise.reject(new Error('unused')),
} as const;

describe('A dataset ends in time:', () => {
  const within = (leftMs: number, setting: 'datasetSeconds' | 'runSeconds' = 'datasetSeconds') => ({
    time: { leftMs, setting, seconds: 7 },
    records: 1000,
  });

  test.each<[string, (sink: DatasetSink<Row>) => Promise<void>]>([
    ['an answer that never comes', () => new Promise(() => {})],
    [
      'a list without an end',
      async (sink) => {
        for (;;) {
          await ask(sink);
          await new Promise((done) => setTimeout(done, 5));
        }
      },
    ],
    [
      'a client that takes the end for an answer that failed, and goes on',
      async (sink) => {
        for (let at = 0; at < 100; at++) {
          await ask(sink).catch(() => {});
          await new Promise((done) => setTimeout(done, 5));
        }
      },
    ],
  ])('%s', async (_, endless) => {
    const { document, text } = await collected(
      async (sink) => {
        await sink.add([row('ana')]);
        await endless(sink);
      },
      { limits: within(60) },
    );
    expect(document).toMatchObject({ completeness: 'partial', problem: { code: 'timeout' } });
    expect(document.problem?.message).toContain('limits: datasetSeconds');
    expect(text).toBe('{"email":"ana@acme.example","id":"a-ana"}\n');
  });

  test('what comes in afterwards counts no more', async () => {
    const late = Promise.withResolvers<void>();
    let sunk: Promise<void> | undefined;
    const { document } = await collected(
      async (sink) => {
        sunk = late.promise.then(() => sink.add([row('ana')]));
        await sunk;
      },
      { limits: within(20) },
    );
    late.resolve();
    await expect(sunk).rejects.toMatchObject({ code: 'timeout' });
    expect(document).toMatchObject({ completeness: 'failed', population: { records: 0 } });
  });

  test('where the whole run has had its time, at once and with its own words', async () => {
    const { document } = await collected(async (sink) => void (await ask(sink)), {
      limits: within(-1, 'runSeconds'),
    });
    expect(document).toMatchObject({ completeness: 'failed', problem: { code: 'timeout' } });
    expect(document.problem?.message).toContain('limits: runSeconds');
  });

  test('and with as many records as are taken', async () => {
    const { document } = await collected(
      async (sink) => {
        for (let at = 0; ; at++) await sink.add([row(`p${at}`)]);
      },
      { limits: { ...within(60_000), records: 1000 } },
    );
    expect(document).toMatchObject({
      completeness: 'partial',
      problem: { code: 'truncated' },
      population: { records: 1000 },
    });
    expect(document.problem?.message).toContain('limits: datasetRecords');
  });
});
