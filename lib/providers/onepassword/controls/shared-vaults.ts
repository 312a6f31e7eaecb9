import { type OnePasswordVault, vaults } from '../../../evidence/datasets/onepassword.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { Assessment, ControlInput } from '../../../judging/control.ts';
import { type Who, whoOf } from '../../../judging/judgement.ts';
import { type TwinDoubt, twinDoubts } from '../../../judging/people/twins.ts';
import { indexAccounts } from './account-index.ts';
import { changeAfter, endAfter } from './events.ts';
import { type GroupLookup, googleGroups } from './google-groups.ts';
import { type Holding, hold } from './holding.ts';
import type { PeopleContext } from './people-context.ts';
import { readSnapshots } from './snapshot.ts';
import { unseenVaults } from './unseen-vaults.ts';
import { type VaultPeople, vaultPeople } from './vault-people.ts';

/** One vault with everything that is known of who can open it. */
export interface SharedVault extends Who {
  readonly id: string;
  readonly name: string;
  readonly people: VaultPeople;
  /** Whether everybody who has it was listed. */
  readonly whole: boolean;
  /** Why what the snapshot says of it may no longer hold; null when no event says so. */
  readonly outdated: { readonly reason: string; readonly deleted: boolean } | null;
  /** Why a pass cannot be vouched for although nothing contradicts it; null when it can. */
  readonly unvouched: string | null;
}

export interface SharedVaults {
  readonly vaults: readonly SharedVault[];
  /** Vaults that exist and were not seen: an unknown subject each. */
  readonly unseen: readonly Assessment[];
}

/** Reads the vaults that `isJudged` chooses, of every 1Password connection. */
export function readSharedVaults(
  input: ControlInput<unknown>,
  isJudged: (vault: OnePasswordVault) => boolean,
): SharedVaults {
  const holdings = readSnapshots(input).map((snapshot) => hold(snapshot, input));
  const groups = googleGroups(input);
  const judged = holdings.flatMap((holding) => {
    const context = contextOf(holding, groups, input);
    return holding.vaults.filter(isJudged).map((vault) => describe(vault, holding, context));
  });
  const unseen = holdings.flatMap(unseenVaults);
  return { vaults: judged, unseen };
}

function contextOf(
  holding: Holding,
  groups: GroupLookup,
  { people, settings }: ControlInput<unknown>,
): PeopleContext {
  const { accounts, addressOfId, events, export: exported, snapshot } = holding;
  const exportedAt = exported?.at ?? null;
  return {
    accounts: snapshot.users && indexAccounts(snapshot.users, accounts),
    exported: exported !== null,
    people,
    twinOf: twinsIn(holding),
    connection: snapshot.connection,
    provider: vaults.provider,
    groups,
    vaultGroups: settings.vaultGroups,
    addressOfId,
    endedAfter: (id, address) =>
      exportedAt === null ? null : endAfter(events.events, exportedAt, id, address),
  };
}

/** Two accounts of one person are looked for in the list of users; without one there is nothing to look in. */
function twinsIn({ accounts, snapshot: { users } }: Holding): TwinDoubt {
  if (!users) return () => null;
  const counted = accounts.filter(({ active, isPerson }) => isPerson && active !== false);
  return twinDoubts(counted, () => isWhole(users.document));
}

function describe({ id, name }: OnePasswordVault, holding: Holding, context: PeopleContext) {
  const { access, connection } = holding.snapshot;
  return {
    ...whoOf(connection, id, name),
    id,
    name,
    people: vaultPeople(holding.rows.get(id) ?? [], context),
    whole: access !== null && isWhole(access.document),
    outdated: outdated(id, holding),
    unvouched: unvouched(holding),
  };
}

function outdated(vault: string, { events, export: exported, rows }: Holding): SharedVault['outdated'] {
  if (!exported?.at) return null;
  const opening = (rows.get(vault) ?? []).filter(
    ({ canOpen, recoveryOnly }) => !recoveryOnly && canOpen !== false,
  );
  const groups = opening.filter(({ accessorType }) => accessorType === 'group');
  const ids = new Set(groups.map(({ accessorId }) => accessorId));
  const change = changeAfter(events.events, exported.at, vault, ids);
  if (!change) return null;
  const deleted = change.objectType === 'vault';
  const what = deleted ? 'It was deleted' : 'Membership changed';
  const [changed, made] = [change.timestamp.slice(0, 10), exported.at.slice(0, 10)];
  return { deleted, reason: `${what} on ${changed}, after the export of ${made}: make a new export.` };
}

function unvouched({ events, export: exported }: Holding): string | null {
  if (exported === null) return null;
  if (exported.at === null) return 'The export does not say when it was made.';
  if (events.gap === null) return null;
  return `Whether membership changed since the export of ${exported.at.slice(0, 10)} was not seen: ${events.gap}`;
}
