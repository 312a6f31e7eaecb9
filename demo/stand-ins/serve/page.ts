/** One page of a list as it was asked for, with what it takes to serve it rightly or wrongly. */
export interface Page {
  /** The first is 1. */
  readonly number: number;
  /** Everything that the list holds. */
  readonly items: readonly object[];
  /** Index of this page's first item. */
  readonly from: number;
  readonly size: number;
  /** The token in the request. */
  readonly asked: string | null;
  /** Whether the provider says that there is more after this page. */
  readonly more: boolean;
  /** The token that leads to the page that begins at an index. */
  token(from: number, number: number): string;
  /** The answer, as the provider forms it. */
  body(items: readonly object[], next: string | null): object;
  /** The answer's headers, where the provider names the next page in one of them. */
  headers?(next: string | null): Readonly<Record<string, string>>;
}
