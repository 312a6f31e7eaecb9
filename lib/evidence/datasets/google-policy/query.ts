/** What a policy's query asks of a person, as far as it is understood. */
export type Condition =
  | { readonly kind: 'unit' | 'group'; readonly id: string }
  /** One of these licences. */
  | { readonly kind: 'licence' }
  /** A clause in words that Google does not document; `placed` where it speaks of units or groups. */
  | { readonly kind: 'unread'; readonly placed: boolean }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] };

const longest = 10_000;
const deepest = 32;

/** `&&`, `||`, `!`, parentheses, and a clause up to its own closing parenthesis. */
const token =
  /\s*(&&|\|\||[!()]|entity\.\w+\.exists\((?:[^()'"]|'[^']*'|"[^"]*"|\((?:[^()'"]|'[^']*'|"[^"]*")*\))*\))\s*/y;

/**
 * Reads a policy's query (CEL). Google documents three clauses, of units, groups and licences, in any combination with
 * `&&`, `||` and `!`: https://cloud.google.com/identity/docs/reference/rest/v1/policies. Null for no query.
 */
export function conditionOf(query: string | null): Condition | null {
  if (query === null || query.trim() === '') return null;
  const tokens = tokensOf(query);
  const read = tokens && anyOf(tokens, 0);
  return read && tokens.length === 0 ? read : unread(query);
}

type Combination = Extract<Condition, { readonly of: unknown }>;

/** One clause of a condition, and whether it is asked that it does not hold. */
export interface Clause {
  readonly clause: Exclude<Condition, Combination>;
  readonly denied: boolean;
}

/** Every clause of a condition. */
export function clausesOf(condition: Condition, denied = false): readonly Clause[] {
  switch (condition.kind) {
    case 'not':
      return clausesOf(condition.of, !denied);
    case 'all':
    case 'any':
      return condition.of.flatMap((one) => clausesOf(one, denied));
    default:
      return [{ clause: condition, denied }];
  }
}

function tokensOf(query: string): string[] | null {
  if (query.length > longest) return null;
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < query.length) {
    const [, next] = token.exec(query) ?? [];
    if (next === undefined) return null;
    found.push(next);
  }
  return found;
}

function anyOf(tokens: string[], depth: number): Condition | null {
  return joined(tokens, '||', 'any', () => joined(tokens, '&&', 'all', () => single(tokens, depth)));
}

function joined(
  tokens: string[],
  sign: '&&' | '||',
  kind: 'all' | 'any',
  next: () => Condition | null,
): Condition | null {
  const parts: Condition[] = [];
  do {
    const part = next();
    if (!part) return null;
    parts.push(part);
  } while (take(tokens, sign));
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind, of: parts };
}

function single(tokens: string[], depth: number): Condition | null {
  const first = tokens.shift();
  if (first === undefined || depth > deepest) return null;
  if (first === '!') {
    const of = single(tokens, depth + 1);
    return of && { kind: 'not', of };
  }
  if (first === '(') {
    const inner = anyOf(tokens, depth + 1);
    return take(tokens, ')') ? inner : null;
  }
  return first.startsWith('entity.') ? clause(first) : null;
}

function take(tokens: string[], wanted: string): boolean {
  if (tokens[0] !== wanted) return false;
  tokens.shift();
  return true;
}

/** `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('03ph8a2z1root00'))`, or the same of groups. */
const place =
  /^entity\.(org_units|groups)\.exists\(\s*(\w+)\s*,\s*\2\.(?:org_unit_id|group_id)\s*==\s*(?:orgUnitId|groupId)\(\s*(['"])([^'"]*)\3\s*\)\s*\)$/;
/** `entity.licenses.exists(license, license in ['/product/101/sku/1'])`. */
const licence = /^entity\.licenses\.exists\(/;

function clause(text: string): Condition {
  const [, list, , , id] = place.exec(text) ?? [];
  if (id !== undefined) return { kind: list === 'groups' ? 'group' : 'unit', id: bareId(id) };
  return licence.test(text) ? { kind: 'licence' } : unread(text);
}

function unread(text: string): Condition {
  return { kind: 'unread', placed: /\b(?:org_units|groups)\b/.test(text) };
}

/** An id of a unit or group without what Google writes before it in one place or the other. */
export function bareId(id: string): string {
  return id.replace(/^(?:orgUnits\/|groups\/)?(?:id:)?/, '');
}
