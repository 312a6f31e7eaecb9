import { isWhole } from '../../evidence/document.ts';
import { nothingYet } from '../assessed.ts';
import type { Assessment, ControlInput } from '../control.ts';
import { employeesIn } from '../people/employees.ts';
import { listNames, namesShown } from '../people/names.ts';
import { primaryOf } from '../people/people.ts';
import { type PeopleSources, peopleSources } from '../people/source.ts';
import { withoutAccess } from './compare-members.ts';
import type { NeedToKnow } from './need-to-know-list.ts';
import type { Vault } from './shared-vault.ts';

/** Employees who do not have a vault that everyone is to have, those named for it besides left out. */
export interface EmployeesWithout {
  /** As many as a sentence shows. */
  readonly names: string[];
  total: number;
  /** A clause: why there may be more; null when these are all. */
  uncertainty: string | null;
}

/** Streams the employees past the vaults that everyone is to have, once for all of them. By the vault's key. */
export function* employeesWithout(
  vaults: readonly { readonly vault: Vault; readonly entry: NeedToKnow }[],
  input: ControlInput<unknown>,
): Generator<readonly Assessment[], ReadonlyMap<string, EmployeesWithout>> {
  const { people, settings } = input;
  const watched = vaults.map(({ entry, vault }) => {
    const named = new Set(entry.members.map((member) => primaryOf(people, member)));
    const without: EmployeesWithout = { names: [], total: 0, uncertainty: null };
    return { key: vault.key, without, named, isOut: withoutAccess(vault, people) };
  });
  const source = watched.length > 0 ? peopleSources(input, settings) : null;
  const gap = source && gapOf(source);
  for (const employees of employeesIn(source?.views ?? [], people)) {
    for (const { address, isActive } of employees)
      for (const { isOut, named, without } of watched)
        if (!named.has(address)) note(without, address, isActive ? isOut(address) : null);
    yield nothingYet;
  }
  for (const { without } of watched) without.uncertainty ??= gap;
  return new Map(watched.map(({ key, without }) => [key, without]));
}

/** Why there may be employees who were not seen. A source that holds nobody cannot say who everyone is. */
function gapOf({ missing, views, silent }: PeopleSources): string | null {
  if (!views) return missing;
  const gaps = [
    ...silent.map((connection) => `${connection} gave no list of employees`),
    ...views.flatMap(({ document }) => {
      const { completeness, connection } = document;
      if (completeness === 'complete') return [];
      return [`${connection} ${isWhole(document) ? 'holds nobody' : 'did not show every employee'}`];
    }),
  ];
  return gaps.length === 0 ? null : listNames(gaps);
}

function note(without: EmployeesWithout, address: string, isOut: boolean | null): void {
  if (isOut === null) without.uncertainty ??= `whether ${address} has it is not certain`;
  if (isOut !== true) return;
  without.total += 1;
  if (without.names.length < namesShown) without.names.push(address);
}
