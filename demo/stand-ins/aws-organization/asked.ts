/** A question as it reached AWS, with whose key it was signed. */
export interface Asked {
  readonly service: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The account of whoever asks. */
  readonly caller: string;
  /** Whether that is the key that the connection has, and no session. */
  readonly own: boolean;
  /** Whether it is a session of root that is for looking at root's credentials alone. */
  readonly root: boolean;
}

/** The answer's members, or the code of a refusal. */
export type Told = object | { readonly refused: string };

export function refused(code: string): Told {
  return { refused: code };
}

/** A part of a list and the token of the next part. AWS's tokens tell nothing; these are numbers. */
export function partOf<Item>(
  items: readonly Item[],
  { MaxResults, NextToken }: Readonly<Record<string, unknown>>,
  most: number,
): { readonly part: readonly Item[]; readonly next: object } {
  const from = typeof NextToken === 'string' ? Number(NextToken) : 0;
  const to = from + Math.min(most, typeof MaxResults === 'number' ? MaxResults : most);
  return { part: items.slice(from, to), next: to < items.length ? { NextToken: String(to) } : {} };
}
