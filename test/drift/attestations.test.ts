import { describe, expect, test } from '@jest/globals';
import { attestationDrift } from '../../lib/drift/attestations.ts';
import type { Attestation } from '../../lib/judging/attestation.ts';

const run = '2026-11-23T02:00:00Z';
const word: Attestation = {
  schema: 'exhibit/attestation/v1',
  control: 'passwords.unique',
  by: 'ana@acme.example',
  note: 'Nothing reused',
  at: '2026-09-01T10:00:00Z',
  expires: '2026-12-07',
  files: [],
};

function types(since: string | null, changes: Partial<Attestation> = {}): string[] {
  const last = since === null ? null : new Date(since);
  return attestationDrift(run, [{ ...word, ...changes }], last, new Date(run), 'UTC').map(({ type }) => type);
}

describe('the end of a word', () => {
  test('is announced on the first night within fourteen days of it, and not again', () => {
    expect(types('2026-11-22T02:00:00Z')).toEqual(['attestation.ending']);
    expect(types('2026-11-22T02:00:00Z', { expires: '2026-12-06' })).toEqual([]);
    expect(types('2026-11-22T02:00:00Z', { expires: '2026-12-08' })).toEqual([]);
  });

  test('is announced on a first run however near it is', () => {
    expect(types(null, { expires: '2026-11-24' })).toEqual(['attestation.ending']);
  });

  test('is said on the night after its last day', () => {
    expect(types('2026-11-22T02:00:00Z', { expires: '2026-11-22' })).toEqual(['attestation.ended']);
    expect(types('2026-11-22T02:00:00Z', { expires: '2026-11-23' })).toEqual([]);
    expect(types('2026-11-21T02:00:00Z', { expires: '2026-11-20' })).toEqual([]);
  });
});
