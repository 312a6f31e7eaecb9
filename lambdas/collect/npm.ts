import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { npm } from '../../lib/providers/npm/index.ts';

export const handler = collectFunction(npm);
