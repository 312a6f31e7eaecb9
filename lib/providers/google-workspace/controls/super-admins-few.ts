import * as z from 'zod/mini';
import { type GoogleUser, users } from '../../../evidence/datasets/google-workspace.ts';
import { isWhole } from '../../../evidence/document.ts';
import { nothingYet } from '../../../judging/assessed.ts';
import {
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { fail, type Judgement, unknown, whoOf } from '../../../judging/judgement.ts';
import { accountStatus } from './account-status.ts';

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** Super admins that are certainly active, and accounts of which that cannot be told. */
interface Count {
  accounts: number;
  certain: number;
  possible: number;
  /** The first of the certain ones; the reason need not name a thousand. */
  readonly names: string[];
}

const namesShown = 20;

export const superAdminsFew = defineControl({
  id: 'google-workspace.super-admins-few',
  version: 1,
  title: 'Google Workspace has few super admins, and more than one',
  meaning:
    'The number of active super admins of Google Workspace lies within the limits (two to four by default).',
  fix: 'Give everyday administrators a narrower admin role, or make a second trusted person super admin.',
  mappings: { soc2: ['CC6.3'], iso27001: ['A.8.2'], nist80053: ['AC-6(5)'], cis: ['5.4'] },
  needs: [users],
  parameters: () =>
    z
      .strictObject({
        min: z._default(z.int().check(z.positive()), 2),
        max: z._default(z.int().check(z.positive()), 4),
      })
      .check(z.refine(({ min, max }) => min <= max, { error: '`min` must not be greater than `max`.' })),
  *evaluate(input: ControlInput<Limits>) {
    for (const view of input.views(users)) {
      const count = yield* countSuperAdmins(view);
      const { connection } = view.document;
      // No account at all is no population, which the caller answers for.
      if (count.accounts > 0)
        yield {
          ...whoOf(connection, 'super-admins', `super admins of ${connection}`.toLowerCase()),
          ...judge(count, input.parameters, isWhole(view.document)),
        };
    }
  },
});

function* countSuperAdmins(users: DatasetView<GoogleUser>): Generator<readonly Assessment[], Count> {
  const count: Count = { accounts: 0, certain: 0, possible: 0, names: [] };
  for (const batch of users.batches()) {
    for (const user of batch) countIn(count, user);
    yield nothingYet;
  }
  return count;
}

function countIn(count: Count, user: GoogleUser): void {
  count.accounts++;
  const status = accountStatus(user);
  if (status === 'inactive' || user.isAdmin === false) return;
  if (status === 'unclear' || user.isAdmin === null) {
    count.possible++;
  } else if (count.certain++ < namesShown) {
    count.names.push(user.primaryEmail.toLowerCase());
  }
}

function judge(count: Count, { min, max }: Limits, whole: boolean): Judgement {
  const seen = asText(count);
  if (count.certain > max) return fail(`${seen} At most ${max} are allowed.`);
  if (!whole) return unknown(`${seen} The list of users was cut short, so there may be more.`);
  if (count.certain + count.possible < min) return fail(`${seen} At least ${min} are needed.`);
  // Even where these could change nothing: a control that cannot see who is a super admin does not pass.
  if (count.possible > 0) return unknown(`${seen} Between ${min} and ${max} are allowed.`);
  return { verdict: 'pass', reason: seen };
}

function asText({ certain, possible, names }: Count): string {
  const more = certain > names.length ? [`and ${certain - names.length} more`] : [];
  const list = certain > 0 ? `: ${[...names, ...more].join(', ')}` : '';
  const rest =
    possible > 0 ? ` Of ${possible} more, Google did not say whether they are active super admins.` : '';
  return `${certain} active ${certain === 1 ? 'super admin' : 'super admins'}${list}.${rest}`;
}
