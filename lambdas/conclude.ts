import { concludeFunction } from '../lib/nightly/functions/conclude.ts';

export const handler = concludeFunction();
