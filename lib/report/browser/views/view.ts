import type { Child } from '../dom.ts';

/** What a route shows. */
export interface View {
  readonly title: string;
  /** Said under the title. */
  readonly lead?: Child;
  readonly body: HTMLElement;
  /** Called when the view is in the page. */
  readonly ready?: () => void;
}

/** The part of the address after the view's name, and its `?night=…`. */
export interface Query {
  readonly rest: string;
  readonly search: URLSearchParams;
}
