import * as z from 'zod/mini';
import { defineControl } from '../../../judging/control.ts';
import { needToKnow } from '../../../judging/vaults/need-to-know.ts';
import { bitwardenApplies, collectionNeeds } from './collection-needs.ts';
import { readCollections } from './vaults.ts';

/**
 * Owners and administrators may open collections that were not assigned to them, where a setting says so that no API tells.
 * A pass takes that each of them has the collection and is named for it.
 */
export const sharedCollectionsNeedToKnow = defineControl({
  id: 'bitwarden.shared-collections-need-to-know',
  version: 1,
  title: 'Shared collections are open to those who need them and nobody else',
  meaning:
    'Every collection is named in the configuration, and exactly the active people named for it have it, groups expanded; owners and administrators, who may open every collection, are among those named and have it assigned.',
  fix: 'Assign the collection or take it away in Bitwarden, or change who is named for it under vaults in the configuration. A collection is named by its connection and its id or external id.',
  mappings: {
    soc2: ['CC6.3'],
    iso27001: ['A.5.15', 'A.5.18'],
    nist80053: ['AC-3', 'AC-6'],
    cis: ['3.3', '6.8'],
  },
  needs: collectionNeeds,
  parameters: () => z.strictObject({}),
  applies: bitwardenApplies,
  evaluate: (input) => needToKnow(readCollections(input), input),
});
