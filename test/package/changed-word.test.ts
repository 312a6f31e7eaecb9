import { expect, test } from '@jest/globals';
import type { Attestation } from '../../lib/judging/attestation.ts';
import { changeAttestation } from '../../lib/package/pseudonyms/documents.ts';
import type { Pseudonyms } from '../../lib/package/pseudonyms/pseudonym.ts';

const word: Attestation = {
  schema: 'exhibit/attestation/v1',
  control: 'onepassword.totp-in-vault',
  by: 'ana@acme.example',
  note: 'Ana looked at it',
  at: '2026-11-01T10:00:00Z',
  expires: '2027-01-31',
  files: [{ name: 'ana.pdf', path: 'attestations/x', sha256: 'ab', bytes: 1 }],
  recordedBy: { user: 'ana', host: 'anas-laptop' },
  about: { connections: ['github'], policies: [], sharedAccounts: ['npm · npm · ana@acme.example · '] },
};

test('a word under pseudonyms names nobody: who gave it, who typed it, and whose shared accounts it is about', () => {
  const pseudonyms = {
    person: () => 'person-1',
    text: (words: string) => words.replaceAll('ana@acme.example', 'person-1'),
  };
  const changed = changeAttestation(word, pseudonyms as unknown as Pseudonyms);
  expect(JSON.stringify(changed)).not.toMatch(/ana/i);
  expect(changed.recordedBy?.user).toBe('person-1');
  expect(changed.about?.connections).toEqual(['github']);
});

test('a review under pseudonyms names nobody, of what was ended at services that are not connected any more either', () => {
  const ended = {
    account: 'eva@acme.example',
    connection: 'old',
    decidedBy: ['ana@acme.example'],
    decision: 'remove',
    id: 'eva-1',
    note: 'Eva has no account',
    since: '2026-08-01T00:00:00Z',
  } as const;
  const review = {
    run: '2026-11-20T02:00:00Z',
    seal: { sequence: 3, sha256: 'ab' },
    decidedBy: ['ana@acme.example'],
    sheets: [],
    changes: [],
    ended: [ended],
  };
  const pseudonyms = { person: () => 'person-1', text: () => 'text' };
  const changed = changeAttestation({ ...word, review }, pseudonyms as unknown as Pseudonyms);
  expect(JSON.stringify(changed)).not.toMatch(/eva|ana@/i);
  expect(changed.review?.ended).toMatchObject([{ connection: 'old', decidedBy: ['person-1'] }]);
});
