import type { OnePasswordAccess, OnePasswordVault } from '../../../evidence/datasets/onepassword.ts';
import type { Derivation } from './derivation.ts';
import {
  groupKey,
  type Kind,
  lifeKey,
  newcomerKey,
  pairKey,
  personKey,
  rightsKey,
  vaultKey,
} from './fact.ts';
import { knownBy } from './known.ts';
import { membersOf } from './members.ts';
import { type Settled, settle } from './register.ts';
import { namedBy, unsettled } from './who-may.ts';

type Row = OnePasswordAccess;
type Vault = Pick<OnePasswordVault, 'id' | 'type'>;

/** Who and what has one vault, or may have it. */
export function accessTo(vault: Vault, derivation: Derivation): readonly Row[] {
  const own = derivation.baseline.access.filter(({ vaultId }) => vaultId === vault.id);
  const people = new Map(own.filter((row) => !isGroup(row)).map((row) => [row.accessorId, row]));
  const groups = new Map(own.filter(isGroup).map((row) => [row.accessorId, row]));
  const { facts } = derivation;
  const newcomers = vault.type === 'everyone' ? unsettled(derivation, 'newcomer') : [];
  const others = vault.type === 'private' ? [] : [...unsettled(derivation, 'person'), ...newcomers];
  return [
    ...[...new Set([...people.keys(), ...namedBy(facts, 'uva', vault.id), ...others])].flatMap(
      (id) => personRow(id, vault, people.get(id), derivation) ?? [],
    ),
    ...[...new Set([...groups.keys(), ...namedBy(facts, 'gva', vault.id)])].flatMap(
      (id) => groupRow(id, vault, groups.get(id), derivation) ?? [],
    ),
  ];
}

function isGroup({ accessorType }: Row): boolean {
  return accessorType === 'group';
}

function personRow(id: string, vault: Vault, row: Row | undefined, derivation: Derivation): Row | null {
  const { baseline, facts, moment, roster } = derivation;
  const beside = vault.type === 'everyone' ? [newcomerKey(id)] : [];
  const keys = [pairKey('uva', vault.id, id), vaultKey(vault.id), personKey(id), ...beside];
  const settled = settle(facts, keys, row !== undefined, moment);
  if (settled.outcome === 'not') return null;
  const who = roster.people.get(id);
  const isService = who?.kind === 'service' || row?.accessorType === 'service';
  const rights = rightsOf('uva', row, { id, settled, vault }, derivation);
  return {
    accessorId: id,
    accessorType: isService ? 'service' : 'user',
    canOpen: rights.canOpen,
    email: row?.email ?? who?.email ?? null,
    ...(rights.granted ? { granted: true } : {}),
    groupType: null,
    kind: row?.kind ?? who?.kind ?? null,
    ...knownBy(settled, baseline),
    members: null,
    name: row?.name ?? who?.name ?? null,
    permissions: rights.permissions,
    recoveryOnly: rights.recoveryOnly,
    state: row?.state ?? who?.state ?? null,
    vaultId: vault.id,
  };
}

function groupRow(id: string, vault: Vault, row: Row | undefined, derivation: Derivation): Row | null {
  const { baseline, facts, moment, roster } = derivation;
  const keys = [pairKey('gva', vault.id, id), vaultKey(vault.id), groupKey(id)];
  const settled = settle(facts, keys, row !== undefined, moment);
  if (settled.outcome === 'not') return null;
  const group = roster.groups.get(id);
  const rights = rightsOf('gva', row, { id, settled, vault }, derivation);
  const state = row ? row.state : (group?.state ?? (facts.has(lifeKey(id)) ? 'ACTIVE' : null));
  return {
    accessorId: id,
    accessorType: 'group',
    canOpen: rights.canOpen,
    email: null,
    ...(rights.granted ? { granted: true } : {}),
    groupType: row?.groupType ?? group?.type ?? null,
    kind: null,
    ...knownBy(settled, baseline),
    members: membersOf(id, derivation),
    name: row?.name ?? group?.name ?? null,
    permissions: rights.permissions,
    recoveryOnly: rights.recoveryOnly,
    state,
    vaultId: vault.id,
  };
}

interface Held {
  readonly id: string;
  readonly settled: Settled;
  readonly vault: Vault;
}

/** The baseline's, as long as nothing changed them; an event tells of a grant and not of what it lets do. */
function rightsOf(
  kind: Kind,
  row: Row | undefined,
  { id, settled, vault }: Held,
  { facts }: Derivation,
): Pick<Row, 'canOpen' | 'permissions' | 'recoveryOnly' | 'granted'> {
  const isOld = settled.fact === null || settled.outcome === 'unknown';
  if (row && isOld && !facts.has(rightsKey(kind, vault.id, id))) {
    const { canOpen, permissions, recoveryOnly } = row;
    return { canOpen, permissions, recoveryOnly };
  }
  return { canOpen: null, permissions: [], recoveryOnly: false, granted: true };
}
