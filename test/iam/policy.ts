/**
 * The part of the policy language that the stack's policies are written in. An element, operator or variable that is not here is
 * refused: a policy that is only half understood proves nothing.
 */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: Principal;
  readonly Condition?: Conditions;
}

export type Principal =
  | '*'
  | { readonly AWS?: string | readonly string[]; readonly Service?: string | readonly string[] };

/** By operator, by key. Values are alternatives; operators and keys all have to hold. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Document {
  readonly Statement: readonly Statement[];
}

const elements = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition'];

/** The statements of a document as it stands in a template or a guide. Throws for what is not of the subset. */
export function statementsIn(document: unknown): readonly Statement[] {
  const { Statement } = document as Document;
  for (const one of [Statement].flat()) {
    const unknown = Object.keys(one).filter((key) => !elements.includes(key));
    if (unknown.length > 0) throw new Error(`Nobody here knows ${unknown.join(', ')} of a statement.`);
    if (one.Effect !== 'Allow' && one.Effect !== 'Deny') throw new Error(`${one.Effect} is no effect.`);
    const { Sid: _, Resource, Condition, ...withoutVariables } = one;
    if (/\$\{/.test(JSON.stringify(withoutVariables)))
      throw new Error('A variable stands in a resource or in a condition, and nowhere else.');
    const { Principal = '*' } = one;
    const kinds = Principal === '*' ? [] : Object.keys(Principal);
    if (kinds.some((kind) => kind !== 'AWS' && kind !== 'Service'))
      throw new Error(`Nobody here knows a principal of ${kinds.join(', ')}.`);
  }
  return [Statement].flat();
}

export const listed = <Value>(value: Value | readonly Value[] | undefined): readonly Value[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value as Value];

/** `*` stands for any characters, `?` for one; what was one of them in a variable's place stands for itself. */
export function matches(pattern: string, text: string): boolean {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  const wild = literal.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${wild.replaceAll('\u{e000}', '\\*').replaceAll('\u{e001}', '\\?')}$`, 'su').test(text);
}

/** Part by part: no wildcard reaches over a colon of the first five. `*` alone is everything. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const [given, asked] = [partsOf(pattern), partsOf(arn)];
  return given.length === asked.length && given.every((part, at) => matches(part, asked[at] ?? ''));
}

function partsOf(arn: string): string[] {
  const all = arn.split(':');
  return [...all.slice(0, 5), all.slice(5).join(':')];
}
