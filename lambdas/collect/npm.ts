import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { npm } from '../../lib/providers/npm/collect/index.ts';

export const handler = collectFunction(npm);
