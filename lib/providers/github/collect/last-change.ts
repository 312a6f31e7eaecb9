import { CollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import type { Requests } from './requests.ts';
import { type DocumentPlace, requestChanges, requestLastCommit } from './requests-documents.ts';
import { type ChangedFile, readChangedFile, readCommit } from './schema-documents.ts';

/** The commit that last changed a document's text. Both null where no commit ever touched it. */
export interface Change {
  readonly at: string | null;
  readonly commit: string | null;
}

/** A document that was moved more often than this without a change is not looked for any further. */
const mostMoves = 10;

/**
 * Goes back through commits that changed nothing in the text, because they are no review: that moved the document, since
 * GitHub's history of a path begins where it came to it, or that changed only what may be done with the file.
 */
export function* lastChange(place: DocumentPlace): Requests<Change> {
  let at = place;
  /** The newest commit that may have changed nothing, and the text that it left. */
  let later: (Change & { readonly blob: string | null }) | null = null;
  for (let moves = 0; moves <= mostMoves; moves++) {
    const [newest] = yield* requestLastCommit(at);
    if (newest === undefined) return { at: later?.at ?? null, commit: later?.commit ?? null };
    const { sha, authoredAt } = readCommit(newest, `${at.repository}/${at.path}`);
    const { file, parent } = yield* fileIn(at, sha);
    if (later && file && later.blob !== file.blob) return { at: later.at, commit: later.commit };
    later = null;
    const change = { at: file ? authoredAt : null, commit: sha };
    if (!file || parent === null || (!file.movedFrom && !file.sameText)) return change;
    if (file.sameText && file.blob !== null) later = { ...change, blob: file.blob };
    else if (file.sameText) return change;
    at = { ...at, path: file.movedFrom ?? at.path, ref: parent };
  }
  throw new CollectError(
    'truncated',
    `${place.repository}/${place.path} was moved more than ${mostMoves} times without a change, so that its last change was not looked for any further. Confirm it with “exhibit attest policies.reviewed”.`,
  );
}

/** What a commit did to the document. Null where GitHub does not show it: a commit of more than 3,000 files. */
function* fileIn(
  place: DocumentPlace,
  sha: string,
): Requests<{ readonly file: ChangedFile | null; readonly parent: string | null }> {
  let file: ChangedFile | null = null;
  let parent: string | null = null;
  yield* requestChanges(place, sha, function* ({ commit, items }) {
    parent ??= readCommit(commit, `the commit ${sha}`).parent;
    file = items.map(readChangedFile).find((one) => one?.path === place.path) ?? null;
    return file ? enough : null;
  });
  return { file, parent };
}
