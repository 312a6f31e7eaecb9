import { describe, expect, test } from '@jest/globals';
import { type AttestedScope, attestationOn } from '../../lib/judging/attestation.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { readAttestations, storeAttestation } from '../../lib/runs/attestations.ts';
import { temporaryFolder } from '../locker/folders.ts';

const given = {
  control: 'sign-in.single-sign-on',
  by: 'ana@acme.example',
  note: 'Looked at the settings',
  at: '2026-11-01T10:00:00Z',
  expires: '2027-01-31',
};

async function kept(about?: AttestedScope) {
  const locker = openFolderLocker(await temporaryFolder());
  const stored = await storeAttestation(locker, { ...given, ...(about && { about }) }, []);
  const [found] = await readAttestations(locker);
  return { stored, read: found?.attestation ?? null };
}

describe('A person’s word in the locker', () => {
  test('is read as it was recorded, and does not speak of what was connected or listed later', async () => {
    const { stored, read } = await kept({ connections: ['google'], policies: ['handbook/a.md'] });
    expect(read).toEqual(stored);
    expect(attestationOn(read, 'connections', 'google')).toEqual(stored);
    expect(attestationOn(read, 'connections', 'github')).toBeNull();
    expect(attestationOn(read, 'policies', 'handbook/b.md')).toBeNull();
  });

  test('lists all that it can speak of: shared accounts, too', async () => {
    const { stored, read } = await kept({ connections: [], policies: [], sharedAccounts: ['npm'] });
    expect(read).toEqual(stored);
    expect(attestationOn(read, 'sharedAccounts', 'npm')).toEqual(stored);
    expect(attestationOn(read, 'sharedAccounts', 'pypi')).toBeNull();
  });

  test('of before its scope was kept speaks of everything', async () => {
    const { stored, read } = await kept();
    expect(read).toEqual(stored);
    expect(attestationOn(read, 'connections', 'github')).toEqual(stored);
  });
});
