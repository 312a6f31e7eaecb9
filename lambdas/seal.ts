import type { SealEvent, SealOutput } from '../lib/nightly/functions/events.ts';

export const handler = async (_event: SealEvent): Promise<SealOutput> => {
  throw new Error('Not written yet.');
};
