import type { Provider } from '../../providers/provider.ts';
import type { CollectEvent, CollectOutput } from './events.ts';

export function collectFunction<Settings>(provider: Provider<Settings>) {
  return async (_event: CollectEvent): Promise<CollectOutput> => {
    throw new Error(`${provider.id} is not written yet.`);
  };
}
