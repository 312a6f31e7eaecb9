import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { googleWorkspace } from '../../lib/providers/google-workspace/index.ts';

export const handler = collectFunction(googleWorkspace);
