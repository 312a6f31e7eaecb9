import { LockerError } from '../../locker/locker.ts';
import { openCrew } from '../../workers/crew.ts';
import { type FileToPack, type PackedFile, packFiles } from './pack-file.mjs';

/** Reads and deflates files of this machine, with two more cores once there is enough to do. */
export interface Packer {
  /** In the same order; null for one that is not there. Throws `LockerError` (`unreachable`) when one cannot be read. */
  pack(files: readonly FileToPack[]): Promise<readonly (PackedFile | null)[]>;
  close(): Promise<void>;
}

/** Up to here starting workers takes longer than the work. */
const smallBytes = 8 << 20;

/** @param bytes how much there is to pack in all */
export function openPacker(bytes: number): Packer {
  const crew = openCrew<readonly FileToPack[], { readonly packed: readonly (PackedFile | null)[] }>(
    new URL('./pack-worker.mjs', import.meta.url),
  );
  const packHere = async (files: readonly FileToPack[]) => packFiles(files);
  const packThere = async (files: readonly FileToPack[]) => (await crew.ask(files)).packed.map(received);
  const pack = bytes < smallBytes ? packHere : packThere;
  return { pack: (files) => pack(files).catch(unreadable), close: crew.close };
}

/** A buffer comes from another thread as plain bytes. */
function received(file: PackedFile | null): PackedFile | null {
  if (!file) return null;
  const { buffer, byteOffset, byteLength } = file.packed;
  return { ...file, packed: Buffer.from(buffer, byteOffset, byteLength) };
}

function unreadable(cause: Error): never {
  throw new LockerError('unreachable', `A file of the locker cannot be read: ${cause.message}.`, { cause });
}
