import type { LoadableParts } from '../../config/load.ts';
import { catalog } from '../../controls/catalog.ts';
import { manifests } from '../../providers/manifests.ts';

/** What a configuration may name where it is judged by. CEL is loaded for those alone who have controls of their own. */
export const judgedParts: LoadableParts = {
  providers: manifests,
  controls: catalog,
  custom: async () => (await import('../../controls/custom/index.ts')).custom,
};
