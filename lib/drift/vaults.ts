import type {
  OnePasswordAccess,
  OnePasswordMember,
  OnePasswordVault,
} from '../evidence/datasets/onepassword.ts';
import { type DriftEvent, driftEvent } from './event.ts';
import { distinctNames } from './vault-names.ts';

/** What a source showed of its vaults and of who may open them. Both lists were seen whole. */
export interface VaultSnapshot {
  readonly vaults: Iterable<OnePasswordVault>;
  readonly access: Iterable<OnePasswordAccess>;
}

/**
 * Who joined and who left which vault: groups, and people, whether they have it themselves or through a group.
 * Compared by what can open its items. Where a source cannot tell a group's people, nobody joins or leaves by that
 * group alone: that it is silent is no change.
 */
export function vaultDrift(run: string, before: VaultSnapshot, after: VaultSnapshot): DriftEvent[] {
  const [was, is] = [readHolders(before), readHolders(after)];
  return [...missingIn(was, is, run, 'vault.joined'), ...missingIn(is, was, run, 'vault.left')];
}

interface Holder {
  readonly who: string;
  readonly vault: string;
  /** Keys of the groups that give it, besides what the holder may have of its own. */
  readonly groups: string[];
}

interface Holders {
  readonly all: ReadonlyMap<string, Holder>;
  /** Keys of groups that have a vault and whose people the source cannot tell. */
  readonly silent: ReadonlySet<string>;
}

/** Events for those of `there` that `here` does not hold, unless a silent group of `here` may well hold them. */
function missingIn(here: Holders, there: Holders, run: string, type: 'vault.joined' | 'vault.left') {
  return [...there.all]
    .filter(([key, { groups }]) => !here.all.has(key) && !groups.some((group) => here.silent.has(group)))
    .map(([, holder]) => changeEvent(run, type, holder));
}

function readHolders({ vaults, access }: VaultSnapshot): Holders {
  const names = distinctNames([...vaults].filter(({ type }) => type !== 'private'));
  const all = new Map<string, Holder>();
  const silent = new Set<string>();
  for (const line of access) {
    const vault = names.get(line.vaultId);
    if (vault === undefined || line.canOpen === false) continue;
    const key = `${line.vaultId}/${line.accessorType}/${line.accessorId}`;
    all.set(key, { who: nameOf(line), vault, groups: all.get(key)?.groups ?? [] });
    if (line.accessorType !== 'group') continue;
    if (line.members === null) silent.add(key);
    for (const member of line.members ?? []) addMember(all, line.vaultId, key, member, vault);
  }
  return { all, silent };
}

/** A person who has the vault of their own, or by another group, stays one holder. */
function addMember(
  all: Map<string, Holder>,
  vaultId: string,
  group: string,
  member: OnePasswordMember,
  vault: string,
): void {
  const key = `${vaultId}/${member.kind === 'service' ? 'service' : 'user'}/${member.id}`;
  const known = all.get(key);
  if (known) known.groups.push(group);
  else all.set(key, { who: member.email?.toLowerCase() ?? member.id, vault, groups: [group] });
}

function nameOf(line: OnePasswordAccess): string {
  const name = line.email?.toLowerCase() ?? line.name ?? line.accessorId;
  return line.accessorType === 'user' ? name : `${line.accessorType} ${name}`;
}

function changeEvent(run: string, type: 'vault.joined' | 'vault.left', { who, vault }: Holder): DriftEvent {
  const joined = type === 'vault.joined';
  const message = `${who} can ${joined ? 'now' : 'no longer'} open the vault "${vault}".`;
  const [before, after] = joined ? [null, vault] : [vault, null];
  return driftEvent(run, { type, control: null, subject: who, before, after, message });
}
