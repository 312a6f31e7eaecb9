import { planFunction } from '../lib/nightly/functions/plan.ts';

export const handler = planFunction();
