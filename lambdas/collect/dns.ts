import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { dns } from '../../lib/providers/dns/collect/index.ts';

export const handler = collectFunction(dns);
