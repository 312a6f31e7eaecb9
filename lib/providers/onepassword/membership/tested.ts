import type {
  OnePasswordAccess,
  OnePasswordDifference,
  OnePasswordEvent,
  OnePasswordMember,
  OnePasswordTested,
  OnePasswordVault,
} from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { derive } from './derive.ts';
import type { Baseline, BaselineGroup } from './state.ts';

/** What an earlier night had derived; `at` is when its baseline was begun. */
export interface Before {
  readonly at: string | null;
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
}

/** Clocks may differ by so much before it cannot be told whether an event came before an export. */
const toleranceMs = 5 * 60_000;

/**
 * Tonight's vaults with what came of the last export that derivation was held against: taken over from an earlier night, or,
 * where tonight's baseline is another, worked out. A vault that had been derived and is not in the export is kept, as uncertain.
 */
export function testedVaults(
  rows: readonly OnePasswordVault[],
  before: Before | null,
  baseline: Baseline,
  endedAt: string,
  events: readonly OnePasswordEvent[],
): readonly OnePasswordVault[] {
  if (!before) return rows.map((row) => ({ ...row, ...testOf(undefined) }));
  const old = new Map(before.vaults.map((vault) => [vault.id, vault]));
  const isNew = before.at !== null && Date.parse(before.at) < Date.parse(baseline.at);
  if (!isNew) return [...rows.map((row) => ({ ...row, ...testOf(old.get(row.id)) })), ...lost(rows, before)];
  const held = heldAgainst(before, before.at ?? '', baseline, endedAt, events);
  const gone = held.derived.filter(
    ({ id, uncertain }) => !rows.some((row) => row.id === id) && uncertain === null,
  );
  return [
    ...rows.map((row) => ({ ...row, ...held.of(row.id) })),
    ...gone.map((row) => ({ ...row, ...held.of(row.id), uncertain: notInExport })),
  ];
}

const notInExport = 'it had been derived, and the new export does not hold it';

/** Those that an earlier test kept. */
function lost(rows: readonly OnePasswordVault[], { vaults }: Before): readonly OnePasswordVault[] {
  return vaults.filter(
    ({ id, uncertain }) => uncertain === notInExport && !rows.some((row) => row.id === id),
  );
}

function heldAgainst(
  before: Before,
  at: string,
  baseline: Baseline,
  endedAt: string,
  events: readonly OnePasswordEvent[],
) {
  const [from, to] = [Date.parse(baseline.at) - toleranceMs, Date.parse(endedAt) + toleranceMs];
  const earlier = events.filter(({ timestamp }) => Date.parse(timestamp) < from);
  const meanwhile = events.filter(
    ({ timestamp }) => !(Date.parse(timestamp) < from) && Date.parse(timestamp) <= to,
  );
  const derived = derive(asBaseline(before, at), { events: earlier, losses: [], users: null, isPart: true });
  const moved = new Set(meanwhile.flatMap(({ auxId, objectId }) => [objectId, auxId]));
  const unsure = new Set(derived.vaults.filter(({ uncertain }) => uncertain !== null).map(({ id }) => id));
  const unclear = new Set(
    [...derived.access, ...baseline.access]
      .filter(({ accessorType, members }) => accessorType === 'group' && members === null)
      .map(({ accessorId }) => accessorId),
  );
  const of = (vault: string): OnePasswordTested => {
    const [was, is] = [derived.access, baseline.access].map((rows) => memberships(rows, vault));
    const differences: OnePasswordDifference[] = [];
    let compared = 0;
    for (const key of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
      const [mine, theirs] = [was?.get(key), is?.get(key)];
      const one = mine ?? theirs;
      const isOpen = !mine && unsure.has(vault);
      if (isOpen || !one || mine?.isDoubtful || theirs?.isDoubtful || one.ids.some((id) => moved.has(id)))
        continue;
      if (unclear.has(one.difference.groupId ?? '')) continue;
      compared += 1;
      if (!mine || !theirs) differences.push({ ...one.difference, derived: mine !== undefined });
    }
    return { differences, testedAt: baseline.at, testedFrom: at, testedMemberships: compared };
  };
  return { of, derived: derived.vaults };
}

interface Membership {
  readonly ids: readonly string[];
  readonly isDoubtful: boolean;
  readonly difference: Omit<OnePasswordDifference, 'derived'>;
}

/** Who has a vault, and who is in the groups that do. Whoever is suspended has it in name only, and is left out. */
function memberships(rows: readonly OnePasswordAccess[], vault: string): ReadonlyMap<string, Membership> {
  const found = new Map<string, Membership>();
  const note = (
    key: string,
    ids: readonly string[],
    uncertain: string | null | undefined,
    difference: Membership['difference'],
  ) => found.set(key, { ids, isDoubtful: typeof uncertain === 'string', difference });
  for (const { accessorId, accessorType, email, members, state, uncertain, vaultId } of rows) {
    if (vaultId !== vault || accessorType === 'service') continue;
    if (accessorType === 'user' && isActiveState(state) === false) continue;
    note(`${accessorType} ${accessorId}`, [accessorId], uncertain, {
      groupId: null,
      accessorId,
      accessorType,
      email,
    });
    for (const member of members ?? [])
      if (isActiveState(member.state) !== false)
        note(`${accessorId} ${member.id}`, [accessorId, member.id], uncertain ?? member.uncertain, {
          groupId: accessorId,
          accessorId: member.id,
          accessorType: 'user',
          email: member.email,
        });
  }
  return found;
}

/** The baseline that an earlier night's records came from, as far as events did not move on from it. */
function asBaseline({ access, vaults }: Before, at: string): Baseline {
  const old = access.filter(isOld);
  const groups = new Map<string, BaselineGroup>();
  for (const { accessorId: id, accessorType, groupType: type, members, name, state } of access)
    if (accessorType === 'group')
      groups.set(id, { id, name, type, state, members: members?.filter(isOld) ?? null });
  return {
    at,
    by: null,
    vaults: vaults.filter(isOld),
    access: old.map((row) => ({ ...row, members: row.members?.filter(isOld) ?? null })),
    groups: [...groups.values()],
  };
}

function isOld({ knownEvent = null }: Pick<OnePasswordMember, 'knownEvent'>): boolean {
  return knownEvent === null;
}

function testOf(old: OnePasswordVault | undefined): OnePasswordTested {
  const { differences = [], testedAt = null, testedFrom = null, testedMemberships = 0 } = old ?? {};
  return { differences, testedAt, testedFrom, testedMemberships };
}
