import * as z from 'zod/mini';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { users } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import {
  type Assessed,
  type Assessment,
  type ControlInput,
  defineControl,
} from '../../../judging/control.ts';
import { named } from '../../../judging/judgement.ts';
import { type Employee, employeesIn } from '../../../judging/people/employees.ts';
import { peopleSources, withoutSource } from '../../../judging/people/source.ts';
import { type EmployeeAccount, type EmployeeAccounts, readEmployeeAccounts } from './employee-accounts.ts';

export const accountForEveryEmployee = defineControl({
  id: 'onepassword.account-for-every-employee',
  version: 3,
  title: 'Every employee has a 1Password account',
  meaning:
    'Every active person of the people source has an active 1Password account, under any of their addresses.',
  fix: 'Invite the person to 1Password, or reactivate their account; waive accounts that are not a person’s.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5'], cis: ['5.6'] },
  needs: [googleUsers, users],
  parameters: () => z.strictObject({}),
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  const { people, settings } = input;
  const source = peopleSources(input, settings);
  if (!source.views) return yield withoutSource(source.missing);
  const lists = input.views(users).map((view) => readEmployeeAccounts(view, input));
  for (const employees of employeesIn(source.views, people))
    yield employees.map((employee) => assess(employee, lists, source.views.length));
}

function assess(employee: Employee, lists: readonly EmployeeAccounts[], sources: number): Assessment {
  const { address: subject, isActive } = employee;
  const who = named(subject);
  const found = lists.flatMap(({ accounts }) => accounts.get(subject) ?? []);
  const unknown = (reason: string): Assessment => ({ ...who, verdict: 'unknown', reason });
  const active = found.filter(({ state }) => isActiveState(state));
  const [one] = active;
  if (one) {
    // What is under somebody's primary address is theirs; an alias may have passed to them from somebody who left.
    const isTheirs = active.some(({ address, twin }) => twin === null || address === subject);
    const twin = isTheirs ? null : one.twin;
    return twin === null ? { ...who, verdict: 'pass', reason: '' } : unknown(twin);
  }
  const untold = found.find(({ state }) => isActiveState(state) === null);
  if (untold) return unknown(untoldState(untold));
  const unseen = lists.find((list) => mayHaveOther(employee, list, sources));
  if (unseen)
    return unknown(`No active account was seen, but ${unseen.connection} did not show every account.`);
  const disputed = lists.flatMap((list) => list.disputed.get(subject) ?? [])[0];
  if (disputed) return unknown(`Has no account that is surely theirs; ${disputed} is claimed by others too.`);
  if (lists.length === 0) return unknown('The run holds no list of 1Password users.');
  if (!isActive)
    return unknown('No active account, but Google does not say whether the person is suspended or archived.');
  const [account] = found;
  if (!account) return { ...who, verdict: 'fail', reason: 'Has no 1Password account.' };
  const reason = `Has a 1Password account (${account.address}), but it is ${(account.state ?? '').toLowerCase()}.`;
  return { ...who, verdict: 'fail', reason };
}

function untoldState({ address, state }: EmployeeAccount): string {
  return state
    ? `1Password calls their account (${address}) ${state.toLowerCase()}, which may be active or not.`
    : '1Password lists an account but does not say whether it is active.';
}

/** Whether an account under another name may stand in the part of a list that was not seen. */
function mayHaveOther(
  { address, addresses }: Employee,
  { declaredUnseen, seen, whole }: EmployeeAccounts,
  sources: number,
): boolean {
  if (whole) return false;
  return sources > 1 || declaredUnseen.has(address) || addresses.some((one) => !seen.has(one));
}
