import { expect, test } from '@jest/globals';
import { LockerError } from '../../lib/locker/locker.ts';
import { type BeforeInput, keysBefore } from '../../lib/package/before.ts';
import type { FindingsDocument } from '../../lib/runs/findings-document.ts';

const [earlier, run] = ['2026-11-01T02:00:00Z', '2026-11-02T02:00:00Z'];

function input(read: () => Promise<Buffer>): BeforeInput {
  const night = { run, attestations: [], datasets: [] } as unknown as FindingsDocument;
  const locker = { read, local: async () => null } as unknown as BeforeInput['locker'];
  return { locker, before: [earlier], nights: [night], datasetOf: () => null };
}

test('a night before the period that is damaged is left out, and one that could not be read is not', async () => {
  const list = 'runs/2026-11-01T02-00-00Z/SHA256SUMS';
  expect(await keysBefore(input(async () => Buffer.from('{')))).toEqual([list]);
  const refused = new LockerError('unreachable', 'The bucket answers too much at once.');
  await expect(keysBefore(input(() => Promise.reject(refused)))).rejects.toBe(refused);
});
