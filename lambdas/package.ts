import { packageFunction } from '../lib/package/function/package-function.ts';
import { datasetOf } from '../lib/providers/dataset-of.ts';
import { manifests } from '../lib/providers/manifests.ts';

export const handler = packageFunction({ providers: manifests, datasetOf });
