import type { Dataset } from '../../../evidence/dataset.ts';
import {
  type OnePasswordAccess,
  type OnePasswordMember,
  type OnePasswordVault,
  users,
  vaultAccess,
} from '../../../evidence/datasets/onepassword.ts';
import { hasVault } from '../../../evidence/datasets/onepassword-rights.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { Assessment, ControlInput } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';

type Judged = Pick<Assessment, 'expected' | 'reason' | 'seen' | 'verdict'>;

/** What no export tested yet, held against tonight's list of users. A doubt about any of it bars a pass. */
export function againstTonight(
  connection: string,
  vaults: readonly OnePasswordVault[],
  input: ControlInput<unknown>,
): Judged {
  const [access, listed] = [wholeOf(vaultAccess, connection, input), wholeOf(users, connection, input)];
  if (!access) return untested('the access lists were not read completely tonight');
  if (!listed) return untested('the list of users was not read completely tonight');
  const gap = vaults.find(({ sdkGap }) => sdkGap !== undefined)?.sdkGap;
  if (gap !== undefined) return untested(`not all lists of the service account were read tonight (${gap})`);
  const uncertainty = uncertaintyIn(vaults, access);
  if (uncertainty !== null) return untested(uncertainty);
  const inUse = new Set(
    listed
      .filter(({ state }) => isActiveState(state) === true)
      .flatMap(({ email, id }) => [id, normalAddress(email ?? '')]),
  );
  const people = peopleIn(access);
  const missing = [...people.values()].find(
    ({ email, id }) => !inUse.has(id) && !inUse.has(normalAddress(email ?? '') || id),
  );
  if (missing) return untested(`${missing.email ?? missing.id} has a vault, and no account that is in use`);
  if (people.size === 0) return untested('nobody who has a vault could be compared with the list of users');
  return {
    verdict: 'pass',
    reason: '',
    expected: 'everybody who has a vault has an account in use',
    seen: `${people.size} ${people.size === 1 ? 'person' : 'people'} compared with the list of users${heldText(vaults)}; no later export yet`,
  };
}

function heldText(vaults: readonly OnePasswordVault[]): string {
  const held = vaults.filter(({ heldAgainstSdk }) => heldAgainstSdk).length;
  return held === 0 ? '' : `, ${held} of ${vaults.length} vaults with the service account’s own lists`;
}

function untested(why: string): Judged {
  const reason = `No later export has been compared with what was derived, and ${why}: make an export, and the next night compares it.`;
  return { verdict: 'unknown', reason };
}

function wholeOf<Row extends object>(
  dataset: Dataset<Row>,
  connection: string,
  input: ControlInput<unknown>,
): readonly Row[] | null {
  const view = input.views<Row>(dataset).find(({ document }) => document.connection === connection);
  return view && isWhole(view.document) ? [...view.records()] : null;
}

function uncertaintyIn(
  vaults: readonly OnePasswordVault[],
  access: readonly OnePasswordAccess[],
): string | null {
  const rows = [...vaults, ...access, ...access.flatMap(({ members }) => members ?? [])];
  const unsure = rows.find(({ uncertain }) => uncertain);
  if (unsure) return `some of it is not certain: ${unsure.uncertain}`;
  const unread = access.find((row) => row.accessorType === 'group' && row.members === null && mayOpen(row));
  return unread ? `it is not known who is in the group ${unread.name ?? unread.accessorId}` : null;
}

/** Those whom the list of users should have: service accounts and whoever the baseline has as suspended are not. */
function peopleIn(access: readonly OnePasswordAccess[]): ReadonlyMap<string, OnePasswordMember> {
  const holders = access.filter(mayOpen).flatMap(membersOf);
  const people = holders.filter(({ kind, state }) => kind !== 'service' && isActiveState(state) !== false);
  return new Map(people.map((one) => [one.id, one]));
}

function mayOpen(row: OnePasswordAccess): boolean {
  return hasVault(row) !== false && isActiveState(row.state) !== false;
}

function membersOf(row: OnePasswordAccess): readonly OnePasswordMember[] {
  if (row.accessorType === 'group') return row.members ?? [];
  const kind = row.accessorType === 'service' ? 'service' : row.kind;
  return [{ id: row.accessorId, email: row.email, state: row.state, kind }];
}
