import type { GoogleUser } from '../../../evidence/datasets/google-workspace.ts';
import { isWhole } from '../../../evidence/document.ts';
import { nothingYet } from '../../../judging/assessed.ts';
import type { Assessment, ControlInput } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { type Directory, primaryOf } from '../../../judging/people/directory.ts';
import { namesShown } from '../../../judging/people/names.ts';
import { type PeopleSource, peopleSource, standingOf } from '../../../judging/people/source.ts';
import { withoutAccess } from './comparison.ts';
import type { NeedToKnow } from './need-to-know-list.ts';
import type { SharedVault } from './shared-vaults.ts';

/** Employees who do not have a vault that everyone is to have, those named for it besides left out. */
export interface EmployeesWithout {
  /** As many as a sentence shows. */
  readonly names: string[];
  total: number;
  /** A clause: why there may be more; null when these are all. */
  doubt: string | null;
}

/** Streams the employees past the vaults that everyone is to have, once for all of them. By the vault's key. */
export function* employeesWithout(
  vaults: readonly { readonly vault: SharedVault; readonly entry: NeedToKnow }[],
  directory: Directory,
  input: ControlInput<unknown>,
): Generator<readonly Assessment[], ReadonlyMap<string, EmployeesWithout>> {
  const watched = vaults.map(({ entry, vault }) => {
    const named = new Set(entry.members.map((member) => primaryOf(directory, member)));
    const without: EmployeesWithout = { names: [], total: 0, doubt: null };
    return { key: vault.key, without, named, isOut: withoutAccess(vault, directory) };
  });
  const source = watched.length > 0 ? peopleSource(input) : null;
  const gap = source && gapOf(source);
  for (const users of source?.view?.batches() ?? []) {
    for (const { address, active } of employeesIn(users))
      for (const { isOut, named, without } of watched)
        if (!named.has(address)) note(without, address, active ? isOut(address) : null);
    yield nothingYet;
  }
  for (const { without } of watched) without.doubt ??= gap;
  return new Map(watched.map(({ key, without }) => [key, without]));
}

/** Who is, or may be, active. */
function* employeesIn(users: readonly GoogleUser[]): Iterable<{ address: string; active: boolean }> {
  for (const user of users) {
    const standing = standingOf(user);
    if (standing === 'active' || standing === null)
      yield { address: normalAddress(user.primaryEmail), active: standing === 'active' };
  }
}

/** Why there may be employees who were not seen. A source that holds nobody cannot say who everyone is. */
function gapOf({ missing, view }: PeopleSource): string | null {
  if (!view) return missing;
  if (view.document.completeness === 'complete') return null;
  const { connection } = view.document;
  return isWhole(view.document) ? `${connection} holds nobody` : `${connection} did not show every employee`;
}

function note(without: EmployeesWithout, address: string, isOut: boolean | null): void {
  if (isOut === null) without.doubt ??= `whether ${address} has it is not certain`;
  if (isOut !== true) return;
  without.total += 1;
  if (without.names.length < namesShown) without.names.push(address);
}
