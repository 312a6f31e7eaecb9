import type { Path } from './fields.ts';

/** Text with settings in it: `/orgs/{org}/members`. In paths they are escaped. */
export type Template = string;

/**
 * What is asked: a path after the host, with a leading slash, and perhaps a query: `/users?role=admin&per_page=100`. A query is
 * written as it is read; only a `&`, a `+`, a `#` or a `%` in a value is escaped. Pages are as large as the query says.
 */
export type Address = Template;

export interface ListEndpoint {
  readonly ask: Address;
  /** Where in an answer the people are; null where the answer is the list; a function where parts of it must be joined; what is no list is none. */
  readonly items: Path | null | ((body: unknown) => unknown);
  readonly paging: Paging;
  /** Where an answer counts all that the list holds, so that one who was passed over is missed; null where none does. */
  readonly total: Path | { readonly header: string } | null;
  /** Fields that being on this list says of whoever is on it. */
  readonly says?: Readonly<Record<string, unknown>>;
  /** Takes only whom no list before it held. Default: nobody is on two of them. */
  readonly rest?: true;
}

/** How a list goes on. */
export type Paging =
  /** Not at all: the whole list at once. */
  | 'none'
  /** By a `Link` header with rel="next"; one that says `results="false"` leads nowhere. */
  | 'link'
  /** By the next page's address, which stands there in the answer. */
  | { readonly address: Path }
  /** By a text, which stands there in the answer and is sent back as a parameter. */
  | { readonly cursor: Path; readonly parameter: string }
  /** By a text in the header of this name that is sent back as a parameter. */
  | { readonly header: string; readonly parameter: string }
  /** By number, in the parameter `page`. `pages`: where it stands how many there are; without it, and without a total, up to an empty page. */
  | { readonly page: string; readonly first: 0 | 1; readonly pages: Path | null }
  /** By how many are passed over, in the parameter `offset`: up to the total, or to an empty page. */
  | { readonly offset: string };
