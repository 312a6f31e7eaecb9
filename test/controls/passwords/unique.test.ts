import { expect, test } from '@jest/globals';
import { passwordsUnique as control } from '../../../lib/controls/passwords/unique.ts';
import { googleUsers, judge, onePassword, user } from '../people/world.ts';

const report = { name: 'watchtower.csv', path: 'attestations/x', sha256: 'ab'.repeat(32), bytes: 1 };
const said = (files: readonly (typeof report)[]) =>
  judge(control, {
    parts: [googleUsers([user('ana')]), onePassword('users', [])],
    attestation: {
      schema: 'exhibit/attestation/v1',
      control: control.id,
      by: 'ana@example.com',
      note: 'Nothing reused',
      at: '2026-11-20T10:00:00Z',
      expires: '2027-01-31',
      files,
    },
  })['password report'];

test('a word on the password report counts with the report', () => {
  expect(said([report])?.verdict).toBe('pass');
});

test('a word without the report says nothing', () => {
  expect(said([])).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('came without it') });
});
