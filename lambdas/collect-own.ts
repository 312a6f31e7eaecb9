import { collectOwnFunction } from '../lib/nightly/functions/collect-own.ts';

export const handler = collectOwnFunction();
