import { required, variables } from '../../config/environment.ts';
import type { SignerMemory } from '../../seal/memory/signer-memory.ts';
import { openStoreMemory } from '../../seal/memory/store-memory.ts';
import type { Call } from './define.ts';

/** Lets `use` work with what the key signed last, in the bucket that the environment names. */
export async function withMemory<Result>(
  { environment, openLocker }: Pick<Call, 'environment' | 'openLocker'>,
  use: (memory: SignerMemory) => Promise<Result>,
): Promise<Result> {
  const store = openLocker(required(environment, variables.signerMemory));
  try {
    return await use(openStoreMemory(store));
  } finally {
    await store.close();
  }
}
