import type { OnePasswordMember } from '../../../evidence/datasets/onepassword.ts';
import type { Derivation } from './derivation.ts';
import { groupKey, lifeKey, newcomerKey, pairKey, personKey } from './fact.ts';
import { knownBy } from './known.ts';
import { settle } from './register.ts';
import { isAutomatic } from './roster.ts';
import { namedBy, unsettled } from './who-may.ts';

/** Who is in a group, or may be. Null where the baseline does not tell; one that was made since began empty. */
export function membersOf(group: string, derivation: Derivation): readonly OnePasswordMember[] | null {
  const { baseline, facts, moment, roster } = derivation;
  const known = roster.groups.get(group);
  if (known ? known.members === null : !facts.has(lifeKey(group))) return null;
  const before = new Map((known?.members ?? []).map((member) => [member.id, member]));
  const isOpen = isAutomatic(known);
  const newcomers = isOpen ? unsettled(derivation, 'newcomer') : [];
  const ids = new Set([
    ...before.keys(),
    ...namedBy(facts, 'gm', group),
    ...unsettled(derivation, 'person').filter((id) => roster.people.get(id)?.kind !== 'service'),
    ...newcomers,
  ]);
  return [...ids].flatMap((id): readonly OnePasswordMember[] => {
    const keys = [
      pairKey('gm', group, id),
      groupKey(group),
      personKey(id),
      ...(isOpen ? [newcomerKey(id)] : []),
    ];
    const settled = settle(facts, keys, before.has(id), moment);
    if (settled.outcome === 'not') return [];
    const who = before.get(id) ?? roster.people.get(id);
    const { email = null, kind = null, state = null } = who ?? {};
    return [{ email, id, kind, ...knownBy(settled, baseline), state }];
  });
}
