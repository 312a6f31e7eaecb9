import * as z from 'zod/mini';
import { defineControl } from '../../../judging/control.ts';
import { haveABackup } from '../../../judging/vaults/have-a-backup.ts';
import { onePasswordApplies, vaultNeeds } from './vault-needs.ts';
import { readVaults } from './vaults.ts';

export const sharedVaultsHaveABackup = defineControl({
  id: 'onepassword.shared-vaults-have-a-backup',
  version: 3,
  title: 'Every shared vault is open to more than one person',
  meaning:
    'The passwords of every shared vault can be seen by at least two active people of the people source, groups expanded and each person counted once; leavers, guests, shared and service accounts, addresses of groups and the group for recovery do not count. A private vault that two people have is a shared one.',
  fix: 'Give a second person who needs the vault access to it, or reactivate one who has it.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.15'], nist80053: ['AC-2'], cis: ['6.8'] },
  needs: vaultNeeds,
  parameters: () => z.strictObject({}),
  applies: onePasswordApplies,
  evaluate: (input) => haveABackup(readVaults(input), input),
});
