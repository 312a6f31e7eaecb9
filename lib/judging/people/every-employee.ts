import type { Assessed, Assessment, ControlInput } from '../control.ts';
import { named } from '../judgement.ts';
import { withoutDirectory } from './directories.ts';
import type { EmployeeAccount, EmployeeAccounts } from './employee-accounts.ts';
import { type Employee, employeesIn } from './employees.ts';
import { peopleSources, withoutSource } from './source.ts';

/**
 * Whether every employee has an active account in a service.
 *
 * @param service what people call it
 * @param lists its accounts, one for each connection that was asked for them
 */
export function* everyEmployee(
  service: string,
  lists: readonly EmployeeAccounts[],
  input: ControlInput<unknown>,
): Iterable<Assessed> {
  const { people, settings } = input;
  const source = peopleSources(input, settings);
  if (!source.views) return yield withoutSource(source.missing);
  for (const employees of employeesIn(source.views, people))
    yield employees.map((employee) => assess(employee, { service, lists, sources: source.views.length }));
}

/** Where a service and a directory are connected. */
export function everyEmployeeApplies(provider: string): (connected: readonly string[]) => string | null {
  return (connected) =>
    connected.includes(provider) ? withoutDirectory(connected) : `No ${provider} connection is configured.`;
}

interface Seen {
  readonly service: string;
  readonly lists: readonly EmployeeAccounts[];
  /** How many lists of people there are. */
  readonly sources: number;
}

function assess(employee: Employee, { lists, service, sources }: Seen): Assessment {
  const { address: subject, isActive } = employee;
  const who = named(subject);
  const found = lists.flatMap(({ accounts }) => accounts.get(subject) ?? []);
  const unknown = (reason: string): Assessment => ({ ...who, verdict: 'unknown', reason });
  const active = found.filter((account) => account.active);
  const [one] = active;
  if (one) {
    // What is under somebody's primary address is theirs; an alias may have passed to them from somebody who left.
    const isTheirs = active.some(({ address, twin }) => twin === null || address === subject);
    const twin = isTheirs ? null : one.twin;
    return twin === null ? { ...who, verdict: 'pass', reason: '' } : unknown(twin);
  }
  const unclear = found.find((account) => account.active === null);
  if (unclear) return unknown(unclearState(unclear, service));
  const unseen = lists.find((list) => mayHaveOther(employee, list, sources));
  if (unseen)
    return unknown(`No active account was seen, but ${unseen.connection} did not show every account.`);
  const disputed = lists.flatMap((list) => list.disputed.get(subject) ?? [])[0];
  if (disputed)
    return unknown(`Has no account that is certainly theirs; ${disputed} is claimed by others too.`);
  if (lists.length === 0) return unknown(`The run holds no list of ${service} users.`);
  if (!isActive)
    return unknown('No active account, but the people source does not say whether the person is active.');
  const [account] = found;
  if (!account) return { ...who, verdict: 'fail', reason: `Has no ${service} account.` };
  const reason = `Has a ${service} account (${account.address}), but it is ${(account.state ?? '').toLowerCase()}.`;
  return { ...who, verdict: 'fail', reason };
}

function unclearState({ address, state }: EmployeeAccount, service: string): string {
  return state
    ? `${service} calls their account (${address}) ${state.toLowerCase()}, which may be active or not.`
    : `${service} lists an account but does not say whether it is active.`;
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
