import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { FileError, madeText } from '../../files/made-file.ts';
import { withFileLock } from '../../locker/file-lock.ts';
import { flushFolder } from '../../locker/flush-folder.ts';
import { makeFolders } from '../../locker/make-folders.ts';
import { failed } from '../../locker/own-failure.ts';
import { SignerMemoryError } from './memory-error.ts';
import { headSchema, readRecord, signedSchema } from './record.ts';
import type { LockerName, Remembered, SignedHead, SignedSeal, SignerMemory } from './signer-memory.ts';

const entrySchema = z.object({
  origin: z.string(),
  location: z.string(),
  head: z.nullable(headSchema),
  pending: z.nullable(signedSchema),
});

const fileSchema = z.object({
  schema: z.literal('exhibit/signer-memory/v1'),
  lockers: z.array(entrySchema),
});

type Entry = z.output<typeof entrySchema>;

/**
 * A memory in a file, with one entry for each locker that the key signs. It is written aside, flushed and renamed: what
 * was remembered is there whole, before a seal is put. Two runs of two lockers take turns.
 */
export function openFileMemory(path: string): SignerMemory {
  const change = async (locker: LockerName, to: (entry: Entry) => Entry | null): Promise<boolean> =>
    await withFileLock(`${path}.lock`, async () => {
      const entries = await readEntries(path);
      const old = entries.find(({ origin }) => origin === locker.origin);
      const next = to(old ?? { ...locker, head: null, pending: null });
      if (next) await writeEntries(path, [...entries.filter((one) => one !== old), { ...next, ...locker }]);
      return next !== null;
    }).catch(worded(path, 'written'));
  return {
    place: path,
    async recall(locker) {
      return remembered(await readEntries(path), locker);
    },
    intend: (locker, seal) => change(locker, (entry) => intended(entry, seal)),
    async confirm(locker, head) {
      await change(locker, (entry) => confirmed(entry, head));
    },
  };
}

function remembered(entries: readonly Entry[], { origin, location }: LockerName): Remembered {
  const own = entries.find((entry) => entry.origin === origin);
  const other = entries.find((entry) => entry.location === location && entry.origin !== origin);
  return { head: own?.head ?? null, pending: own?.pending ?? null, elsewhere: other?.origin ?? null };
}

function intended(entry: Entry, seal: SignedSeal): Entry | null {
  const newest = entry.pending?.sequence ?? entry.head?.sequence ?? 0;
  return newest >= seal.sequence ? null : { ...entry, pending: seal };
}

function confirmed(entry: Entry, { sequence, run, sha256 }: SignedHead): Entry | null {
  if (entry.head && entry.head.sequence >= sequence) return null;
  const pending = entry.pending && entry.pending.sequence > sequence ? entry.pending : null;
  return { ...entry, head: { sequence, run, sha256 }, pending };
}

async function readEntries(path: string): Promise<readonly Entry[]> {
  try {
    return readRecord(madeText(path), fileSchema, path).lockers;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.reason === 'ENOENT' ? [] : worded(path, 'read')(error.cause ?? error);
  }
}

async function writeEntries(path: string, entries: readonly Entry[]): Promise<void> {
  const lockers = entries.toSorted((a, b) => (a.origin < b.origin ? -1 : 1));
  const text = canonicalDocument({ schema: 'exhibit/signer-memory/v1', lockers });
  const draft = `${path}.${randomUUID().slice(0, 8)}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await flushFolder(dirname(path));
  } finally {
    await rm(draft, { force: true });
  }
}

/** Throws unless the memory can be written: a night whose seal could not be remembered is not begun. */
export async function checkFileMemory(path: string): Promise<void> {
  const make = async (): Promise<void> => {
    await makeFolders(dirname(path), 0o700);
    await withFileLock(`${path}.lock`, async () => {});
  };
  await make().catch(worded(path, 'written'));
}

function worded(path: string, done: 'read' | 'written'): (error: unknown) => never {
  return (error) => {
    if (error instanceof SignerMemoryError) throw error;
    const what = `What the signing key signed last cannot be ${done} (${path}), and without that no night is sealed`;
    throw new SignerMemoryError('unreadable', failed(what, error).message, { cause: error });
  };
}
