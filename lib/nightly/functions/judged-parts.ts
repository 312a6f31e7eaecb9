import { custom } from '#custom-controls';
import type { KnownParts } from '../../config/configuration.ts';
import { catalog } from '../../controls/catalog.ts';
import { manifests } from '../../providers/manifests.ts';

/** What a configuration may name where it is judged by. Bundles hold CEL for those alone who have controls of their own. */
export const judgedParts: KnownParts = { providers: manifests, controls: catalog, custom };
