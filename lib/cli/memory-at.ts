import { openLocker } from '../locker/open.ts';
import { isS3Location } from '../locker/s3/location.ts';
import { openFileMemory } from '../seal/memory/file-memory.ts';
import type { SignerMemory } from '../seal/memory/signer-memory.ts';
import { openStoreMemory } from '../seal/memory/store-memory.ts';

/** Lets `use` work with what the key signed last: in a file, or in a bucket of its own, where each object is written once. */
export async function withMemoryAt<Result>(
  place: string,
  use: (memory: SignerMemory) => Promise<Result>,
): Promise<Result> {
  if (!isS3Location(place)) return await use(openFileMemory(place));
  const store = openLocker(place);
  try {
    return await use(openStoreMemory(store));
  } finally {
    await store.close();
  }
}
