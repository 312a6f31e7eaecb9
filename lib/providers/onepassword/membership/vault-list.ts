import type { OnePasswordVault } from '../../../evidence/datasets/onepassword.ts';
import type { Derivation } from './derivation.ts';
import { lifeKey, vaultKey } from './fact.ts';
import { knownBy } from './known.ts';
import { type Facts, settle } from './register.ts';

/** The baseline's vaults and those that were made since, without those that were deleted. Events tell no names. */
export function vaultsOf({ baseline, facts, moment }: Derivation): readonly OnePasswordVault[] {
  const before = new Map(baseline.vaults.map((vault) => [vault.id, vault]));
  return [...new Set([...before.keys(), ...madeSince(facts)])].flatMap((id): readonly OnePasswordVault[] => {
    const life = settle(facts, [lifeKey(id)], before.has(id), moment);
    if (life.outcome === 'not') return [];
    const { itemHosts, items = null, name = id, type = null } = before.get(id) ?? {};
    return [
      {
        id,
        ...(itemHosts ? { itemHosts } : {}),
        items,
        ...knownBy(life, baseline),
        name,
        type,
        uncertain: doubtOf(id, facts),
      },
    ];
  });
}

function madeSince(facts: Facts): readonly string[] {
  const vaults = [...facts.keys()].filter((key) => key.startsWith('vault ')).map((key) => key.slice(6));
  return vaults.filter((id) => facts.get(lifeKey(id))?.some(({ outcome }) => outcome === 'has'));
}

/** Why others may have it than those who are listed: no event that follows tells that nobody else does. */
function doubtOf(vault: string, facts: Facts): string | null {
  return facts.get(vaultKey(vault))?.find(({ outcome }) => outcome === 'unknown')?.why ?? null;
}
