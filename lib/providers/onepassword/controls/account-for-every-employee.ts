import * as z from 'zod/mini';
import { users } from '../../../evidence/datasets/onepassword.ts';
import { type ControlInput, defineControl } from '../../../judging/control.ts';
import { peopleNeeds } from '../../../judging/people/directories.ts';
import { employeeAccounts } from '../../../judging/people/employee-accounts.ts';
import { everyEmployee, everyEmployeeApplies } from '../../../judging/people/every-employee.ts';
import { readAccounts } from './account-index.ts';

export const accountForEveryEmployee = defineControl({
  id: 'onepassword.account-for-every-employee',
  version: 3,
  title: 'Every employee has a 1Password account',
  meaning:
    'Every active person of the people source has an active 1Password account, under any of their addresses.',
  fix: 'Invite the person to 1Password, or reactivate their account; waive accounts that are not a person’s.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5'], cis: ['5.6'] },
  needs: [...peopleNeeds, users],
  parameters: () => z.strictObject({}),
  applies: everyEmployeeApplies(users.provider),
  evaluate: (input) => everyEmployee('1Password', listsIn(input), input),
});

function listsIn(input: ControlInput<unknown>) {
  return input
    .views(users)
    .map((view) => employeeAccounts(view.document, readAccounts(view, input.people), input));
}
