import type { GitHubPolicyDocument } from '../../../evidence/datasets/github.ts';
import { CollectError, findCollectError, type Problem } from '../../../evidence/problem.ts';
import { type Change, lastChange } from './last-change.ts';
import type { Requests } from './requests.ts';
import { type DocumentPlace, requestContent } from './requests-documents.ts';
import { readContent } from './schema-documents.ts';

/** A document, and what kept it from being known in full. */
export interface LookedFor {
  readonly record: GitHubPolicyDocument;
  readonly problems: readonly Problem[];
}

/** Looks for one document: whether it is there, who owns it, and when its text last changed. */
export function* lookFor(place: DocumentPlace): Requests<LookedFor> {
  const problems: Problem[] = [];
  const noting = function* <Value>(request: Requests<Value>): Requests<Value | null> {
    try {
      return yield* request;
    } catch (error) {
      const known = findCollectError(error);
      if (!known) throw error;
      problems.push(explained(known, place).problem);
      return null;
    }
  };
  const change = yield* noting(lastChange(place));
  const content = yield* noting(contentOf(place, change));
  return { record: recordOf(place, change, content), problems };
}

type Content = Pick<GitHubPolicyDocument, 'blank' | 'blob' | 'owner' | 'readable' | 'size' | 'state'>;

/**
 * GitHub says 404 also of what it does not show. Where the same token was given the repository's history, which takes
 * the same permission, it means that there is no such document.
 */
function* contentOf(place: DocumentPlace, change: Change | null): Requests<Content> {
  try {
    return readContent(yield* requestContent(place), `${place.repository}/${place.path}`);
  } catch (error) {
    if (change && findCollectError(error)?.status === 404) return { ...nothing, state: 'missing' };
    throw error;
  }
}

const nothing: Content = { blank: null, blob: null, owner: null, readable: false, size: null, state: null };

function recordOf(
  place: DocumentPlace,
  change: Change | null,
  content: Content | null,
): GitHubPolicyDocument {
  const { blank, blob, owner, readable, size, state } = content ?? nothing;
  return {
    blank,
    blob,
    branch: place.ref,
    changedAt: change?.at ?? null,
    commit: change?.commit ?? null,
    owner,
    path: place.path,
    readable,
    repository: place.repository,
    size,
    state,
  };
}

/** No such repository, path or branch, or nothing in it. A redirect is none of them. */
const ambiguous: ReadonlySet<number> = new Set([404, 409, 422]);

/** What is not there and what may not be seen look the same. */
function explained(error: CollectError, { repository, path }: DocumentPlace): CollectError {
  if (error.code !== 'denied' && !ambiguous.has(error.status ?? 0)) return error;
  return new CollectError(
    'not-visible',
    `${error.message} Either there is no ${path} in ${repository} (or no such branch), or the token may not see it: grant the repository Contents: Read-only.`,
    { cause: error },
  );
}
