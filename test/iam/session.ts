import { type Caller, evaluate, type Request } from './evaluate.ts';

/** A role that somebody asks to take up. */
export interface Assumed {
  readonly role: Caller & { readonly arn: string };
  /** Who may, as the role says. */
  readonly trust: Request['on'];
  readonly owner: string;
}

/**
 * The session of a role with these tags; null where that is refused. As "Pass session tags in AWS STS" has it, tags take
 * `sts:TagSession` besides `sts:AssumeRole`, on both sides. Of one session into another go those that were made transitive, of which here are none.
 */
export function sessionOf(
  caller: Caller,
  { role, trust, owner }: Assumed,
  tags: Readonly<Record<string, string>>,
): Caller | null {
  const keys = Object.keys(tags);
  const requested = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value] as const);
  const context = {
    ...Object.fromEntries(requested),
    ...(keys.length > 0 ? { 'aws:TagKeys': keys } : {}),
  };
  const actions = keys.length > 0 ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
  const refused = actions.some((action) => {
    const asked = { caller, action, resource: role.arn, owner, on: trust, kind: 'role', context } as const;
    return evaluate(asked) !== 'allowed';
  });
  return refused ? null : { ...role, tags };
}
