import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { checkFileMemory, openFileMemory } from '../../../lib/seal/memory/file-memory.ts';
import type { SignedSeal, SignerMemory } from '../../../lib/seal/memory/signer-memory.ts';
import { openStoreMemory } from '../../../lib/seal/memory/store-memory.ts';
import { temporaryFolder } from '../../locker/folders.ts';

const acme = { origin: 'Acme', location: '/srv/acme' };
const seal = (sequence: number, letter = 'a'): SignedSeal => ({
  sequence,
  run: `2026-11-20T${String(sequence).padStart(2, '0')}:00:00Z`,
  sha256: letter.repeat(64),
  sums: 'b'.repeat(64),
  bundle: `{"seal":${sequence}}\n`,
});
const headOf = ({ sequence, run, sha256 }: SignedSeal) => ({ sequence, run, sha256 });

const kinds: readonly (readonly [string, () => Promise<() => SignerMemory>])[] = [
  [
    'a file',
    async () => {
      const path = join(await temporaryFolder(), 'key.pem.head.json');
      return () => openFileMemory(path);
    },
  ],
  [
    'a store that writes once',
    async () => {
      const folder = join(await temporaryFolder(), 'memory');
      return () => openStoreMemory(openFolderLocker(folder));
    },
  ],
];

describe.each(kinds)('A memory in %s', (_, make) => {
  test('is empty at first', async () => {
    const open = await make();
    expect(await open().recall(acme)).toEqual({ head: null, pending: null, elsewhere: null });
  });

  test('holds a seal whole until it is known to be in the chain, and then its head', async () => {
    const open = await make();
    expect(await open().intend(acme, seal(1))).toBe(true);
    const { head, pending } = await open().recall(acme);
    expect([head, pending]).toMatchObject([null, seal(1)]);
    await open().confirm(acme, seal(1));
    const after = await open().recall(acme);
    expect([after.head, after.pending]).toMatchObject([headOf(seal(1)), null]);
    expect(await open().intend(acme, seal(2))).toBe(true);
    const next = await open().recall(acme);
    expect([next.head, next.pending]).toMatchObject([headOf(seal(1)), seal(2)]);
  });

  test('keeps the first of two seals for one number, and nothing older than what it has', async () => {
    const open = await make();
    const both = await Promise.all([open().intend(acme, seal(1, 'c')), open().intend(acme, seal(1, 'd'))]);
    expect(both.toSorted()).toEqual([false, true]);
    await open().confirm(acme, seal(3));
    expect(await open().intend(acme, seal(2))).toBe(false);
    expect((await open().recall(acme)).head).toMatchObject(headOf(seal(3)));
  });

  test('says when the chain in a place had another name', async () => {
    const open = await make();
    await open().confirm(acme, seal(1));
    expect((await open().recall({ ...acme, origin: 'Other' })).elsewhere).toBe('Acme');
  });
});

describe('A memory in a file', () => {
  test('is its owner’s, and tells the lockers of one key apart, also when two write at once', async () => {
    const path = join(await temporaryFolder(), 'memory.json');
    const names = Array.from({ length: 12 }, (_, at) => ({ origin: `${at}`, location: `/srv/${at}` }));
    await Promise.all(names.map((name, at) => openFileMemory(path).confirm(name, seal(at + 1))));
    for (const [at, name] of names.entries())
      expect((await openFileMemory(path).recall(name)).head?.sequence).toBe(at + 1);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('goes on after a process that ended while it wrote', async () => {
    const path = join(await temporaryFolder(), 'memory.json');
    await writeFile(`${path}.lock`, `999999999 ${hostname()}`);
    await openFileMemory(path).confirm(acme, seal(1));
    expect((await openFileMemory(path).recall(acme)).head?.sequence).toBe(1);
  });

  test.each(['', '{}', '{"schema":"exhibit/signer-memory/v1","lockers":[{"origin":"Acme"}]}'])(
    'that cannot be read (%j) is not an empty one',
    async (text) => {
      const path = join(await temporaryFolder(), 'memory.json');
      await writeFile(path, text);
      await expect(openFileMemory(path).recall(acme)).rejects.toMatchObject({
        name: 'SignerMemoryError',
        code: 'unreadable',
      });
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  test('that cannot be written is found out before anything is asked', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a'));
    await symlink('/dev/null', join(folder, 'a', 'file'));
    const refused = checkFileMemory(join(folder, 'a', 'file', 'memory.json'));
    await expect(refused).rejects.toMatchObject({ name: 'SignerMemoryError', code: 'unreadable' });
    await expect(refused).rejects.toThrow(/without that no night is sealed/);
  });
});
