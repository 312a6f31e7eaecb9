import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { googleWorkspace } from '../../lib/providers/google-workspace/collect/index.ts';

export const handler = collectFunction(googleWorkspace);
