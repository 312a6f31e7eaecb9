import type { Account } from './account.ts';
import type { Random } from './random.ts';

/** An export of what there is when it begins, whose lists are read one after the other, each at a moment of its own. */
export function exportOf(account: Account, begun: number, random: Random) {
  const members = new Map<string, object>();
  const vaults = new Map<string, object>();
  const listed = () => [
    ...[...account.groups.keys()].map((id) => ({
      at: begun + random.below(300),
      read: () => note(members, id, groupOf),
    })),
    ...[...account.vaults].map((id) => ({
      at: begun + random.below(300),
      read: () => note(vaults, id, vaultOf),
    })),
  ];
  let due: ReturnType<typeof listed> | null = null;
  const note = (
    into: Map<string, object>,
    id: string,
    make: (account: Account, id: string) => object | null,
  ) => {
    const made = make(account, id);
    if (made) into.set(id, made);
  };
  const until = (moment: number): void => {
    if (moment <= begun) return;
    due ??= listed().sort((a, b) => a.at - b.at);
    while (due[0] && due[0].at < moment) due.shift()?.read();
  };
  return {
    until,
    end(): string {
      until(Number.POSITIVE_INFINITY);
      const groups = [...members.values()];
      return JSON.stringify({
        startedAt: new Date(begun * 1000).toISOString(),
        exportedAt: new Date((begun + 300) * 1000).toISOString(),
        exportedBy: 'u0@acme.example',
        permission: 'manage_vault',
        groups,
        vaults: [...vaults.values()].map((vault) => withGroups(vault, members)),
      });
    },
  };
}

const permissions = ['view_items', 'view_and_copy_passwords'];

function personOf(account: Account, id: string): object[] {
  const user = account.users.get(id);
  return user ? [{ id, name: id, email: user.email, type: 'MEMBER', state: user.state }] : [];
}

function groupOf(account: Account, id: string): object | null {
  const group = account.groups.get(id);
  if (!group) return null;
  const users = [...account.gm]
    .filter((pair) => pair.startsWith(`${id} `))
    .flatMap((pair) => personOf(account, pair.slice(id.length + 1)));
  return { id, name: id, type: group.type, state: 'ACTIVE', users };
}

function vaultOf(account: Account, id: string): object | null {
  if (!account.vaults.has(id)) return null;
  const users = [...account.uva]
    .filter((pair) => pair.startsWith(`${id} `))
    .flatMap((pair) => personOf(account, pair.slice(id.length + 1)).map((one) => ({ ...one, permissions })));
  const groups = [...account.gva]
    .filter((pair) => pair.startsWith(`${id} `))
    .map((pair) => pair.slice(id.length + 1));
  return { id, name: id, type: 'USER_CREATED', items: 1, users, groups };
}

function withGroups(vault: object, members: ReadonlyMap<string, object>): object {
  const { groups } = vault as { groups: readonly string[] };
  return {
    ...vault,
    groups: groups.flatMap((id) => (members.has(id) ? [{ ...members.get(id), permissions }] : [])),
  };
}
