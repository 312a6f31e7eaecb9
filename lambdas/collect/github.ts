import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { github } from '../../lib/providers/github/collect/index.ts';

export const handler = collectFunction(github);
