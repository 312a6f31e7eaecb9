import * as z from 'zod/mini';
import {
  type OnePasswordDifference,
  type OnePasswordVault,
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

/** Each new export tests what had been derived until then: whatever the two have otherwise was missed by one of them. */
export const derivedMembershipAgrees = defineControl({
  id: 'onepassword.derived-membership-agrees',
  version: 1,
  title: 'What is derived of vaults agrees with the next export',
  meaning:
    'When the last export of vaults was made, everything that had been derived for its moment from the baseline before it and the events since was the same in it: each membership of a vault, and of a group that has one.',
  fix: 'Look in 1Password and in its activity log how the membership came about or ended, and which event was not told or not understood; the next export is held against again.',
  mappings: { soc2: ['CC4.1', 'CC6.1'], iso27001: ['A.5.28'], nist80053: ['CA-7'], cis: [] },
  needs: [vaults],
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
  return input.views(vaults).flatMap((view) => (view.document.origin === 'derived' ? assess(view) : []));
}

function assess({ document, records }: DatasetView<OnePasswordVault>): readonly Assessment[] {
  const { connection } = document;
  const rows = [...records()];
  const tested = rows.filter(({ testedAt }) => testedAt);
  const compared = tested.reduce((sum, { testedMemberships = 0 }) => sum + testedMemberships, 0);
  if (compared === 0) {
    const why =
      tested.length === 0
        ? 'No later export was held against what was derived yet: make one, and the next night does.'
        : 'Of what the last export says, nothing had been derived with certainty: make another one.';
    return [
      { ...whoOf(connection, 'derivation', `derivation of ${connection}`), verdict: 'unknown', reason: why },
    ];
  }
  return tested.flatMap((vault) => assessVault(connection, vault));
}

function assessVault(connection: string, vault: OnePasswordVault): readonly Assessment[] {
  const { differences = [], id, name, testedAt, testedFrom, testedMemberships = 0 } = vault;
  const beside = {
    expected: 'what was derived, as the export has it',
    seen: `${testedMemberships} compared, ${differences.length} otherwise, from ${day(testedFrom)} to ${day(testedAt)}`,
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
    ? `${who} was derived to have ${what}, and the export of ${day(testedAt)} does not have it so.`
    : `${who} has ${what} in the export of ${day(testedAt)}, and was derived not to.`;
}

function day(time: string | null | undefined): string {
  return time?.slice(0, 10) ?? 'an unknown day';
}
