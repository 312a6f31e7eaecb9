import * as z from 'zod/mini';
import { shapedJson } from '../../../../http/json.ts';
import { readPages } from '../../../../http/pages.ts';
import { isObject, type Raw } from '../../../read-fields.ts';
import { type Reading, send } from '../../../reader.ts';
import type { SignedRequest } from './requests.ts';

export type Requests<Result> = Reading<never, SignedRequest, Result>;

/** A part of a list, as AWS's services that answer in JSON give it. */
export interface JsonPage {
  readonly items: readonly unknown[];
  readonly next: unknown;
}

/** Reads a page: the list must be there, also where it is empty. Throws `malformed` for anything else. */
export function pageIn(text: string, list: string, action: string): JsonPage {
  const shape = z.looseObject({ [list]: z.array(z.unknown()), NextToken: z.optional(z.unknown()) });
  const page: Raw = shapedJson(text, shape, `The answer of ${action}`);
  const items = page[list];
  return { items: Array.isArray(items) ? items : [], next: page.NextToken };
}

/** One object under a name. Throws `malformed` where it is not there. */
export function objectIn(text: string, name: string, action: string): Raw {
  const shape = z.looseObject({ [name]: z.looseObject({}) });
  const response: Raw = shapedJson(text, shape, `The answer of ${action}`);
  const found = response[name];
  return isObject(found) ? found : {};
}

/** A list to its end, through pages that are empty. `request` is given the token of the page, undefined for the first. */
export function* listed(
  request: (token: string | undefined) => SignedRequest,
  list: string,
  action: string,
  take: (items: readonly unknown[]) => void,
): Requests<void> {
  yield* readPages(
    function* (token: string | undefined) {
      return pageIn((yield* send(request(token))).text, list, action);
    },
    { next: ({ next }: JsonPage) => next, items: ({ items }: JsonPage) => items },
    // biome-ignore lint/correctness/useYield: what is taken asks nothing
    function* ({ items }: JsonPage): Requests<void> {
      take(items);
    },
  );
}
