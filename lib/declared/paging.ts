import type { Path } from './fields.ts';

/** Text with settings in it: `/orgs/{org}/members`. In paths they are escaped. */
export type Template = string;

export interface Endpoint {
  /** After the host, with a leading slash. */
  readonly path: Template;
  /** Of the query. Default: none. */
  readonly parameters?: Readonly<Record<string, Template>>;
}

export interface ListEndpoint extends Endpoint {
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

/** How large pages are asked for. */
export interface PageSize {
  readonly parameter: string;
  readonly is: number;
}

/** How a list goes on. */
export type Paging =
  /** The whole list at once. */
  | { readonly kind: 'none' }
  /** By a `Link` header with rel="next"; one that says `results="false"` leads nowhere. */
  | { readonly kind: 'link'; readonly size: PageSize | null }
  /** By the next page's address in the answer. */
  | { readonly kind: 'address'; readonly at: Path; readonly size: PageSize | null }
  /** By a text in the answer that is sent back as a parameter. */
  | { readonly kind: 'cursor'; readonly at: Path; readonly parameter: string; readonly size: PageSize | null }
  /** By a text in a header that is sent back as a parameter. */
  | {
      readonly kind: 'header';
      readonly name: string;
      readonly parameter: string;
      readonly size: PageSize | null;
    }
  /** Pages by number. `pages`: where their number stands; without it, and without a total, up to an empty page. */
  | {
      readonly kind: 'page';
      readonly parameter: string;
      readonly first: 0 | 1;
      readonly pages: Path | null;
      readonly size: PageSize;
    }
  /** By how many are passed over: up to the total, or to an empty page. */
  | { readonly kind: 'offset'; readonly parameter: string; readonly size: PageSize };
