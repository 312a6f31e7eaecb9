import type { PlanEvent, PlanOutput } from '../lib/nightly/functions/events.ts';

export const handler = async (_event: PlanEvent): Promise<PlanOutput> => {
  throw new Error('Not written yet.');
};
