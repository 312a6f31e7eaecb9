import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { aws } from '../../lib/providers/aws/collect/index.ts';

export const handler = collectFunction(aws);
