import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { witnessOf } from '../../../lib/seal/witness/log-keys.ts';
import { temporaryFolder } from '../../locker/folders.ts';

const rekor = { url: 'https://log.example', version: 1 as const };

test('A log has the key that the configuration names, and Sigstore’s own where it names none', async () => {
  const file = join(await temporaryFolder(), 'log.pem');
  await writeFile(file, 'a key');
  expect(witnessOf({ witness: { rekor: { ...rekor, key: file } } })).toEqual({ ...rekor, keys: ['a key'] });
  expect(witnessOf({ witness: { rekor: { ...rekor, key: null } } })).toEqual({ ...rekor, keys: [] });
  expect(witnessOf({ witness: null })).toBeNull();
});
