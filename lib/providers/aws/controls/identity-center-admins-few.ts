import * as z from 'zod/mini';
import {
  type AwsIdentityCenterAssignment,
  type AwsIdentityCenterUser,
  identityCenterAssignments,
  identityCenterGroups,
  identityCenterUsers,
} from '../../../evidence/datasets/aws-organization.ts';
import { isWhole } from '../../../evidence/document.ts';
import { type ControlInput, defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, unknown, whoOf } from '../../../judging/judgement.ts';
import { recordsOf } from './accounts.ts';
import { centerApplies, nameOf } from './center.ts';

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** Whether somebody is an administrator of some account, and may sign in; null where that cannot be told. */
interface Administrators {
  readonly certain: readonly string[];
  readonly possible: number;
  /** Users and groups that have such a right and stand in no list: whoever they are is not counted. */
  readonly unlisted: number;
}

const namesShown = 20;

export const identityCenterAdminsFew = defineControl({
  id: 'aws.identity-center-admins-few',
  version: 1,
  title: 'AWS has few administrators through IAM Identity Center, and more than one',
  meaning:
    'The number of enabled users of IAM Identity Center who may do anything in some account, themselves or through a group, lies within the limits (two to four by default).',
  fix: 'Give everyday work a narrower permission set, or make a second trusted person administrator.',
  mappings: { soc2: ['CC6.3'], iso27001: ['A.8.2'], nist80053: ['AC-6(5)'], cis: ['5.4'] },
  needs: [identityCenterUsers, identityCenterGroups, identityCenterAssignments],
  parameters: () =>
    z
      .strictObject({
        min: z._default(z.int().check(z.positive()), 2),
        max: z._default(z.int().check(z.positive()), 4),
      })
      .check(z.refine(({ min, max }) => min <= max, { error: '`min` must not be greater than `max`.' })),
  applies: centerApplies,
  *evaluate(input: ControlInput<Limits>) {
    for (const view of input.views(identityCenterUsers)) {
      const { connection } = view.document;
      const users = [...view.records()];
      // Nobody at all is no population, which the caller answers for.
      if (users.length === 0) continue;
      const whole = [identityCenterUsers, identityCenterGroups, identityCenterAssignments].every(({ name }) =>
        input.documents.some((one) => one.connection === connection && one.dataset === name && isWhole(one)),
      );
      yield {
        ...whoOf(connection, 'administrators', `administrators of ${connection}`.toLowerCase()),
        ...judge(administrators(input, connection, users), input.parameters, whole),
      };
    }
  },
});

function administrators(
  input: ControlInput<Limits>,
  connection: string,
  users: readonly AwsIdentityCenterUser[],
): Administrators {
  const groups = recordsOf(input.views(identityCenterGroups), connection);
  const members = new Map(groups.map(({ id, members }) => [id, members]));
  const listed = new Set(users.map(({ id }) => id));
  const unlisted = new Set<string>();
  const confirmed = new Set<string>();
  const maybe = new Set<string>();
  for (const row of recordsOf(input.views(identityCenterAssignments), connection)) {
    if (row.administrator === false) continue;
    for (const user of usersOf(row, members)) {
      (row.administrator ? confirmed : maybe).add(user);
      if (!listed.has(user)) unlisted.add(user);
    }
  }
  const there = users.filter(({ enabled }) => enabled !== false);
  const certain = there.filter(({ enabled, id }) => enabled && confirmed.has(id));
  const possible = there.filter(({ enabled, id }) =>
    enabled ? !confirmed.has(id) && maybe.has(id) : confirmed.has(id) || maybe.has(id),
  );
  return { certain: certain.map(nameOf).toSorted(), possible: possible.length, unlisted: unlisted.size };
}

/** A group that stands in no list stands for whoever is in it. */
function usersOf(
  { principalId, principalType }: AwsIdentityCenterAssignment,
  members: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return principalType === 'USER' ? [principalId] : (members.get(principalId) ?? [principalId]);
}

function judge(found: Administrators, { max, min }: Limits, whole: boolean): Judgement {
  const { certain, possible, unlisted } = found;
  const seen = asText(found);
  if (certain.length > max) return fail(`${seen} At most ${max} are allowed.`);
  if (!whole) return unknown(`${seen} Not everybody and every right was seen, so there may be more.`);
  if (unlisted > 0)
    return unknown(
      `${seen} ${unlisted} more users or groups have such a right, and no list says who they are.`,
    );
  if (certain.length + possible < min) return fail(`${seen} At least ${min} are needed.`);
  if (possible > 0) return unknown(`${seen} Between ${min} and ${max} are allowed.`);
  return { verdict: 'pass', reason: seen };
}

function asText({ certain, possible }: Administrators): string {
  const more = certain.length > namesShown ? [`and ${certain.length - namesShown} more`] : [];
  const list = certain.length > 0 ? `: ${[...certain.slice(0, namesShown), ...more].join(', ')}` : '';
  const rest =
    possible > 0
      ? ` ${possible} more may be, because of a policy inside the accounts or a state that AWS does not give.`
      : '';
  return `${certain.length} enabled ${certain.length === 1 ? 'administrator' : 'administrators'}${list}.${rest}`;
}
