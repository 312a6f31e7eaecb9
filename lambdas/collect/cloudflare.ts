import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { cloudflare } from '../../lib/providers/cloudflare/collect/index.ts';

export const handler = collectFunction(cloudflare);
