import * as z from 'zod/mini';
import type { GitHubOrganization } from '../../../evidence/datasets/github.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';

/** Somebody on one of GitHub's lists. */
export interface Account {
  readonly id: string;
  readonly login: string;
  readonly type: string | null;
}

/** What could be read, and one problem for what could not. */
export interface Read<Value> {
  readonly value: Value;
  readonly problem: Problem | null;
}

const identity = z.object({
  id: z.pipe(z.int().check(z.nonnegative()), z.transform(String)),
  login: z.string().check(z.minLength(1)),
  type: z.optional(z.unknown()),
  two_factor_requirement_enabled: z.optional(z.unknown()),
  plan: z.optional(z.unknown()),
});

/** The people of one page. An entry without an identity is left out; `where` names the page in the problem. */
export function readAccounts(items: readonly unknown[], where: string): Read<readonly Account[]> {
  const accounts: Account[] = [];
  const faults: string[] = [];
  for (const [index, item] of items.entries()) {
    const { data } = identity.safeParse(item);
    if (!data) faults.push(`entry ${index + 1} has no usable id and login, and was left out`);
    else if (!isText(data.type)) faults.push(`the type of ${data.login} is no text`);
    if (data)
      accounts.push({ id: data.id, login: data.login, type: isText(data.type) ? (data.type ?? null) : null });
  }
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : '';
  const problem = faults[0] === undefined ? null : malformed(`${where}: ${faults[0]}${more}`);
  return { value: accounts, problem };
}

/**
 * The organization that was asked for. Throws `malformed` without an identity, or with another one's; a requirement that
 * is not shown is a problem.
 */
export function readOrganization(body: unknown, asked: string): Read<GitHubOrganization> {
  const { data } = identity.safeParse(body);
  if (!data)
    throw new CollectError('malformed', malformed('the organization has no usable id and login').message);
  const { id, login, plan, two_factor_requirement_enabled: required } = data;
  if (login.toLowerCase() !== asked.toLowerCase())
    throw new CollectError(
      'malformed',
      `GitHub answered for the organization ${login}, and ${asked} was asked for. Check org, and that the endpoint is GitHub's.`,
    );
  const known = typeof required === 'boolean' ? required : null;
  return {
    value: { filledSeats: seatsIn(plan), id, login, twoFactorRequirementEnabled: known },
    problem: requirementProblem(login, required),
  };
}

/** A plan without a usable number says nothing: zero is a number. */
function seatsIn(plan: unknown): number | null {
  const seats =
    typeof plan === 'object' && plan !== null && 'filled_seats' in plan ? plan.filled_seats : null;
  return typeof seats === 'number' && Number.isInteger(seats) && seats >= 0 ? seats : null;
}

function requirementProblem(login: string, required: unknown): Problem | null {
  if (typeof required === 'boolean') return null;
  if (required !== null && required !== undefined)
    return malformed('two_factor_requirement_enabled is neither true nor false');
  return {
    code: 'not-visible',
    message:
      `GitHub does not show whether ${login} requires two-factor authentication (two_factor_requirement_enabled). ` +
      'It shows that to owners: use a token of an owner, made for this organization.',
  };
}

function isText(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || typeof value === 'string';
}

function malformed(what: string): Problem {
  return {
    code: 'malformed',
    message: `Not as GitHub documents it: ${what}. The raw answer shows what came.`,
  };
}
