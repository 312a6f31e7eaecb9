import { required, type Variable } from '../../config/environment.ts';
import type { Call } from './define.ts';

/** What a call needs to open a store. */
export type StoreCall = Pick<Call, 'environment' | 'openLocker'>;

/** Lets `use` work with the store that a variable of the environment names, and closes it. */
export async function withStore<Result>(
  { environment, openLocker }: StoreCall,
  variable: Variable,
  use: (store: ReturnType<Call['openLocker']>) => Promise<Result>,
): Promise<Result> {
  const store = openLocker(required(environment, variable));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
