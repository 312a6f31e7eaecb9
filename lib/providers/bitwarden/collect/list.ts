import { CollectError } from '../../../evidence/problem.ts';
import { parseJson } from '../../../http/json.ts';
import { isObject } from '../../read-fields.ts';

/** One page of a list, as every list of Bitwarden's is. */
export interface Page {
  readonly items: readonly unknown[];
  /** Leads to the next page; anything but a text that is not empty ends the list. */
  readonly token: unknown;
}

const advice = 'Check that the endpoint is the provider’s own; if it is, the provider changed its answers.';

/** Reads a list out of the frame that Bitwarden documents. Throws `malformed` for what is none. */
export function pageIn(text: string, where: string): Page {
  const response = parseJson(text, where);
  if (!isObject(response) || response.object !== 'list' || !Array.isArray(response.data))
    throw new CollectError(
      'malformed',
      `${where} is no list as Bitwarden documents one (object, data). ${advice}`,
    );
  return { items: response.data, token: response.continuationToken };
}

/** A list that is one page by Bitwarden's word. Throws `truncated` where it says that there is more. */
export function wholeIn(text: string, where: string): readonly unknown[] {
  const { items, token } = pageIn(text, where);
  if (token === undefined || token === null || token === '') return items;
  throw new CollectError(
    'truncated',
    `${where} says that it goes on, where Bitwarden documents no way to ask for more. Run again; if it happens again, tell the provider.`,
  );
}

/** A bare list of ids. */
export function idsIn(text: string, where: string): readonly string[] {
  const response = parseJson(text, where);
  if (
    Array.isArray(response) &&
    response.every((id) => typeof id === 'string' && id !== '' && id.isWellFormed())
  )
    return response;
  throw new CollectError('malformed', `${where} is no list of ids. ${advice}`);
}

/** One thing, which must be the one that was asked for. */
export function oneIn(text: string, id: string, where: string): Readonly<Record<string, unknown>> {
  const response = parseJson(text, where);
  if (isObject(response) && typeof response.id === 'string' && response.id.toLowerCase() === id.toLowerCase())
    return response;
  throw new CollectError('malformed', `${where} is not of the one that was asked for. ${advice}`);
}
