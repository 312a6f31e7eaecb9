import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import type { Locker } from '../../../lib/locker/locker.ts';
import { openS3Locker } from '../../../lib/locker/s3.ts';
import { copyFault } from '../../../lib/nightly/alert/copy-fault.ts';
import { copiedSeals } from '../../../lib/nightly/functions/copied-seals.ts';
import { openLog } from '../../../lib/nightly/functions/log.ts';
import { sealPath } from '../../../lib/seal/chain.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { type FaultyStore, startFaultyStore, storedAt } from '../../locker/s3/faulty-store.ts';

const hour = 60 * 60 * 1000;
const later = (hours: number) => new Date(storedAt.getTime() + hours * hour);

let store: FaultyStore;
let bucket: Locker;
beforeEach(async () => {
  store = await startFaultyStore();
  bucket = openS3Locker('s3://acme/exhibit', { client: store.client });
});
afterEach(async () => {
  await bucket.close();
  await store.close();
});

/** So many seals, whose copies stand so, newest last. Names are those of a folder: the store cannot list. */
async function lockerWith(...copies: (string | null)[]): Promise<Locker> {
  const names = openFolderLocker(await temporaryFolder());
  for (const [at, copy] of copies.entries()) {
    const path = sealPath(at + 1);
    for (const one of [names, bucket]) await one.create(path, 'a seal');
    if (copy !== null) store.copies.set(`/acme/exhibit/${path}`, copy as 'PENDING');
  }
  return { ...names, copyState: (key) => (bucket.copyState ?? (async () => null))(key) };
}

const lines: string[] = [];
const log = openLog((line) => void lines.push(line), {});
const looked = (locker: Locker, hours: number) => copiedSeals(locker, { log, now: () => later(hours) });
const asked = async (locker: Locker, hours: number) => (await looked(locker, hours)).uncopied;

test.each<[string, number, string | null, string | null]>([
  ['is there', 24, 'COMPLETED', null],
  ['is on its way', 0.1, 'PENDING', null],
  ['is still on its way a night later, which may be 23 hours', 23, 'PENDING', 'PENDING'],
  ['failed', 0.1, 'FAILED', 'FAILED'],
  ['was never to be made', 24, null, 'no copy known'],
  ['is of another file: this one is a copy itself', 24, 'REPLICA', 'REPLICA'],
])('A copy that %s', async (_, hours, status, fault) => {
  const locker = await lockerWith(status);
  expect(await asked(locker, hours)).toEqual(fault === null ? [] : [{ path: sealPath(1), fault }]);
});

test('A status that nobody knows is no copy, and neither is a file that is gone or has no time', () => {
  expect(copyFault({ status: 'SOON', stored: storedAt }, later(0))).toBe('SOON');
  expect(copyFault({ status: 'PENDING', stored: null }, later(0))).toBe('PENDING');
  expect(copyFault(null, later(0))).toBe('is not there');
});

test('What failed is told each night until it is mended, however long ago that was', async () => {
  const more = openFolderLocker(await temporaryFolder());
  for (let at = 1; at <= 100; at++) await more.create(sealPath(at), 'a seal');
  const seen: string[] = [];
  const locker: Locker = {
    ...more,
    copyState: async (key) => {
      seen.push(key);
      const failed = [3, 70].some((at) => sealPath(at) === key);
      return { status: failed ? 'FAILED' : 'COMPLETED', stored: storedAt };
    },
  };
  expect(await looked(locker, 24)).toEqual({
    seals: 100,
    uncopied: [70, 3].map((at) => ({ path: sealPath(at), fault: 'FAILED' })),
  });
  expect(new Set(seen).size).toBe(100);
});

test('A locker that shows no seal was not seen', async () => {
  const empty = openFolderLocker(await temporaryFolder());
  expect(await looked(empty, 24)).toEqual({
    seals: 0,
    uncopied: [{ path: 'chain/', fault: 'no seal was seen' }],
  });
});

test('A store that does not answer is no copy, and breaks nothing off', async () => {
  const locker = await lockerWith('COMPLETED');
  store.fail('HEAD', { status: 403, code: 'AccessDenied' });
  expect(await asked(locker, 24)).toEqual([{ path: sealPath(1), fault: 'unknown' }]);
  expect(lines.join()).toContain(`Looking for ${sealPath(1)} failed.`);
  const { copyState: _, ...mute } = locker;
  expect(await asked(mute, 24)).toEqual([{ path: sealPath(1), fault: 'unknown' }]);
});
