import { variables } from '../../config/environment.ts';
import type { SignerMemory } from '../../seal/memory/signer-memory.ts';
import { openStoreMemory } from '../../seal/memory/store-memory.ts';
import { type StoreCall, withStore } from './with-store.ts';

/** Lets `use` work with what the key signed last, in the bucket that the environment names. */
export function withMemory<Result>(
  call: StoreCall,
  use: (memory: SignerMemory) => Promise<Result>,
): Promise<Result> {
  return withStore(call, variables.signerMemory, (store) => use(openStoreMemory(store)));
}
