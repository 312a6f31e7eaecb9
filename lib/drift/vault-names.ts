import type { NamedVault } from '../evidence/compared.ts';

/** A name for each vault by its id; vaults that share a name have their id added, so that none is taken for another. */
export function distinctNames(vaults: readonly NamedVault[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  for (const { name } of vaults) count.set(name, (count.get(name) ?? 0) + 1);
  return new Map(
    vaults.map(({ id, name }) => [id, (count.get(name) ?? 0) > 1 ? `${name} (${id})` : name] as const),
  );
}
