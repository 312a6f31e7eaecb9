import { type Conditions, listed, matches, matchesArn } from './policy.ts';
import { filledIn } from './variables.ts';

/** What a request says of itself: by key, one value or several; a key that is not there is missing. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

type Compare = (policy: string, request: string) => boolean;

const number =
  (compare: (policy: number, request: number) => boolean): Compare =>
  (policy, request) =>
    compare(Number(policy), Number(request));

const operators: Readonly<Record<string, Compare>> = {
  StringEquals: (policy, request) => policy === request,
  StringEqualsIgnoreCase: (policy, request) => policy.toLowerCase() === request.toLowerCase(),
  StringLike: matches,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (policy, request) => policy.toLowerCase() === request.toLowerCase(),
  NumericEquals: number((policy, request) => request === policy),
  NumericLessThan: number((policy, request) => request < policy),
  NumericLessThanEquals: number((policy, request) => request <= policy),
  NumericGreaterThan: number((policy, request) => request > policy),
  NumericGreaterThanEquals: number((policy, request) => request >= policy),
};

/** Whether all conditions of a statement hold. Names of keys know no case. Throws for operators that are not known. */
export function hold(conditions: Conditions, context: Context): boolean {
  const known = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), listed(value)]));
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) =>
      holds(
        operator,
        listed(value as string | readonly string[]).map((one) => filledIn(String(one), context)),
        known.get(key.toLowerCase()),
      ),
    ),
  );
}

/**
 * A key that is missing makes a condition false, unless the operator is a negated one or ends in `IfExists`: then it holds. A key of
 * several values needs `ForAllValues`, which holds without any, or `ForAnyValue`, which does not. A variable without a value fits nothing.
 */
function holds(
  operator: string,
  policy: readonly (string | null)[],
  request: readonly string[] | undefined,
): boolean {
  const [, quantifier, single = operator] = /^(ForAllValues|ForAnyValue):(.*)$/.exec(operator) ?? [];
  if (single === 'Null' && !quantifier) return policy.includes(String(request === undefined));
  const isOptional = single.endsWith('IfExists');
  const bare = single.replace(/IfExists$/, '');
  const isNegated = /^(String|Arn|Numeric)Not/.test(bare);
  const compare = operators[bare.replace(/Not(?=Equals|Like)/, '')];
  if (!compare || (quantifier && isNegated)) throw new Error(`Nobody here knows the operator ${operator}.`);
  const isOneOf = (value: string) => policy.some((one) => one !== null && compare(one, value));
  if (quantifier === 'ForAllValues') return (request ?? []).every(isOneOf);
  if (quantifier === 'ForAnyValue') return (request ?? []).some(isOneOf);
  if (request === undefined) return isNegated || isOptional;
  const [only, ...more] = request;
  if (only === undefined || more.length > 0) throw new Error(`${operator} has several values to compare.`);
  return isNegated ? !isOneOf(only) : isOneOf(only);
}
