import { CollectError } from '../../../evidence/problem.ts';
import { isObject, type Raw } from '../../read-fields.ts';

/** One page of a list: items not looked at yet, and Google's token for the next page. */
export interface Page {
  readonly items: readonly unknown[];
  readonly nextPageToken: unknown;
}

/** Checks that an answer is a page of this list; `where` names it in the error. */
export function readPage(response: unknown, list: string, where: string): Page {
  if (!isObject(response)) throw malformed(where, 'is not a JSON object');
  // Google leaves an empty list out; null in its place is none of Google's answers.
  const { [list]: items = [], nextPageToken } = response;
  if (!Array.isArray(items)) throw malformed(where, `holds a "${list}" that is not a list`);
  if (response[list] === undefined && !isEmptyPage(response, list))
    throw malformed(where, `holds no "${list}" and is not an empty page of Google's`);
  return { items, nextPageToken };
}

/** Lists that may be as bare as `{}`: what is missing from them is missed by whatever names it, a person or a policy. */
const bare: ReadonlySet<string> = new Set(['policies', 'groups', 'organizationUnits']);

/**
 * An empty page of the Directory API still carries its `kind`; one of the Policy API has nothing else in it. A page
 * that leads on to another claims no end, so it needs neither.
 */
function isEmptyPage(response: Raw, list: string): boolean {
  const keys = Object.keys(response);
  if (keys.length === 1 && keys[0] === 'nextPageToken') return true;
  if (keys.length === 0) return bare.has(list);
  return list !== 'policies' && typeof response.kind === 'string';
}

function malformed(where: string, what: string): CollectError {
  const advice = 'Look at the raw answer, and check for a proxy in between.';
  return new CollectError('malformed', `${where} ${what}. ${advice}`);
}
