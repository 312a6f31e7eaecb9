import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { onepassword } from '../../lib/providers/onepassword/index.ts';

export const handler = collectFunction(onepassword);
