import type { OnePasswordAccess, OnePasswordVault } from '../evidence/records/onepassword.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** What a source showed of its vaults and of who may open them. Both lists were seen whole. */
export interface VaultSnapshot {
  readonly vaults: Iterable<OnePasswordVault>;
  readonly access: Iterable<OnePasswordAccess>;
}

/** Who joined and who left which vault, people and groups, compared by what can open its items. */
export function vaultDrift(run: string, before: VaultSnapshot, after: VaultSnapshot): DriftEvent[] {
  const [was, is] = [holders(before), holders(after)];
  const joined = [...is].filter(([key]) => !was.has(key)).map(([, holder]) => joinEvent(run, holder));
  const left = [...was].filter(([key]) => !is.has(key)).map(([, holder]) => leaveEvent(run, holder));
  return [...joined, ...left];
}

interface Holder {
  readonly who: string;
  readonly vault: string;
}

function holders({ vaults, access }: VaultSnapshot): Map<string, Holder> {
  const names = new Map<string, string>();
  for (const vault of vaults) if (vault.type !== 'private') names.set(vault.id, vault.name);
  const found = new Map<string, Holder>();
  for (const line of access) {
    const vault = names.get(line.vaultId);
    if (vault === undefined || line.canOpen === false) continue;
    found.set(`${line.vaultId}/${line.accessorType}/${line.accessorId}`, { who: nameOf(line), vault });
  }
  return found;
}

function nameOf(line: OnePasswordAccess): string {
  const name = line.email?.toLowerCase() ?? line.name ?? line.accessorId;
  return line.accessorType === 'user' ? name : `${line.accessorType} ${name}`;
}

function joinEvent(run: string, { who, vault }: Holder): DriftEvent {
  const message = `${who} can now open the vault "${vault}".`;
  return driftEvent(run, {
    type: 'vault.joined',
    control: null,
    subject: who,
    before: null,
    after: vault,
    message,
  });
}

function leaveEvent(run: string, { who, vault }: Holder): DriftEvent {
  const message = `${who} can no longer open the vault "${vault}".`;
  return driftEvent(run, {
    type: 'vault.left',
    control: null,
    subject: who,
    before: vault,
    after: null,
    message,
  });
}
