import { sealFunction } from '../lib/nightly/functions/seal.ts';
import { packageToSign } from '../lib/package/function/package-to-sign.ts';

export const handler = sealFunction({}, { packageToSign });
