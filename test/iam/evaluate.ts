import { type Context, hold } from './conditions.ts';
import { listed, matches, matchesArn, type Principal, type Statement } from './policy.ts';
import { filledIn } from './variables.ts';

/** Who asks: a role, a user, a root user, or a service. */
export interface Caller {
  /** Of a role or user; null for a service. */
  readonly arn: string | null;
  readonly service?: string;
  /** What its own policies say. */
  readonly policies: readonly Statement[];
  /** What bounds these; null where nothing does. */
  readonly boundary?: readonly Statement[] | null;
  /** Of its session. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Request {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  /** The account that the resource belongs to. */
  readonly owner: string;
  /** The resource's own policy; for a role that is to be assumed, who may. */
  readonly on: readonly Statement[];
  /** Whether the resource's own policy alone decides, and the caller's counts only so far as it hands over to the account. */
  readonly kind: 'bucket' | 'key' | 'role' | 'other';
  readonly context?: Context;
}

export type Decision = 'allowed' | 'denied explicitly' | 'denied';

/**
 * What AWS answers a request, as "Policy evaluation logic" of the IAM user guide has it: any deny decides; else, within one account, the
 * caller's policies within their boundary or the resource's own policy allow it; between accounts, both have to. A key in KMS lets nobody's
 * own policies count unless its policy names the account; nor does a role's trust.
 */
export function evaluate(request: Request): Decision {
  const { caller, kind, on, owner } = request;
  const context = contextOf(request);
  const applies = (statement: Statement) =>
    isAbout(statement, request, context) && hold(statement.Condition ?? {}, context);
  const own = caller.policies.filter(applies);
  const boundary = caller.boundary?.filter(applies) ?? null;
  const named = on.filter((statement) => applies(statement) && speaksOf(statement.Principal, caller));
  if ([...own, ...(boundary ?? []), ...named].some(({ Effect }) => Effect === 'Deny'))
    return 'denied explicitly';
  const isBounded = boundary === null || boundary.length > 0;
  const byOwn = own.length > 0 && isBounded;
  const handedOver = named.some(({ Principal }) => namesAccount(Principal, caller));
  const byName =
    named.some(({ Principal }) => !namesAccount(Principal, caller)) && (caller.arn === null || isBounded);
  const isWithin = accountOf(caller) === owner || caller.arn === null;
  if (!isWithin) return byOwn && (byName || handedOver) ? 'allowed' : 'denied';
  if (byName) return 'allowed';
  // What names the account hands the decision to the caller's own policies. Of keys and roles nothing else does.
  const counts = handedOver || kind === 'bucket' || kind === 'other';
  return byOwn && counts ? 'allowed' : 'denied';
}

/** What every request says, besides what this one does. */
function contextOf({ caller: { arn, tags = {} }, context = {} }: Request): Context {
  return {
    'aws:SecureTransport': 'true',
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    ...(arn === null ? {} : { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': arn.split(':')[4] ?? '' }),
    ...context,
  };
}

/** In a policy of a key or of who may take up a role, `*` and nothing at all are the thing itself. */
function isAbout({ Action, Resource }: Statement, { action, resource }: Request, context: Context): boolean {
  const isAsked = listed(Action).some((one) => matches(one.toLowerCase(), action.toLowerCase()));
  if (!isAsked || Resource === undefined) return isAsked;
  return listed(Resource).some((one) => {
    const filled = filledIn(one, context);
    return filled !== null && matchesArn(filled, resource);
  });
}

function speaksOf(principal: Principal | undefined, caller: Caller): boolean {
  if (principal === undefined) throw new Error('A policy of a resource has to say who.');
  if (principal === '*') return true;
  const { AWS, Service } = principal;
  if (caller.service !== undefined && listed(Service).includes(caller.service)) return true;
  return listed(AWS).some((one) => one === '*' || one === caller.arn || isAccount(one, caller));
}

/** The account of a caller, by its number or its root: everybody in it, so far as their own policies say. */
function namesAccount(principal: Principal | undefined, caller: Caller): boolean {
  if (principal === undefined || principal === '*') return false;
  const named = listed(principal.AWS);
  return (
    !named.some((one) => one === '*' || one === caller.arn) && named.some((one) => isAccount(one, caller))
  );
}

function isAccount(named: string, caller: Caller): boolean {
  const account = accountOf(caller);
  return account !== null && (named === account || named === `arn:aws:iam::${account}:root`);
}

function accountOf({ arn }: Caller): string | null {
  return arn?.split(':')[4] ?? null;
}
