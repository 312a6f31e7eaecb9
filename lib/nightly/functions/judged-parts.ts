import type { KnownParts } from '../../config/configuration.ts';
import { catalog } from '../../controls/catalog.ts';
import { custom } from '../../controls/custom/index.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import { manifests } from '../../providers/manifests.ts';

/** What a configuration may name where it is judged by. */
export const judgedParts: KnownParts = {
  providers: manifests,
  controls: catalog,
  custom,
  own: loadOwnProvider,
};
