import * as z from 'zod/mini';
import { members } from '../../../evidence/datasets/bitwarden.ts';
import { type ControlInput, defineControl } from '../../../judging/control.ts';
import { peopleNeeds } from '../../../judging/people/directories.ts';
import { employeeAccounts } from '../../../judging/people/employee-accounts.ts';
import { everyEmployee, everyEmployeeApplies } from '../../../judging/people/every-employee.ts';
import { readOwned } from './owned.ts';

export const bitwardenAccountForEveryEmployee = defineControl({
  id: 'bitwarden.account-for-every-employee',
  version: 1,
  title: 'Every employee has a Bitwarden account',
  meaning:
    'Every active person of the people source is a confirmed member of a Bitwarden organization, under any of their addresses.',
  fix: 'Invite the person to the organization, confirm them once they have accepted, or restore their access; waive accounts that are not a person’s.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5'], cis: ['5.6'] },
  needs: [...peopleNeeds, members],
  parameters: () => z.strictObject({}),
  applies: everyEmployeeApplies(members.provider),
  evaluate: (input) => everyEmployee('Bitwarden', listsIn(input), input),
});

function listsIn(input: ControlInput<unknown>) {
  return input
    .views(members)
    .map((view) => employeeAccounts(view.document, readOwned(view, input.people), input));
}
