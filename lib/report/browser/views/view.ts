import type { Child } from '../dom.ts';

/** What a route shows. */
export interface View {
  readonly title: string;
  /** Said under the title. */
  readonly lead?: Child;
  readonly body: HTMLElement;
  /** Of an item, the addresses of those before and after it; null where there is none. */
  readonly beside?: Beside;
  /** Called when the view is in the page. */
  readonly ready?: () => void;
}

export interface Beside {
  readonly former: string | null;
  readonly next: string | null;
}

/** Items beside one, by their place in order. @param href of the item at a place */
export function besideOf(at: number, many: number, href: (at: number) => string): Beside {
  return {
    former: at > 0 ? href(at - 1) : null,
    next: at >= 0 && at + 1 < many ? href(at + 1) : null,
  };
}

/** The part of the address after the view's name, and its `?night=…`. */
export interface Query {
  readonly rest: string;
  readonly search: URLSearchParams;
}
