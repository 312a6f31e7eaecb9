import * as z from 'zod/mini';
import { defineControl } from '../../../judging/control.ts';
import { needToKnow } from '../../../judging/vaults/need-to-know.ts';
import { onePasswordApplies, vaultNeeds } from './vault-needs.ts';
import { readVaults } from './vaults.ts';

/**
 * Service accounts are not people and are not compared. `everyone` among a vault's members stands for every active
 * person of the people source.
 */
export const sharedVaultsNeedToKnow = defineControl({
  id: 'onepassword.shared-vaults-need-to-know',
  version: 3,
  title: 'Shared vaults are open to those who need them and nobody else',
  meaning:
    'Every shared vault is named in the configuration, and exactly the active people named for it have it, groups expanded. Any right on a vault is having it, and a private vault that two people have is a shared one.',
  fix: 'Give or take access in 1Password, or change who is named for the vault under vaults in the configuration.',
  mappings: {
    soc2: ['CC6.3'],
    iso27001: ['A.5.15', 'A.5.18'],
    nist80053: ['AC-3', 'AC-6'],
    cis: ['3.3', '6.8'],
  },
  needs: vaultNeeds,
  parameters: () => z.strictObject({}),
  applies: onePasswordApplies,
  evaluate: (input) => needToKnow(readVaults(input), input),
});
