import { describe, expect, test } from '@jest/globals';
import { checkKey, checkPrefix, runFolder, runOfFolder } from '../../lib/locker/keys.ts';
import { LockerError } from '../../lib/locker/locker.ts';

const refused = expect.objectContaining({ name: 'LockerError', code: 'invalid-key' });
const thrownBy = (work: () => void): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof LockerError ? error : 'another error';
  }
};

describe('A key', () => {
  test.each([
    'runs/2026-11-23T02-00-00Z/google/users.raw.ndjson.gz',
    'chain/0000000042.sigstore.json',
    'a@b.example/x+y=z,w_-.json',
    'runs/.hidden',
  ])('may be %s', (key) => {
    expect(thrownBy(() => checkKey(key))).toBeNull();
  });

  test.each([
    '',
    '/',
    '/etc/passwd',
    'a/',
    'a//b',
    '.',
    '..',
    '../b',
    'a/../b',
    'a/./b',
    'a\\b',
    'C:b',
    'a\u0000b',
    'a\nb',
    'a\n',
    'a b',
    'a%2e',
    'é',
    'a:b',
    '~',
    `a/${'b'.repeat(256)}`,
    '.lock',
    '.scratch/x',
    '.lock/x',
  ])('may not be %j', (key) => {
    expect(thrownBy(() => checkKey(key))).toEqual(refused);
  });

  test('that is refused is named so that it can be read', () => {
    expect(thrownBy(() => checkKey('a\nb'))).toHaveProperty(
      'message',
      '"a\\nb" cannot be a key of the locker.',
    );
  });
});

describe('A prefix', () => {
  test.each(['', 'runs/', 'runs/2026-11-23T02-00-00Z/google/'])('may be %j', (prefix) => {
    expect(thrownBy(() => checkPrefix(prefix))).toBeNull();
  });

  test.each(['runs', '/', '../', 'runs/../', 'runs//', '.scratch/'])('may not be %j', (prefix) => {
    expect(thrownBy(() => checkPrefix(prefix))).toEqual(refused);
  });
});

describe("A run's folder", () => {
  test('has no colons, and tells the run again', () => {
    expect(runFolder('2026-11-23T02:00:00Z')).toBe('runs/2026-11-23T02-00-00Z');
    expect(runOfFolder('2026-11-23T02-00-00Z')).toBe('2026-11-23T02:00:00Z');
  });

  test.each(['2026-11-23T02:00:00Z', '2026-11-23', '2026-11-23T02-00-00Z.old', 'x'])(
    'is not called %s',
    (name) => {
      expect(runOfFolder(name)).toBeNull();
    },
  );
});
