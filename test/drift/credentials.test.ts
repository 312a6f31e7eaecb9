import { describe, expect, test } from '@jest/globals';
import { credentialDrift } from '../../lib/drift/credentials.ts';
import { isObjection } from '../../lib/drift/event.ts';
import { credentialEnds } from '../../lib/nightly/conclude/credential-ends.ts';

const run = '2026-11-23T02:00:00Z';

function told(since: string | null, expires: string) {
  const last = since === null ? null : new Date(since);
  return credentialDrift(run, [{ connection: 'github', expires }], last, 'UTC');
}
const types = (...given: Parameters<typeof told>) => told(...given).map(({ type }) => type);

describe('The end of a credential', () => {
  test('is announced on the first night within fourteen days of it, and not again', () => {
    expect(types('2026-11-22T02:00:00Z', '2026-12-07')).toEqual(['credential.ending']);
    expect(types('2026-11-22T02:00:00Z', '2026-12-06')).toEqual([]);
    expect(types('2026-11-22T02:00:00Z', '2026-12-08')).toEqual([]);
  });

  test('is announced on a first run however near it is, and names the connection', () => {
    expect(told(null, '2026-11-24')).toMatchObject([
      {
        type: 'credential.ending',
        subject: 'github',
        message: 'The credential of github ends on 2026-11-24.',
      },
    ]);
  });

  test('is said on the night after, as an objection', () => {
    const [event] = told('2026-11-22T02:00:00Z', '2026-11-22');
    expect(event).toMatchObject({
      type: 'credential.ended',
      message: 'The credential of github ended on 2026-11-22.',
    });
    expect(event && isObjection(event)).toBe(true);
    expect(types('2026-11-21T02:00:00Z', '2026-11-20')).toEqual([]);
  });
});

describe('When a credential ends', () => {
  const before = [{ connection: 'github', expires: '2026-12-01' }];
  const document = (traits: object) =>
    ({ connection: 'github', completeness: 'complete', ...traits }) as Parameters<
      typeof credentialEnds
    >[0][number];

  test('is the earliest that its evidence tells, in the company’s time zone', () => {
    const documents = [
      document({ credentialEnds: '2027-02-01T23:30:00Z' }),
      document({ credentialEnds: '2027-01-31T23:30:00Z' }),
      document({}),
      document({ connection: 'slack' }),
    ];
    expect(credentialEnds(documents, before, 'Europe/Amsterdam')).toEqual([
      { connection: 'github', expires: '2027-02-01' },
    ]);
  });

  test('is as was told before, where it ended and so tells nothing', () => {
    expect(credentialEnds([document({ completeness: 'failed' })], before, 'UTC')).toEqual(before);
  });

  test('is never, where a new one without an end works, or the connection is gone', () => {
    expect(credentialEnds([document({})], before, 'UTC')).toEqual([]);
    expect(credentialEnds([document({ connection: 'slack' })], before, 'UTC')).toEqual([]);
  });
});
