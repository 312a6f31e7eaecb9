import { packageFunction } from '../lib/package/function/package-function.ts';
import { manifests } from '../lib/providers/manifests.ts';
import { recordKeys } from '../lib/providers/record-keys.ts';

export const handler = packageFunction({ providers: manifests, keys: recordKeys });
