import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { onepassword } from '../../lib/providers/onepassword/collect/index.ts';

export const handler = collectFunction(onepassword);
