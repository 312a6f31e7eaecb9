import * as z from 'zod/mini';
import { defineControl } from '../../../judging/control.ts';
import { haveABackup } from '../../../judging/vaults/have-a-backup.ts';
import { bitwardenApplies, collectionNeeds } from './collection-needs.ts';
import { readCollections } from './vaults.ts';

export const sharedCollectionsHaveABackup = defineControl({
  id: 'bitwarden.shared-collections-have-a-backup',
  version: 1,
  title: 'Every shared collection is open to more than one person',
  meaning:
    'The passwords of every collection can be seen by at least two active people of the people source to whom it was assigned, groups expanded and each person counted once; leavers, guests, shared accounts and members who are not confirmed do not count, nor do owners and administrators to whom it was not assigned.',
  fix: 'Assign the collection to a second person who needs it, or restore the access of one who has it.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.15'], nist80053: ['AC-2'], cis: ['6.8'] },
  needs: collectionNeeds,
  parameters: () => z.strictObject({}),
  applies: bitwardenApplies,
  evaluate: (input) => haveABackup(readCollections(input), input),
});
