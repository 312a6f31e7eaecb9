import type { BitwardenAccess } from '../../../evidence/datasets/bitwarden.ts';
import { listNames } from '../../../judging/people/names.ts';
import { personAddress } from '../../../judging/people/person-address.ts';
import type { TwinUncertainty } from '../../../judging/people/twins.ts';
import { type Uncertainty, type VaultPeople, vaultPeople } from '../../../judging/vaults/vault-people.ts';
import type { VaultPerson } from '../../../judging/vaults/vault-person.ts';
import { mayOpenAll } from './accounts.ts';
import type { OwnedMember } from './owned.ts';

/** What the list of members tells of those whom an access list names. */
export interface MemberIndex {
  readonly byId: ReadonlyMap<string, OwnedMember>;
  readonly twinOf: TwinUncertainty;
}

type Statement = VaultPerson | Uncertainty;
type Lines = readonly BitwardenAccess[];

/** Who has a collection: who was given it, groups expanded, and as a doubt whoever may open every one. */
export function peopleOf(lines: Lines, index: MemberIndex): VaultPeople {
  return vaultPeople([
    ...lines.flatMap((line) => statedBy(line, index)),
    ...[...index.byId.values()].flatMap((one) => mayOpenAny(one, index)),
  ]);
}

function statedBy(line: BitwardenAccess, index: MemberIndex): readonly Statement[] {
  const reveals = revealsPasswords(line);
  if (line.accessorType === 'member') return held(line.accessorId, null, reveals, index);
  const group = line.name ?? line.accessorId;
  if (line.members === null)
    return [{ address: null, anyNumber: true, why: `the members of the group ${group} are not known` }];
  return line.members.flatMap(({ id }) => held(id, group, reveals, index));
}

function held(
  id: string,
  group: string | null,
  reveals: boolean | null,
  index: MemberIndex,
): readonly Statement[] {
  const owned = index.byId.get(id);
  const through = group === null ? '' : `, of the group ${group},`;
  if (!owned) return [{ address: null, why: `the member ${id}${through} is not in the list of members` }];
  if (owned.active === false) return [];
  const uncertainty = uncertaintyOf(owned, index);
  if (uncertainty) return [uncertainty];
  const { whose } = owned;
  const address = addressOf(owned);
  return [{ key: address ?? `id ${id}`, address, whose, reveals, besides: null, vouched: true }];
}

/** Why a member may not be an active person, or not the one whom they seem to be; null when they are. */
function uncertaintyOf(owned: OwnedMember, { twinOf }: MemberIndex): Uncertainty | null {
  const { account, active, whose } = owned;
  const address = addressOf(owned);
  if (active === null) return { address, why: `whether ${account} is confirmed is not known` };
  if (whose.kind === 'several')
    return { address: null, why: `${whose.address} is claimed by ${listNames(whose.who)}` };
  const twin = twinOf(owned);
  return twin === null ? null : { address, why: twin.replace(/\.$/, '') };
}

function mayOpenAny(owned: OwnedMember, index: MemberIndex): readonly Uncertainty[] {
  const role = mayOpenAll(owned.member);
  if (role === null || owned.active === false) return [];
  const { account } = owned;
  const why = `whether ${account}, ${role}, may open collections that were not assigned to them is not known`;
  return [{ address: uncertaintyOf(owned, index) ? null : addressOf(owned), why }];
}

function addressOf({ address, whose }: OwnedMember): string | null {
  return personAddress(whose) ?? (address || null);
}

/** Whoever may manage a collection may also lift what hides its passwords. */
function revealsPasswords({ hidePasswords, manage }: BitwardenAccess): boolean | null {
  if (hidePasswords === false) return true;
  return hidePasswords === null || manage !== false ? null : false;
}
