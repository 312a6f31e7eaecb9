import type { ConcludeEvent, ConcludeOutput } from '../lib/nightly/functions/events.ts';

export const handler = async (_event: ConcludeEvent): Promise<ConcludeOutput> => {
  throw new Error('Not written yet.');
};
