import * as z from 'zod/mini';
import {
  type OnePasswordDifference,
  type OnePasswordVault,
  users,
  vaultAccess,
  vaults,
} from '../../../evidence/datasets/onepassword.ts';
import {
  type Assessment,
  type ControlInput,
  type ControlSettings,
  connectionSetting,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { againstTonight } from './derived-tonight.ts';

/**
 * Each new export tests what had been derived until then: whatever the two have otherwise was missed by one of them. Until
 * there is one, the list of users is what each night can be held against, which knows nothing of vaults and all of accounts.
 */
export const derivedMembershipAgrees = defineControl({
  id: 'onepassword.derived-membership-agrees',
  version: 1,
  title: 'Derived vault memberships agree with the next export, and until then with the list of users',
  meaning:
    'The last export agrees with everything that was derived for its time from the baseline before it and the events since: each membership of a vault, and of a group that has one. While there is only one export, nothing derived from it tonight is uncertain, and everybody derived to have a vault has an account in use according to the list of users.',
  fix: 'Find out in 1Password and its activity log how the membership began or ended, and which event is missing or was not understood. The next export is compared again.',
  mappings: { soc2: ['CC4.1', 'CC6.1'], iso27001: ['A.5.28'], nist80053: ['CA-7'], cis: [] },
  needs: [vaults, optional(vaultAccess), optional(users)],
  parameters: () => z.strictObject({}),
  applies: (_, settings) =>
    settings && derivedConnections(settings).length === 0
      ? 'No 1Password connection derives its vaults from events (source: events).'
      : null,
  evaluate,
});

function derivedConnections(settings: ControlSettings): readonly string[] {
  return (settings.connections ?? [])
    .filter(
      ({ id, provider }) =>
        provider === 'onepassword' && connectionSetting(settings, id, 'source') === 'events',
    )
    .map(({ id }) => id);
}

function evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  return input
    .views(vaults)
    .flatMap((view) => (view.document.origin === 'derived' ? assess(view, input) : []));
}

function assess(
  { document, records }: DatasetView<OnePasswordVault>,
  input: ControlInput<unknown>,
): readonly Assessment[] {
  const { connection } = document;
  const rows = [...records()];
  const tested = rows.filter(({ testedAt }) => testedAt);
  const who = whoOf(connection, 'derivation', `derivation of ${connection}`);
  if (tested.length === 0) return [{ ...who, ...againstTonight(connection, rows, input) }];
  if (tested.every(({ testedMemberships = 0 }) => testedMemberships === 0)) {
    const reason = 'Nothing in the last export had been derived with certainty: make another one.';
    return [{ ...who, verdict: 'unknown', reason }];
  }
  return tested.flatMap((vault) => assessVault(connection, vault));
}

function assessVault(connection: string, vault: OnePasswordVault): readonly Assessment[] {
  const { differences = [], id, name, testedAt, testedFrom, testedMemberships = 0 } = vault;
  const beside = {
    expected: 'what was derived, as the export has it',
    seen: `${testedMemberships} compared, ${differences.length} different, from ${day(testedFrom)} to ${day(testedAt)}`,
  };
  if (differences.length === 0) {
    if (testedMemberships === 0) return [];
    return [{ ...whoOf(connection, id, name), ...beside, verdict: 'pass', reason: '' }];
  }
  return differences.map((difference): Assessment => {
    const { accessorId, accessorType, derived, email, groupId } = difference;
    const who = whoOf(
      connection,
      [id, groupId ?? '', accessorType, accessorId].join('/'),
      `${name}: ${email ?? accessorId}`,
    );
    return { ...who, ...beside, verdict: 'fail', reason: reasonOf(difference, vault, derived) };
  });
}

function reasonOf(
  { accessorId, accessorType, email, groupId }: OnePasswordDifference,
  { name, testedAt }: OnePasswordVault,
  derived: boolean,
): string {
  const who = accessorType === 'group' ? `The group ${accessorId}` : (email ?? `The account ${accessorId}`);
  const what =
    groupId === null ? `the vault ${name}` : `a place in the group ${groupId}, which has the vault ${name}`;
  return derived
    ? `${who} has ${what} according to the events, but not in the export of ${day(testedAt)}.`
    : `${who} has ${what} in the export of ${day(testedAt)}, but not according to the events.`;
}

function day(time: string | null | undefined): string {
  return time?.slice(0, 10) ?? 'an unknown day';
}
