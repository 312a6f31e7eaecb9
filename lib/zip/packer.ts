import { LockerError } from '../locker/locker.ts';
import { openWorkerPool } from '../workers/worker-pool.ts';
import { packFiles } from './pack-file.mjs';
import type { FileToPack, PackedFile } from './packed-file.ts';

/**
 * Reads and deflates files of this machine, with another core once there is enough to do. A second worker would wait: walking the
 * nights, which is one thread's work, takes longer than packing all of them.
 */
export interface Packer {
  /** In the same order; null for one that is not there. Throws `LockerError` (`unreachable`) when one cannot be read. */
  pack(files: readonly FileToPack[]): Promise<readonly (PackedFile | null)[]>;
  close(): Promise<void>;
}

/** Up to here starting a worker takes longer than the work. */
const smallBytes = 8 << 20;

interface Packed {
  /** With how many bytes of `whole` are each one's, in order. */
  readonly facts: readonly ((Omit<PackedFile, 'packed'> & { readonly packed: number }) | null)[];
  readonly whole: Uint8Array<ArrayBuffer>;
}

/** @param bytes how much there is to pack in all */
export function openPacker(bytes: number): Packer {
  const pool = openWorkerPool<readonly FileToPack[], Packed>(new URL('./pack-worker.mjs', import.meta.url), {
    most: 1,
  });
  const packHere = async (files: readonly FileToPack[]) => packFiles(files);
  const packThere = async (files: readonly FileToPack[]) => received(await pool.run(files));
  const pack = bytes < smallBytes ? packHere : packThere;
  return { pack: (files) => pack(files).catch(unreadable), close: pool.close };
}

function received({ facts, whole }: Packed): (PackedFile | null)[] {
  let at = 0;
  return facts.map((file) => {
    if (!file) return null;
    at += file.packed;
    return { ...file, packed: Buffer.from(whole.buffer, at - file.packed, file.packed) };
  });
}

function unreadable(cause: Error): never {
  throw new LockerError('unreachable', `A file of the locker cannot be read: ${cause.message}.`, { cause });
}
