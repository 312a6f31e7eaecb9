import { sealFunction } from '../lib/nightly/functions/seal.ts';

export const handler = sealFunction();
